import MatchingKernels
import Synchronization

/// Memory that a search works in, kept from one member to the next.
///
/// `@unchecked`: one thread uses it at a time.
final class SearchScratch: @unchecked Sendable {
  /// How many deficits there are.
  static let deficitCount = 256
  /// How many rows are scored side by side: enough to wait for memory once for all of them, few enough that the first ones
  /// still raise the bar for the last ones.
  static let chunk = 64

  /// The blocks to look at.
  let blocks: UnsafeMutablePointer<UInt32>
  /// 64 deficits for each of these blocks.
  let deficits: UnsafeMutablePointer<UInt8>
  /// Rows that are looked at more closely, with their deficits.
  let rows: UnsafeMutablePointer<UInt32>
  let rowDeficits: UnsafeMutablePointer<UInt8>
  /// A bit a row, a word for each of these blocks: the rows that are not excluded.
  let left: UnsafeMutablePointer<UInt64>
  /// Those of one round.
  let taken: UnsafeMutablePointer<UInt32>
  let takenDeficits: UnsafeMutablePointer<UInt8>
  /// The rows of one chunk, with what bounds them, their texts, and products or sums.
  let chunkRows: UnsafeMutablePointer<UInt32>
  let bounds: UnsafeMutablePointer<Int32>
  let texts: UnsafeMutablePointer<UInt32>
  let products: UnsafeMutablePointer<Int32>
  /// For each deficit where its rows end while they are put in order.
  let ends: UnsafeMutablePointer<UInt32>
  /// What the last search looked at.
  var counts = SearchCounts()

  /// - Parameter rowCount: The rows of the snapshot searched.
  init(rowCount: Int) {
    let blockCount = RowBlock.count(for: rowCount)
    // The kernels write a register's width past the last one.
    let room = (blockCount + 1) * RowBlock.rows
    blocks = .allocate(capacity: blockCount + 8)
    deficits = .allocate(capacity: room)
    left = .allocate(capacity: blockCount + 1)
    rows = .allocate(capacity: room)
    rowDeficits = .allocate(capacity: room)
    taken = .allocate(capacity: room)
    takenDeficits = .allocate(capacity: room)
    chunkRows = .allocate(capacity: Self.chunk)
    bounds = .allocate(capacity: Self.chunk)
    texts = .allocate(capacity: Self.chunk)
    products = .allocate(capacity: Self.chunk)
    ends = .allocate(capacity: Self.deficitCount + 1)
  }

  deinit {
    blocks.deallocate()
    deficits.deallocate()
    rows.deallocate()
    rowDeficits.deallocate()
    left.deallocate()
    taken.deallocate()
    takenDeficits.deallocate()
    chunkRows.deallocate()
    bounds.deallocate()
    texts.deallocate()
    products.deallocate()
    ends.deallocate()
  }
}

/// Memory for searches of one snapshot, lent to one search after the other: what is asked of the system anew each time has
/// to be cleared page by page.
final class ScratchPool: Sendable {
  private let rowCount: Int
  private let free = Mutex<[SearchScratch]>([])
  /// How many are kept; what more searches at a time leave is given back.
  private static let most = 4

  init(rowCount: Int) { self.rowCount = rowCount }

  /// Lends memory that nobody else uses meanwhile.
  func lend<Value>(_ body: (SearchScratch) -> Value) -> Value {
    let scratch = free.withLock { $0.popLast() } ?? SearchScratch(rowCount: rowCount)
    defer { free.withLock { if $0.count < Self.most { $0.append(scratch) } } }
    return body(scratch)
  }
}
