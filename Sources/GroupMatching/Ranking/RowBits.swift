import MatchingKernels

/// Some rows of some blocks: a word a block listed, a bit a row.
///
/// It points into memory that outlives it.
struct RowBits {
  /// The blocks listed, in order.
  let blocks: UnsafePointer<UInt32>
  let words: UnsafeMutablePointer<UInt64>
  /// How many blocks are listed.
  let count: Int

  /// How many rows there are.
  var rowCount: Int { (0..<count).reduce(0) { $0 + words[$1].nonzeroBitCount } }

  /// Takes out those of some rows of a block for which something holds.
  @inline(__always)
  func remove(_ bits: UInt64, at place: Int, where holds: (Int) -> Bool) {
    let first = Int(blocks[place]) * RowBlock.rows
    var left = bits
    var found: UInt64 = 0
    while left != 0 {
      let bit = left.trailingZeroBitCount
      left &= left - 1
      found |= (holds(first + bit) ? 1 : 0) << UInt64(bit)
    }
    words[place] &= ~found
  }

  /// Takes out one row.
  func remove(_ row: Int) {
    let block = UInt32(row / RowBlock.rows)
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle] < block { low = middle + 1 } else { high = middle }
    }
    guard low < count, blocks[low] == block else { return }
    words[low] &= ~(1 << UInt64(row % RowBlock.rows))
  }
}

extension Kernel {
  /// Those of some rows whose class in a byte column is one of some classes: a word a block listed.
  func select(
    _ column: CodeColumn, whose classes: [Bool], among wanted: UnsafePointer<UInt64>, of rows: RowBits
  ) -> [UInt64] {
    let table = CodeClassing.table(classes.lazy.map { $0 ? 1 : 0 })
    return [UInt64](unsafeUninitializedCapacity: rows.count) { selected, count in
      guard let selected = selected.baseAddress else { return }
      table.withUnsafeBufferPointer { table in
        guard let table = table.baseAddress else { return }
        kith_select(level, column.lookup(in: table), rows.blocks, wanted, rows.count, selected)
      }
      count = rows.count
    }
  }
}
