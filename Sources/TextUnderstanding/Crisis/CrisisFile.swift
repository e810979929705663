/// The crisis rules of a language as they are written in JSON. Every list may be left out.
struct CrisisFile: Decodable, Sendable {
  struct Signal: Decodable, Sendable {
    var kind: CrisisKind
    var level: CrisisLevel
    var phrases: [String]
  }

  struct Weakening: Decodable, Sendable {
    var negation: [String]?
    var past: [String]?
    /// What takes away the effect of the past: "again".
    var present: [String]?
    var thirdPerson: [String]?
    var question: [String]?
    /// What ends the reach of a negation or of another person: "and", "i".
    var breaks: [String]?
  }

  var language: String
  var classes: [String: [String]]?
  var signals: [Signal]
  /// What says danger so plainly that no other words outvote the signals in it.
  var plain: [String]?
  var weaken: Weakening?
  var denials: [String]?
  var exceptions: [String]?
}
