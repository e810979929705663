import Foundation

/// A JSON text a line, as records come in bulk. Blank lines are passed over, and so is a byte order mark.
///
/// - SeeAlso: https://jsonlines.org
public struct JSONLines: Sequence, Sendable {
  /// One line that is not blank.
  public struct Line: Sendable {
    /// Its number in the file, from 1.
    public let number: Int
    /// What stands in it, where that is an object.
    public let record: Result<JSONObject, JSONSyntaxError>
  }

  private let data: Data

  /// - Parameter data: Text in UTF-8, with lines that end in LF or CR LF.
  public init(_ data: Data) { self.data = data }

  /// The lines, each read when it is asked for.
  ///
  /// - Complexity: O(bytes) to find the lines, and O(bytes of the line) for each.
  public func makeIterator() -> some IteratorProtocol<Line> {
    data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().lazy
      .filter { _, line in line.contains { !Self.blanks.contains($0) } }
      .map { index, line in Line(number: index + 1, record: Self.record(line)) }
      .makeIterator()
  }

  /// Space, tab and carriage return.
  private static let blanks: [UInt8] = [0x20, 0x09, 0x0D]

  private static func record(_ line: Data) -> Result<JSONObject, JSONSyntaxError> {
    Result { () throws(JSONSyntaxError) in
      guard case .object(let fields) = try JSONValue(parsing: line) else {
        throw JSONSyntaxError(description: "expected a record as one JSON object")
      }
      return fields
    }
  }
}
