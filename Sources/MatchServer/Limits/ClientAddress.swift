import Foundation
import HTTPTypes
import NIOCore

/// Who asks, for the rate limit.
struct ClientAddress: Sendable {
  let trustedProxies: [AddressBlock]

  /// The address that a request comes from: the peer's, or, where the peer is a proxy that is trusted, the last one in
  /// `X-Forwarded-For` that no trusted proxy has. What stands before it may be made up by the client.
  func address(of peer: SocketAddress?, _ headers: HTTPFields) -> IPAddress? {
    guard var address = peer.flatMap(IPAddress.init) else { return nil }
    guard let name = HTTPField.Name("X-Forwarded-For") else { return address }
    var forwarded = headers[values: name].flatMap { $0.split(separator: ",") }
    while isTrusted(address), let last = forwarded.popLast(),
      let next = IPAddress(last.trimmingCharacters(in: .whitespaces))
    {
      address = next
    }
    return address
  }

  private func isTrusted(_ address: IPAddress) -> Bool { trustedProxies.contains { $0.contains(address) } }
}
