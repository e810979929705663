import MatchingKernels

/// Memory that a search works in, kept from one member to the next. One thread uses it at a time.
final class SearchScratch {
  /// The blocks to look at.
  var blocks: UnsafeMutableBufferPointer<UInt32>
  /// 64 deficits for each of these blocks.
  let deficits: UnsafeMutablePointer<UInt8>
  /// The rows that are left, with their deficits.
  let rows: UnsafeMutablePointer<UInt32>
  let rowDeficits: UnsafeMutablePointer<UInt8>
  /// The same rows, in order of deficit.
  let ordered: UnsafeMutablePointer<UInt32>
  let texts: UnsafeMutablePointer<UInt32>
  let products: UnsafeMutablePointer<Int32>

  /// - Parameter rowCount: The rows of the snapshot searched.
  init(rowCount: Int) {
    let blockCount = RowBlock.count(for: rowCount)
    // The kernels write a register's width past the last one.
    let room = (blockCount + 1) * RowBlock.rows
    blocks = .allocate(capacity: blockCount + 1)
    deficits = .allocate(capacity: room)
    rows = .allocate(capacity: room)
    rowDeficits = .allocate(capacity: room)
    ordered = .allocate(capacity: room)
    texts = .allocate(capacity: room)
    products = .allocate(capacity: room)
  }

  deinit {
    blocks.deallocate()
    deficits.deallocate()
    rows.deallocate()
    rowDeficits.deallocate()
    ordered.deallocate()
    texts.deallocate()
    products.deallocate()
  }
}
