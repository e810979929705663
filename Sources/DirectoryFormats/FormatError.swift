import GroupMatching

/// Why a directory, or the list of fellowships, cannot be read at all. What is wrong with single rows is no error: see
/// ``DirectoryReading``.
public enum FormatError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file holds nothing, or only white space.
  case empty
  /// The file is a JSON text without a directory in it: `null`, `[]`, a number.
  case nothingInside(_ found: String)
  /// The file is a web page: a feed's address that answers people, or a check for bots.
  case webPage(title: String?)
  /// The file is not text.
  case binary(offset: Int)
  /// The file ends before its text does.
  case truncated(reason: String)
  /// The file begins like JSON and is not.
  case malformed(reason: String)
  /// The file is text of a kind that no format recognises.
  case unrecognized(found: String, expected: [String])
  /// The file is not of the format that was asked for.
  case unexpected(format: String, found: String, expected: String)
  /// A file of `data/fellowships` is missing or cannot be read.
  case unreadable(path: String, reason: String)
  /// A file of `data/fellowships` holds something that it should not.
  case inconsistent(path: String, FieldProblem)
  /// There is no fellowship of that id.
  case unknownFellowship(_ id: String, known: [String])
  /// A source's name without a letter or a digit, from which no id can be made.
  case unusableSource(_ name: String)

  public var description: String {
    switch self {
    case .empty: "the file is empty: expected a directory"
    case .nothingInside(let found): "the file holds only \(found): expected the groups of a directory"
    case .webPage(let title):
      "the file is a web page\(title.map { " (\"\($0)\")" } ?? ""): expected the feed itself; "
        + "the address may need a login, or the site may have taken the download for a bot's"
    case .binary(let offset): "byte \(offset) is NUL: expected text, not binary data"
    case .truncated(let reason): "the file is cut short (\(reason)): expected a whole JSON text"
    case .malformed(let reason): "\(reason): expected JSON"
    case .unrecognized(let found, let expected):
      "\(found): expected one of these formats:\n" + expected.map { "  \($0)" }.joined(separator: "\n")
    case .unexpected(let format, let found, let expected): "\(found): expected \(expected), as format \(format) has it"
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .inconsistent(let path, let problem): "\(path): \(problem)"
    case .unknownFellowship(let id, let known):
      "no fellowship '\(id)': expected one of \(known.joined(separator: ", "))"
    case .unusableSource(let name): "'\(name)': expected a source's name with a letter or a digit in it"
    }
  }
}
