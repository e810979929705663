import GRDB
import GroupMatching

extension DirectoryStore {
  /// A text that changes whenever something does that a snapshot holds: the groups, or how many stay in them.
  ///
  /// - Complexity: O(outcomes).
  public func revision() throws(StoreError) -> String {
    let lastImport = try read { database in try Int.fetchOne(database, sql: "SELECT max(id) FROM importRun") ?? 0 }
    let counts = try retentionCounts()
    let outcomes = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.stayed) \($0.value.referred)" }
    return "import \(lastImport)" + (outcomes.isEmpty ? "" : ", outcomes \(Digest.hexadecimal(of: outcomes))")
  }
}
