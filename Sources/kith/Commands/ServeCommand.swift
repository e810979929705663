import ArgumentParser
import DirectoryStore
import Foundation
import GroupMatching
import Logging
import MatchServer

/// `kith serve`: the HTTP service.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Answer over HTTP: matches, explanations, batches and the directory.",
    discussion: """
      Listens on loopback unless told otherwise, and describes itself at /openapi.json. Every setting is a flag, a variable \
      of the environment (--port is KITH_PORT) and a field of a JSON file ("port"); flags count more than the environment, \
      and that more than the file. The token that opens the routes that change something is never a flag: set KITH_TOKEN, \
      or --token-file.

      SIGHUP reads the directory anew; so does a change of its file. SIGTERM ends the service when what is in flight is \
      answered. Log messages are JSON Lines on standard error and hold nothing about a person.
      """)

  @Option(help: ArgumentHelp("A file with settings. Default: KITH_CONFIG.", valueName: "file"))
  var config: String?

  @OptionGroup(title: "Settings") var flags: ServiceFlags

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    let file = config ?? environment["KITH_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    let settings = try orFail({ (error: SettingsError) in Failure(error) }) { () throws(SettingsError) in
      try ServiceSettings(flags: flags.given, environment: environment, file: file)
    }
    let data = try KithData(readsTexts: true)
    // Loaded before the service says that it is ready, and with an error that can be seen.
    _ = try data.textTools()
    // The one place that decides what a snapshot is made from.
    let snapshots = SnapshotHolder {
      if let file = settings.snapshot {
        return try Snapshot(path: file, vocabulary: data.vocabulary, textTools: try data.textTools())
      }
      return try DirectorySnapshot(path: settings.directory).open(data, readsTexts: true)
    }
    let handler = JSONLogHandler(level: settings.logLevel)
    let service = MatchService(
      settings: settings, snapshots: snapshots, vocabulary: data.vocabulary, places: try data.places(),
      description: try orFail({ Failure($0) }) { () throws(SettingsError) in try APIDescription(directory: data.folder)
      },
      logger: Logger(label: "kith") { _ in handler })
    do {
      try await service.run()
    } catch {
      throw Failure(.inputOutput, "cannot serve on \(settings.host):\(settings.port): \(error)")
    }
  }
}

extension Failure {
  fileprivate init(_ error: SettingsError) {
    let code: Code =
      switch error {
      case .invalid: .usage
      case .unknownField: .badData
      case .unreadable: .noInput
      }
    self.init(code, error.description)
  }
}
