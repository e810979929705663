import TextUnderstanding

/// The groups of a snapshot, one a row, each read from its record when it is asked for.
public struct GroupRecords: RandomAccessCollection, Sendable {
  let records: StoredArray<UInt8>
  let starts: StoredArray<UInt64>
  let ids: GroupIDs
  let sessions: SessionColumn

  public var startIndex: Int { 0 }
  public var endIndex: Int { ids.count }

  /// The group of a row. One whose record is damaged, or is not where it should be, has its id and nothing else.
  ///
  /// - Complexity: O(length of the record).
  public subscript(row: Int) -> Group {
    let end = Swift.min(Int(clamping: starts[row + 1]), records.count)
    let start = Swift.min(Int(clamping: starts[row]), end)
    var reader = ByteReader(UnsafeRawBufferPointer(rebasing: records.bytes[start..<end]))
    let held = sessions.range(of: row).map { sessions.sessions[Int(sessions.codes[$0])] }
    let id = ids[row]
    guard let group = try? Group(from: &reader, sessions: held), group.id == id else { return Group(id: id, name: id) }
    return group
  }
}

/// The ids of a snapshot's groups, in order, and their rows.
struct GroupIDs: Sendable {
  /// The ids in order, one after the other.
  let bytes: StoredArray<UInt8>
  /// Where each id begins; one more entry at the end.
  let starts: StoredArray<UInt32>
  /// The row of each id.
  let rows: StoredArray<UInt32>
  /// For each row the place of its id in the order: the one with the lesser id wins a tie.
  let ranks: StoredArray<UInt32>

  var count: Int { ranks.count }

  /// The id of a row.
  subscript(row: Int) -> String { String(decoding: bytes(at: Int(ranks[row])), as: UTF8.self) }

  /// The row of an id; `nil` where there is none.
  ///
  /// - Complexity: O(log n).
  func row(of id: String) -> Int? {
    var id = id
    return id.withUTF8 { id in
      var low = 0
      var high = count
      while low < high {
        let middle = (low + high) / 2
        if bytes(at: middle).lexicographicallyPrecedes(id) { low = middle + 1 } else { high = middle }
      }
      return low < count && bytes(at: low).elementsEqual(id) ? Int(rows[low]) : nil
    }
  }

  /// The place of the first id that is greater than one.
  ///
  /// - Complexity: O(log n).
  func firstPlace(after id: String) -> Int {
    var id = id
    return id.withUTF8 { id in
      var low = 0
      var high = count
      while low < high {
        let middle = (low + high) / 2
        if id.lexicographicallyPrecedes(bytes(at: middle)) { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }

  private func bytes(at place: Int) -> UnsafeBufferPointer<UInt8> {
    let end = min(Int(starts[place + 1]), bytes.count)
    let start = min(Int(starts[place]), end)
    return UnsafeBufferPointer(start: bytes.pointer + start, count: end - start)
  }
}
