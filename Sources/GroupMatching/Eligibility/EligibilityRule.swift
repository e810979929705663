/// Something that has to hold before a group is suggested.
///
/// To add one, write it in a file of its own in this folder and name it in ``all``. The command's help, the answers and
/// the contract tests follow the list.
public struct EligibilityRule: Sendable, Identifiable {
  /// The name in answers: `travel-limit`.
  public let id: String
  /// What it asks, for lists of rules: "the group is within the distance that the member can travel".
  public let summary: String
  /// The rule for one member; `nil` where the member leaves it open.
  let check: @Sendable (MemberContext, Snapshot) -> Check?
  /// Why a group is excluded: a sentence without its full stop.
  let reason: @Sendable (MemberContext, Group) -> String
  /// What to ask a group of which it is not known: a sentence that begins with "Ask".
  let question: @Sendable (MemberContext, Group) -> String
  /// What the member would have to do for this group to pass; `nil` where nothing the member does would change it.
  let change: @Sendable (MemberContext, Group) -> String?
  /// Wishes a little wider, each with its name, to try when few groups are left.
  let relaxations: @Sendable (Member) -> [Relaxation]

  init(
    id: String, summary: String,
    check: @escaping @Sendable (MemberContext, Snapshot) -> Check?,
    reason: @escaping @Sendable (MemberContext, Group) -> String,
    question: @escaping @Sendable (MemberContext, Group) -> String,
    change: @escaping @Sendable (MemberContext, Group) -> String? = { _, _ in nil },
    relaxations: @escaping @Sendable (Member) -> [Relaxation] = { _ in [] }
  ) {
    self.id = id
    self.summary = summary
    self.check = check
    self.reason = reason
    self.question = question
    self.change = change
    self.relaxations = relaxations
  }

  /// Every rule, in the order in which answers list them.
  public static let all: [EligibilityRule] = [
    .status, .format, .travelLimit, .schedule, .language, .age, .audience, .community, .cost, .accommodations,
    .alreadyTried, .openings,
  ]
}

/// A wider wish: what changes, in words, and the member as they would then be.
struct Relaxation: Sendable {
  /// "20 km instead of 10".
  let change: String
  let member: Member

  init(_ change: String, _ member: Member, _ widen: (inout Member) -> Void) {
    self.change = change
    var wider = member
    widen(&wider)
    self.member = wider
  }
}
