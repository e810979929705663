import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Serves clients of HTTP/1.0, some proxies among them: their answer is never chunked, and ends with the connection.
///
/// It stands where the version is still to be seen; above it there is none.
final class OlderClients: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private var version = HTTPVersion.http1_1

  /// Puts it in its place in a connection's handlers.
  static func add(to pipeline: ChannelPipeline) throws {
    let codec = try pipeline.syncOperations.handler(type: HTTP1ToHTTPServerCodec.self)
    try pipeline.syncOperations.addHandler(OlderClients(), position: .before(codec))
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data), head.version == .http1_0 else {
      return context.fireChannelRead(data)
    }
    version = head.version
    head.headers.replaceOrAdd(name: "Connection", value: "close")
    // What came later: they are not asked to go on, and need not name a host.
    head.headers.remove(name: "Expect")
    if !head.headers.contains(name: "Host") { head.headers.add(name: "Host", value: "localhost") }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard version == .http1_0, case .head(var head) = unwrapOutboundIn(data) else {
      return context.write(data, promise: promise)
    }
    head.version = version
    context.write(wrapOutboundOut(.head(head)), promise: promise)
  }
}
