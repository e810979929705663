import Foundation

/// Reads the JSON files of the data folder, with errors that say where.
enum JSONFile {
  /// The value in the file at `path`.
  ///
  /// - Throws: `TextError.unreadable` or `.invalidFile`.
  static func read<Value: Decodable>(_ type: Value.Type, at path: String) throws(TextError) -> Value {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path: path, reason: (error as NSError).localizedDescription)
    }
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      throw fault(error, path: path)
    } catch {
      throw .invalidFile(path: path, field: "", reason: "\(error)")
    }
  }

  /// The names of the files in `folder` that end in `.json`, sorted; without the ending.
  static func names(in folder: String) throws(TextError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    } catch {
      throw .unreadable(path: folder, reason: (error as NSError).localizedDescription)
    }
  }

  /// Whether `name` is a language subtag, which sets the files of languages apart from the others in a folder.
  static func isLanguage(_ name: String) -> Bool {
    (2...3).contains(name.utf8.count) && name.utf8.allSatisfy { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
  }

  private static func fault(_ error: DecodingError, path: String) -> TextError {
    func field(_ context: DecodingError.Context) -> String {
      context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context):
      return .invalidFile(path: path, field: field(context), reason: "'\(key.stringValue)' is missing")
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      let cause = (context.underlyingError as NSError?)?.userInfo["NSDebugDescription"] as? String
      return .invalidFile(path: path, field: field(context), reason: cause ?? context.debugDescription)
    @unknown default:
      return .invalidFile(path: path, field: "", reason: "\(error)")
    }
  }
}
