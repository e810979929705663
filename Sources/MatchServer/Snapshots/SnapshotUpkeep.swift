import Foundation
import ServiceLifecycle
import UnixSignals

/// Loads the directory when the service starts, on SIGHUP, and when its file has changed.
struct SnapshotUpkeep: Service {
  let loading: SnapshotLoading
  /// The file that is watched.
  let path: String
  /// How often it is looked at; 0 never.
  let watchSeconds: Double

  func run() async throws {
    // Listened for before the first load, which can be long: a signal that nobody listens for ends the process.
    let signals = await UnixSignalsSequence(trapping: .sighup)
    let seen = FileState(path)
    await loading.load(because: "start")
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        group.addTask { await reloadOnSignal(signals) }
        group.addTask { await reloadOnChange(since: seen) }
      }
    }
  }

  private func reloadOnSignal(_ signals: UnixSignalsSequence) async {
    for await _ in signals { await loading.load(because: "signal") }
  }

  private func reloadOnChange(since start: FileState) async {
    guard watchSeconds > 0 else { return }
    var loaded = start
    var last = start
    while (try? await Task.sleep(for: .seconds(watchSeconds))) != nil {
      let now = FileState(path)
      // Two equal looks in a row: whoever writes the file is done.
      if now != loaded, now == last {
        loaded = now
        await loading.load(because: "changed file")
      }
      last = now
    }
  }
}

/// What tells that a file was changed: size, time and inode, with those of SQLite's log beside it.
private struct FileState: Equatable {
  private let facts: [String]

  init(_ path: String) {
    facts = [path, path + "-wal"].map { path in
      // An empty log counts as none: readers make and remove one.
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
        let size = attributes[.size] as? Int, size > 0
      else { return "" }
      let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      return "\(size) \(time) \(attributes[.systemFileNumber] ?? 0)"
    }
  }
}
