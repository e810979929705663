import Hummingbird
import NIOCore

/// What the server knows of a request besides the request: who sent it.
struct ServiceContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The other end of the connection.
  let peer: SocketAddress?

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress
  }
}
