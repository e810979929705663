/// A way of meeting. A hybrid group meets in person and online.
public enum MeetingFormat: String, Sendable, Hashable, CaseIterable {
  case inPerson = "in-person"
  case online
  case phone

  /// How a sentence says it.
  public var phrase: String {
    switch self {
    case .inPerson: "in person"
    case .online: "online"
    case .phone: "by phone"
    }
  }
}

/// A set of ways of meeting.
public struct MeetingFormats: OptionSet, Sendable, Hashable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A set of the formats given.
  public init(_ formats: some Sequence<MeetingFormat>) {
    self = formats.reduce(into: []) { $0.formUnion(MeetingFormats($1)) }
  }

  /// A set of one.
  public init(_ format: MeetingFormat) {
    switch format {
    case .inPerson: self = .inPerson
    case .online: self = .online
    case .phone: self = .phone
    }
  }

  public static let inPerson = MeetingFormats(rawValue: 1)
  public static let online = MeetingFormats(rawValue: 2)
  public static let phone = MeetingFormats(rawValue: 4)
  /// The ways that need no travel.
  public static let remote: MeetingFormats = [.online, .phone]
  /// Every way of meeting.
  public static let all: MeetingFormats = [.inPerson, .online, .phone]

  /// The formats in the set, in the order in which records write them.
  public var list: [MeetingFormat] { MeetingFormat.allCases.filter { contains(MeetingFormats($0)) } }

  /// How a sentence says it: "in person or online".
  public func phrase(joinedBy conjunction: String) -> String { list.map(\.phrase).joinedInProse(conjunction) }
}
