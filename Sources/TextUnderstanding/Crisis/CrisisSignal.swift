/// What kind of danger a text speaks of.
public enum CrisisKind: String, Sendable, Hashable, CaseIterable, Codable {
  case suicide
  case selfHarm = "self-harm"
  case beingHarmed = "being-harmed"
  case harmingOthers = "harming-others"
  case medicalEmergency = "medical-emergency"

  /// Whether it weakens a signal that someone other than the writer is spoken of. Violence and emergencies are as
  /// urgent whomever they concern.
  var isWeakenedByThirdPerson: Bool { self == .suicide || self == .selfHarm }
}

/// How pressing a signal is.
public enum CrisisLevel: String, Sendable, Hashable, CaseIterable, Codable, Comparable {
  /// Help should be offered; it may be past, denied or another's.
  case concern
  /// Help should come first.
  case urgent

  /// A concern is less than an urgent signal.
  public static func < (first: CrisisLevel, second: CrisisLevel) -> Bool { first == .concern && second == .urgent }
}

/// A place where a text speaks of danger.
public struct CrisisSignal: Sendable, Hashable {
  /// The kind of danger.
  public let kind: CrisisKind
  /// How pressing it is.
  public let level: CrisisLevel
  /// The very words; nil where no phrase named the danger and the classifier heard it. They are for the person alone:
  /// never logged or stored.
  public let quote: Quote?
  /// Whether a negation, the past, another person or a question made it less pressing than its words.
  public let isWeakened: Bool
  /// The code of the language whose rules found it; nil where the classifier did, which reads all at once.
  public let language: String?
}
