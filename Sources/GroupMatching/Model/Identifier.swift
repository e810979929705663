/// The name of one entry in a list that `data/` holds, such as a topic's slug.
///
/// The phantom type keeps a topic from being passed where a community is meant.
public struct Identifier<Kind>: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The name as files write it: lower-case words joined by hyphens.
  public let name: String

  /// A name that the caller has looked up in its list, or that stands in a literal.
  public init(_ name: String) { self.name = name }

  public var description: String { name }

  public static func < (left: Self, right: Self) -> Bool { left.name < right.name }
}

extension Identifier: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

/// A topic of the taxonomy.
public typealias TopicID = Identifier<Topic>
/// A community, such as `veterans`.
public typealias CommunityID = Identifier<Community>
/// An accommodation, such as `closed-captions`.
public typealias AccommodationID = Identifier<Accommodation>
