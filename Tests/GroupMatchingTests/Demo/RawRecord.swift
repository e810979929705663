import Foundation

/// A record as Foundation's own parser reads it: the demo tests derive every fact from it anew, and share no code with
/// what they test.
///
/// Unchecked: the parser's values are never changed after they were read.
struct RawRecord: @unchecked Sendable {
  let fields: [String: Any]

  init(_ line: Data) throws {
    fields = try JSONSerialization.jsonObject(with: line) as? [String: Any] ?? [:]
  }

  private init(fields: [String: Any]) { self.fields = fields }

  var id: String { text("id") ?? "" }

  /// A text, by a path such as `cost/kind`.
  func text(_ path: String) -> String? { value(path) as? String }

  func number(_ path: String) -> Double? { (value(path) as? NSNumber)?.doubleValue }

  func texts(_ path: String) -> [String] { value(path) as? [String] ?? [] }

  func objects(_ path: String) -> [RawRecord] {
    (value(path) as? [[String: Any]] ?? []).map { RawRecord(fields: $0) }
  }

  /// Whether the record states a field at all.
  func has(_ path: String) -> Bool { value(path) != nil }

  /// The communities, and whether the group is for each of them alone.
  var communities: [(name: String, isExclusive: Bool)] {
    (fields["communities"] as? [Any] ?? []).compactMap { entry in
      if let name = entry as? String { return (name, false) }
      let object = entry as? [String: Any]
      return (object?["name"] as? String).map { ($0, object?["exclusive"] as? Bool ?? false) }
    }
  }

  private func value(_ path: String) -> Any? {
    path.split(separator: "/").reduce(fields as Any?) { ($0 as? [String: Any])?[String($1)] }
  }

  /// Kilometres between two points, by the haversine formula with atan2.
  static func kilometers(_ from: (Double, Double), _ to: (Double, Double)) -> Double {
    let radians = Double.pi / 180
    let north = sin((to.0 - from.0) * radians / 2)
    let east = sin((to.1 - from.1) * radians / 2)
    let chord = north * north + cos(from.0 * radians) * cos(to.0 * radians) * east * east
    return 2 * 6371.0088 * atan2(chord.squareRoot(), (1 - chord).squareRoot())
  }
}
