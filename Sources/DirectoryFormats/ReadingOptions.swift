import GroupMatching

/// What a reader needs to know beside the file.
public struct ReadingOptions: Sendable {
  /// The words that groups are described with.
  public let vocabulary: Vocabulary
  /// Where places lie: gives a time zone to sessions whose feed has none. Without it they stay without.
  public let places: Places?
  /// The source's name, which also begins the ids of groups from feeds.
  public let source: String
  /// The fellowship whose feed it is: its topics, its codes, what it says of every meeting.
  public let fellowship: Fellowship?
  /// What the codes mean: the fellowship's, or those that all fellowships share.
  public let codes: CodeMaps
  /// Topics that every group of the file has.
  public let topics: [TopicID]
  /// The day of the import; a date after it is not believed.
  public let today: Day
  /// The source's name as ids begin with it: "Greater New York" → `greater-new-york`.
  public let sourceSlug: String

  /// - Throws: ``FormatError/unusableSource(_:)`` for a source's name without a letter or a digit.
  public init(
    vocabulary: Vocabulary, fellowships: Fellowships, places: Places?, source: String, fellowship: Fellowship? = nil,
    topics: [TopicID] = [], today: Day
  ) throws(FormatError) {
    let slug = source.slug(atMost: 60)
    guard !slug.isEmpty else { throw .unusableSource(source) }
    self.vocabulary = vocabulary
    self.places = places
    self.source = source
    self.fellowship = fellowship
    self.codes = fellowship?.codes ?? fellowships.codes
    self.topics = topics
    self.today = today
    sourceSlug = slug
  }
}

extension Group {
  /// Adds what is known of every group of the file, where the row does not say otherwise.
  mutating func addCommonFacts(_ options: ReadingOptions) {
    topics = (topics + options.topics + (options.fellowship?.topics ?? [])).uniqued()
    guard let fellowship = options.fellowship else { return }
    organization = organization ?? Organization(name: fellowship.name, url: fellowship.url)
    fellowship.facts.fillGaps(of: &self)
  }
}
