import MatchingKernels

/// The loops over many rows, in one of the instruction sets that the machine has. All give the same bits.
///
/// ``best`` is right for everybody who does not want to measure the others.
public struct Kernel: Sendable, Hashable {
  /// The level as the loops know it.
  let level: Int32
  /// `scalar`, `avx2` or `avx512`.
  public let name: String

  /// The one that every machine has.
  static let plain = Kernel(level: Int32(KITH_SCALAR), name: "scalar")

  /// Every one that this machine has, the fastest last.
  public static let available: [Kernel] = [
    plain, Kernel(level: Int32(KITH_AVX2), name: "avx2"), Kernel(level: Int32(KITH_AVX512), name: "avx512"),
  ].filter { $0.level <= kith_best_level() }

  /// The fastest that this machine has.
  public static let best = available.last ?? plain

  /// The product of two vectors of ``TextColumn/dimensions`` components.
  @inline(__always)
  func product(_ one: UnsafePointer<Int16>, _ other: UnsafePointer<Int16>) -> Int32 { kith_product(level, one, other) }
}
