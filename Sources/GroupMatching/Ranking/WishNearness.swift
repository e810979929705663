import MatchingKernels
import TextUnderstanding

/// How near the lists of all rows come to a member's wishes.
struct WishNearness: Sendable {
  let column: CodeColumn
  let wishes: [Wish]
  /// What the wish counts that a list comes nearest to, and what the mean over all wishes does: together 1.
  let bestShare: Double
  let meanShare: Double
  private let pointers: StoredArray<WishPointer>

  struct Wish: Sendable {
    /// 0…1.
    let strength: Double
    /// By code the ``NearnessStep`` of the list; as many as fill blocks of 64.
    let steps: StoredArray<UInt8>
  }

  fileprivate struct WishPointer: BitwiseCopyable, @unchecked Sendable {
    let strength: Double
    let steps: UnsafePointer<UInt8>
  }

  init(_ column: CodeColumn, _ wishes: [Wish], bestShare: Double, meanShare: Double) {
    self.column = column
    self.wishes = wishes
    self.bestShare = bestShare
    self.meanShare = meanShare
    pointers = StoredArray(wishes.map { WishPointer(strength: $0.strength, steps: $0.steps.pointer) })
  }

  /// The sum of the strengths, or 1 where that is more.
  var total: Double { max(1, wishes.reduce(0) { $0 + $1.strength }) }

  /// The value of a row; `nil` where its list says nothing.
  func value(of row: Int) -> Double? { byCode.value(of: column[row]) }

  /// The values of lists by code, for loops over many rows; valid while this value lives.
  var byCode: ByCode {
    ByCode(wishes: pointers.pointer, count: pointers.count, bestShare: bestShare, meanShare: meanShare, total: total)
  }

  struct ByCode: BitwiseCopyable, @unchecked Sendable {
    fileprivate let wishes: UnsafePointer<WishPointer>
    fileprivate let count: Int
    fileprivate let bestShare: Double
    fileprivate let meanShare: Double
    fileprivate let total: Double

    /// The value of a list; `nil` where it says nothing.
    @inline(__always)
    func value(of code: Int) -> Double? {
      var (best, sum) = (0.0, 0.0)
      for place in 0..<count {
        let step = wishes[place].steps[code]
        guard step != NearnessStep.silent else { return nil }
        let value = wishes[place].strength * NearnessStep.value(of: step)
        best = max(best, value)
        sum += value
      }
      return value(best: best, sum: sum)
    }

    @inline(__always)
    fileprivate func value(best: Double, sum: Double) -> Double { bestShare * best + meanShare * sum / total }

    /// Asks for what is known of a list.
    @inline(__always)
    func prefetch(_ code: Int) {
      for place in 0..<count { kith_prefetch(wishes[place].steps + code) }
    }
  }

  /// What no list's value passes.
  var greatest: Double {
    byCode.value(
      best: wishes.reduce(0) { max($0, $1.strength) }, sum: wishes.reduce(0) { $0 + $1.strength })
  }
}

/// What a feature gives by the nearness of lists to wishes.
struct NearnessPoints: Sendable {
  let nearness: WishNearness
  let scale: PointScale
  /// The most that any list gives.
  let greatest: Int32

  init(_ nearness: WishNearness, _ scale: PointScale) {
    self.nearness = nearness
    self.scale = scale
    greatest = max(scale.points(nearness.greatest), scale.points(nil))
  }

  /// How far each list falls short of the most, in steps of a unit of points and rounded down: a byte a list, as many as
  /// fill blocks of 64.
  ///
  /// Points are summed up in bytes of a finer step, each rounded up, so that no list falls short by more than it does.
  ///
  /// - Complexity: O(lists · wishes / 64) with the widest registers.
  func deficits(unit: Int32, _ kernel: Kernel) -> [UInt8] {
    let step = max(1, Double(greatest)) / Self.finest
    func fine(_ points: Double) -> UInt8 { UInt8(min(255, (points / step + 1e-6).rounded(.up))) }
    let perValue = scale.share * Double(Points.perScore)
    let total = nearness.total
    let tables = nearness.wishes.map { wish in
      let table = { (share: Double, unknown: Double) in
        StoredArray(
          (0..<NearnessStep.full + 1).map {
            fine(share * wish.strength * NearnessStep.value(of: $0) * perValue)
          } + [fine(unknown)] + [UInt8](repeating: 0, count: 64 - NearnessStep.count))
      }
      return (
        best: table(nearness.bestShare, Double(scale.points(nil))), mean: table(nearness.meanShare / total, 0),
        steps: wish.steps
      )
    }
    let ofSums = StoredArray(
      (0..<256).map { sum in
        let short = Double(greatest) - min(Double(sum) * step, Double(greatest))
        return UInt8(min(short / Double(unit), Double(KITH_EXCLUDED - 1)))
      })
    let count = RowBlock.count(for: nearness.column.count) * RowBlock.rows
    let wishes = tables.map {
      kith_wish(steps: $0.steps.pointer, best: $0.best.pointer, mean: $0.mean.pointer)
    }
    return withExtendedLifetime((tables, ofSums)) {
      [UInt8](unsafeUninitializedCapacity: count) { deficits, initialized in
        if let start = deficits.baseAddress {
          kith_wish_deficits(kernel.level, wishes, wishes.count, ofSums.pointer, count, start)
        }
        initialized = count
      }
    }
  }

  /// How many fine steps the most is: some fewer than a byte holds, since every rounding adds up to one.
  private static let finest = 232.0
}
