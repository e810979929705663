/// Why a text could not be turned into a place.
public enum PlacesError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Several towns of that name, none of them much larger than the others; most populous first, at most eight.
  case ambiguous(_ text: String, candidates: [Place])
  /// No such place; the suggestions are names that begin alike, at most eight.
  case unknown(_ text: String, suggestions: [Place])
  /// A pair of numbers that is no usable position.
  case unusableCoordinate(_ text: String, reason: String)
  /// A file of place data that is missing or damaged.
  case unreadable(path: String, reason: String)

  /// The offending value and what was expected, in lower case.
  public var description: String {
    switch self {
    case .ambiguous(let text, let candidates):
      "\"\(text)\" names several places: expected one of \(list(candidates))"
    case .unknown(let text, let suggestions):
      "no place \"\(text)\": expected a us postal code, \"latitude,longitude\" or a city such as \"Oakland, CA\""
        + (suggestions.isEmpty ? "" : "; names like it: \(list(suggestions))")
    case .unusableCoordinate(let text, let reason):
      "unusable coordinate \"\(text)\": \(reason)"
    case .unreadable(let path, let reason):
      "unreadable place data \(path): \(reason)"
    }
  }

  private func list(_ places: [Place]) -> String {
    places.map(\.description).joined(separator: "; ")
  }
}
