import Foundation
import GroupMatching

/// The built command, run as its users run it.
struct Program {
  /// What a run gave.
  struct Run {
    let code: Int32
    let output: String
    let errors: String

    /// Standard output as one JSON object.
    func object() throws -> JSONObject {
      guard case .object(let fields) = try JSONValue(parsing: Data(output.utf8)) else { throw NotAnObject() }
      return fields
    }
  }

  struct NotAnObject: Error {}

  /// A work folder of its own, with the directory's store in it.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kith-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let demoDirectory = root.appendingPathComponent("data/demo/directory.jsonl").path
  static let demoMembers = root.appendingPathComponent("data/demo/members.jsonl")

  /// The command lies beside the tests.
  private static let executable: URL = {
    let beside = Bundle.main.executableURL?.deletingLastPathComponent().appendingPathComponent("kith")
    if let beside, FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    let bundle = Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent().appendingPathComponent("kith") }
    return bundle.first { FileManager.default.isExecutableFile(atPath: $0.path) }
      ?? root.appendingPathComponent(".build/debug/kith")
  }()

  func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["KITH_DATA"] = Self.root.appendingPathComponent("data").path
    environment["KITH_DIRECTORY"] = nil
    process.environment = environment
    return process
  }

  /// Runs the command to its end.
  func run(_ arguments: String..., input: String = "") throws -> Run { try run(arguments, input: input) }

  func run(_ arguments: [String], input: String = "") throws -> Run {
    let process = process(arguments)
    // Files rather than pipes: nothing can block on a full buffer.
    let names = ["in", "out", "err"].map { folder.appendingPathComponent(".\($0)-\(UUID().uuidString)") }
    defer { names.forEach { try? FileManager.default.removeItem(at: $0) } }
    try Data(input.utf8).write(to: names[0])
    for name in names.dropFirst() { try Data().write(to: name) }
    process.standardInput = try FileHandle(forReadingFrom: names[0])
    process.standardOutput = try FileHandle(forWritingTo: names[1])
    process.standardError = try FileHandle(forWritingTo: names[2])
    try process.run()
    process.waitUntilExit()
    return Run(
      code: process.terminationStatus, output: try String(contentsOf: names[1], encoding: .utf8),
      errors: try String(contentsOf: names[2], encoding: .utf8))
  }

  /// Writes a file into the work folder and gives its path.
  func file(_ name: String, _ text: String) throws -> String {
    let url = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// Imports the demo directory.
  func importDemo() throws -> Run { try run("import", Self.demoDirectory, "--source", "demo") }

  /// Puts a store with the demo directory in the work folder: imported once, copied for each test.
  func useDemo() throws {
    let copy = folder.appendingPathComponent("kith.sqlite")
    try FileManager.default.copyItem(at: Self.demoStore.get(), to: copy)
  }

  private static let demoStore = Result { () throws -> URL in
    let program = try Program()
    let run = try program.importDemo()
    guard run.code == 0 else { throw Failed(errors: run.errors) }
    return program.folder.appendingPathComponent("kith.sqlite")
  }

  struct Failed: Error { let errors: String }
}
