import DirectoryStore
import Foundation
import Logging

/// The directory's store as the service uses it: opened for each call, so that a file that was replaced is the next one used.
struct ServiceStore: Sendable {
  /// The threads for what changes the store: one change at a time, and no match waits for it.
  let writers = Workers.writing()
  private let path: String
  private let logger: Logger

  init(path: String, logger: Logger) {
    self.path = path
    self.logger = logger
  }

  /// Reads from the store; `nil` where there is none.
  ///
  /// - Throws: ``Problem`` where the store cannot be read. The log says why.
  func reading<Value>(_ body: (DirectoryStore) throws(StoreError) -> Value) throws(Problem) -> Value? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try using(.reading, body)
  }

  /// Changes the store, which has to be there.
  ///
  /// - Throws: ``Problem`` where the store cannot be changed, with the log saying why, or where a name cannot be used.
  func changing<Value>(_ body: (DirectoryStore) throws(StoreError) -> Value) throws(Problem) -> Value {
    try using(.changing, body)
  }

  private func using<Value>(
    _ access: DirectoryStore.Access, _ body: (DirectoryStore) throws(StoreError) -> Value
  ) throws(Problem) -> Value {
    do {
      return try body(try DirectoryStore(path: path, access: access))
    } catch .unusableName(_, let reason) {
      throw Problem(.unusableName, faults: [.init(place: .parameter("name"), detail: reason)])
    } catch {
      // The reason names files of the machine: it is for the log, not for who asks.
      logger.error("cannot use the store", metadata: ["reason": .string("\(error)")])
      throw .wait(.noStore, seconds: 5)
    }
  }
}
