import DirectoryFormats
import DirectoryStore
import Foundation
import GroupMatching
import WeightTuning

/// Why a command ends without doing its work, with the exit code that says so to a script.
struct Failure: Error {
  /// The exit codes of `sysexits.h` that Kith uses.
  enum Code: Int32 {
    /// Wrong flags.
    case usage = 64
    /// Input that cannot be used.
    case badData = 65
    /// Input that is not there.
    case noInput = 66
    /// Reading or writing failed.
    case inputOutput = 74
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// No group has an id; `near` are ids that look like it.
  static func unknownGroup(_ id: String, near: [String], in path: String) -> Failure {
    let hint = near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
    return Failure(.badData, "no group '\(id)' in \(path)\(hint)")
  }

  /// What is wrong with the lines of a file, as many as can be read at once.
  static func mistakes(_ reasons: [String], in path: String, effect: String) -> Failure {
    let name = path == "-" ? "standard input" : path
    let shown = reasons.prefix(20).map { "\(name): \($0)" }
    let more = reasons.count - shown.count
    let rest = more > 0 ? ["\(name): and \(counted(more, "other mistake"))"] : []
    return Failure(.badData, (shown + rest + [effect]).joined(separator: "\nkith: "))
  }

  init(_ error: StoreError) {
    let code: Code =
      switch error {
      case .missing: .noInput
      case .unusableName: .usage
      case .notADirectory, .madeByLaterVersion, .needsUpdate, .damagedRecord, .damagedOutcome, .damagedWeights: .badData
      case .database: .inputOutput
      }
    self.init(code, error.description)
  }

  init(_ error: VocabularyError) {
    if case .unreadable = error {
      self.init(.noInput, error.description)
    } else {
      self.init(.badData, error.description)
    }
  }

  init(_ error: TuningError) {
    if case .unknownMeasure = error {
      self.init(.usage, error.description)
    } else {
      self.init(.badData, error.description)
    }
  }

  init(_ error: PlacesError) {
    if case .unreadable = error {
      self.init(.noInput, error.description)
    } else {
      self.init(.badData, error.description)
    }
  }
}

extension Failure: CustomStringConvertible {
  /// The message: a log needs no exit code.
  var description: String { message }
}

/// Runs a step whose error becomes a failure.
func orFail<Value, Problem: Error>(
  _ failure: (Problem) -> Failure, _ body: () throws(Problem) -> Value
) throws(Failure) -> Value {
  do {
    return try body()
  } catch {
    throw failure(error)
  }
}

/// Input from a file, or from standard input where the name is `-`.
enum Input {
  static func read(_ path: String) throws(Failure) -> Data {
    if path == "-" { return FileHandle.standardInput.readDataToEndOfFile() }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(.noInput, "\(path): no such file")
    }
    guard !isFolder.boolValue else { throw Failure(.noInput, "\(path): a folder, expected a file") }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.noInput, "\(path): cannot be read (no permission?)")
    }
    return data
  }

  /// A JSON object from a file.
  static func object(_ path: String, of kind: String) throws(Failure) -> JSONObject {
    try object(try read(path), path, of: kind)
  }

  /// The JSON object that the data of a file hold.
  static func object(_ data: Data, _ path: String, of kind: String) throws(Failure) -> JSONObject {
    let value = try orFail({ Failure(.badData, "\(path): \($0)") }) { () throws(JSONSyntaxError) in
      try JSONValue(parsing: data)
    }
    guard case .object(let fields) = value else {
      throw Failure(.badData, "\(path): expected \(kind) as one JSON object")
    }
    return fields
  }
}
