import Foundation

/// The parameters of a query, taken one by one; those that nobody took are errors.
///
/// Nothing about a person is ever a parameter: addresses of pages end in logs and histories.
struct Query: Sendable {
  private var values: [String: [String]] = [:]
  private var known: [String] = []
  private var faults: [Problem.Fault] = []

  /// - Parameter text: The query without its question mark.
  init(_ text: String?) {
    for part in (text ?? "").split(separator: "&") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(Self.decoded)
      guard let name = sides[0], let value = sides.count == 2 ? sides[1] : "" else {
        faults.append(.init(place: .parameter(String(part.prefix(40))), detail: "not percent-encoded UTF-8"))
        continue
      }
      values[name, default: []].append(value)
    }
  }

  /// Takes all values of a parameter.
  mutating func all(_ name: String) -> [String] {
    known.append(name)
    return values.removeValue(forKey: name) ?? []
  }

  /// Takes a parameter that may stand once.
  mutating func one(_ name: String) -> String? {
    let found = all(name)
    if found.count > 1 { note(name, "given \(found.count) times, expected once") }
    return found.first
  }

  /// Takes a whole number within a range.
  mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = one(name) else { return nil }
    if let number = Int(text), range.contains(number) { return number }
    note(name, "expected a whole number from \(range.lowerBound) to \(range.upperBound)")
    return nil
  }

  /// Takes a number within a range.
  mutating func number(_ name: String, in range: ClosedRange<Double>) -> Double? {
    guard let text = one(name) else { return nil }
    if let number = Double(text), range.contains(number) { return number }
    note(name, "expected a number from \(range.lowerBound) to \(range.upperBound)")
    return nil
  }

  /// Notes something about a parameter that only the caller can see.
  mutating func note(_ name: String, _ detail: String) {
    faults.append(.init(place: .parameter(name), detail: detail))
  }

  /// Throws what was wrong, with the parameters that nobody took.
  func finish() throws(Problem) {
    let list = known.isEmpty ? "expected none" : "expected one of \(known.joined(separator: ", "))"
    let unknown = values.keys.sorted().map { name in
      Problem.Fault(place: .parameter(name), detail: "unknown parameter, \(list)")
    }
    guard faults.isEmpty, unknown.isEmpty else { throw Problem(.invalidQuery, faults: faults + unknown) }
  }

  private static func decoded(_ text: Substring) -> String? {
    text.replacing("+", with: " ").removingPercentEncoding
  }
}
