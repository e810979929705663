import HTTPTypes

/// What kinds of content a request brings and takes.
enum MediaTypes {
  /// Whether an `Accept` header takes a media type; without the header everything is taken.
  ///
  /// - SeeAlso: RFC 9110, section 12.5.1: the most specific range that fits decides.
  static func accepts(_ headers: HTTPFields, _ mediaType: String) -> Bool {
    let ranges = headers[values: .accept].flatMap { $0.split(separator: ",") }.map(range)
    guard !ranges.isEmpty else { return true }
    let type = mediaType.prefix { $0 != "/" }
    for name in [mediaType, type + "/*", "*/*"] {
      if let range = ranges.first(where: { $0.name == name }) { return range.isTaken }
    }
    return false
  }

  /// Whether a `Content-Type` names one of some media types, in UTF-8 or without a charset.
  static func isNamed(_ contentType: String?, among mediaTypes: [String]) -> Bool {
    guard let parts = contentType?.lowercased().split(separator: ";").map(trimmed), let name = parts.first else {
      return false
    }
    let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst("charset=".count)
    let isText = charset.map { ["utf-8", "\"utf-8\"", "us-ascii"].contains($0) } ?? true
    return mediaTypes.contains(name) && isText
  }

  private static func range(_ text: Substring) -> (name: String, isTaken: Bool) {
    let parts = text.lowercased().split(separator: ";").map(trimmed)
    let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
    return (parts.first ?? "", quality > 0)
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
