import NIOCore

/// A block of IP addresses: `10.0.0.0/8`, `2001:db8::/32`, or a single address.
public struct AddressBlock: Sendable, Hashable, CustomStringConvertible {
  private let address: IPAddress
  private let prefixLength: Int

  /// - Returns: `nil` for a text of another form.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let address = IPAddress(String(parts[0])) else { return nil }
    let bits = address.bytes.count * 8
    guard let length = parts.count == 1 ? bits : Int(parts[1]), (0...bits).contains(length) else { return nil }
    self.address = address
    prefixLength = length
  }

  /// Whether an address lies in the block.
  func contains(_ other: IPAddress) -> Bool {
    other.bytes.count == address.bytes.count
      && other.prefix(ofBits: prefixLength) == address.prefix(ofBits: prefixLength)
  }

  public var description: String { "\(address)/\(prefixLength)" }
}

/// An IPv4 or IPv6 address. An IPv4 address written in IPv6 is the IPv4 address.
struct IPAddress: Sendable, Hashable, CustomStringConvertible {
  /// Four or sixteen.
  let bytes: [UInt8]

  private static let mappedPrefix: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]

  init?(_ text: String) {
    guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
    self.init(address)
  }

  init?(_ address: SocketAddress) {
    switch address {
    case .v4(let address):
      bytes = withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
    case .v6(let address):
      let all = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
      bytes = all.starts(with: Self.mappedPrefix) ? Array(all.dropFirst(12)) : all
    case .unixDomainSocket: return nil
    }
  }

  /// The first bits, the others zero.
  func prefix(ofBits count: Int) -> [UInt8] {
    bytes.enumerated().map { index, byte in
      let kept = min(8, max(0, count - index * 8))
      return kept == 0 ? 0 : byte & (0xFF << UInt8(8 - kept))
    }
  }

  /// The address of what counts as one client: an IPv4 address, or the network of 64 bits that one IPv6 subscriber has.
  var client: [UInt8] { bytes.count == 4 ? bytes : prefix(ofBits: 64) }

  var description: String {
    let buffer = ByteBuffer(bytes: bytes)
    return (try? SocketAddress(packedIPAddress: buffer, port: 0))?.ipAddress ?? "\(bytes)"
  }
}
