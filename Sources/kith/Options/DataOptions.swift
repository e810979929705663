import ArgumentParser
import DirectoryStore
import Foundation
import GroupMatching
import TextUnderstanding

/// Which directory a command works on.
struct DirectoryOptions: ParsableArguments {
  @Option(name: .customLong("directory"), help: "The directory's file. Default: KITH_DIRECTORY, else kith.sqlite.")
  var directory: String?

  /// The path of the directory's file.
  var path: String {
    if let directory { return directory }
    let named = ProcessInfo.processInfo.environment["KITH_DIRECTORY"] ?? ""
    return named.isEmpty ? "kith.sqlite" : named
  }

  func open(_ access: DirectoryStore.Access) throws(Failure) -> DirectoryStore {
    try orFail(Failure.init) { () throws(StoreError) in try DirectoryStore(path: path, access: access) }
  }

  /// The directory for reading; `nil` where there is none yet.
  func openIfPresent() throws(Failure) -> DirectoryStore? {
    FileManager.default.fileExists(atPath: path) ? try open(.reading) : nil
  }
}

/// The lists that come with Kith.
struct KithData {
  let folder: URL
  let vocabulary: Vocabulary
  private let textModel: TextModel

  /// - Parameter readsTexts: Whether ``textTools()`` will be asked for: then they are loaded beside all that follows.
  init(readsTexts: Bool = false) throws(Failure) {
    folder = try orFail(Failure.init) { () throws(VocabularyError) in try DataDirectory.locate() }
    let folder = folder
    let textModel = TextModel(dataDirectory: folder.path)
    self.textModel = textModel
    if readsTexts {
      // An error is thrown again, and then seen, where the tools are asked for.
      DispatchQueue.global().async { _ = try? textModel.reader() }
      DispatchQueue.global().async { _ = try? textModel.crisisRules() }
    }
    vocabulary = try orFail(Failure.init) { () throws(VocabularyError) in try Vocabulary(directory: folder) }
  }

  /// What reads needs and compares texts.
  func textTools() throws(Failure) -> TextTools {
    try orFail({ Failure(.badData, "\($0)") }) { () throws(TextError) in try TextTools(textModel) }
  }

  /// The places, mapped when asked for.
  func places() throws(Failure) -> Places {
    try orFail(Failure.init) { () throws(PlacesError) in
      try Places(directory: folder.appendingPathComponent("places", isDirectory: true))
    }
  }
}
