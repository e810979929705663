import Logging

/// Loads the directory anew, whatever the cause, and says in log and metrics what came of it.
struct SnapshotLoading: Sendable {
  let holder: SnapshotHolder
  let metrics: ServiceMetrics
  let logger: Logger

  /// - Returns: What is served now; `nil` where loading failed and what was served before stays.
  @discardableResult
  func load(because cause: String) async -> ServedSnapshot? {
    let started = ContinuousClock.now
    do {
      let served = try await holder.reload()
      metrics.loaded(successfully: true)
      logger.info(
        "serving a snapshot",
        metadata: [
          "cause": .string(cause), "snapshot": .string(served.snapshot.id),
          "groups": .stringConvertible(served.snapshot.groupCount),
          "milliseconds": .stringConvertible((ContinuousClock.now - started).milliseconds),
        ])
      return served
    } catch {
      metrics.loaded(successfully: false)
      logger.error("cannot load the directory", metadata: ["cause": .string(cause), "reason": .string("\(error)")])
      return nil
    }
  }
}
