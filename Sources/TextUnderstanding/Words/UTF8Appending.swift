extension [UInt8] {
  /// Appends the UTF-8 bytes of `scalar`.
  @inline(__always)
  mutating func append(utf8 scalar: Unicode.Scalar) {
    if scalar.value < 0x80 {
      append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      if let encoded = Unicode.UTF8.encode(scalar) { append(contentsOf: encoded) }
    }
  }
}
