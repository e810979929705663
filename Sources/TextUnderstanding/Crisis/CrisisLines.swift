/// A place to turn to in a crisis.
public struct CrisisLine: Sendable, Hashable, Codable {
  /// The ISO 3166 code of the country it serves; `*` for one that serves all.
  public let country: String
  /// What it is called.
  public let name: String
  /// What it is there for: the raw values of `CrisisKind`, or a wider word such as `any`.
  public let kinds: [String]
  /// The part of the country that it serves, where it is not all of it.
  public let region: String?
  /// Whom it is for, where it is not everyone: "veterans".
  public let audience: String?
  /// The number to call.
  public let call: String?
  /// The number to text, with the word to send where there is one.
  public let text: String?
  /// The address of a chat.
  public let chat: String?
  /// When it answers, in words.
  public let hours: String?
  /// The languages spoken, BCP 47.
  public let languages: [String]?
  /// The day on which the entry was last checked, ISO 8601.
  public let lastChecked: String?
  /// Whether the entry is beyond doubt.
  public let certain: Bool?
  /// Where the entry is from.
  public let source: String?
}

/// What to show to someone in a country.
public struct CrisisHelp: Sendable, Hashable {
  /// The emergency number of the country, where it is known.
  public let emergency: String?
  /// The lines, those for the danger spoken of first.
  public let lines: [CrisisLine]
  /// Whether the country has no lines of its own here, so that these serve any country.
  public let isInternational: Bool
}

/// The crisis lines of all countries.
public struct CrisisLines: Sendable {
  /// The code of lines that serve every country.
  public static let international = "*"

  /// The day on which the list was last checked, ISO 8601.
  public let checked: String
  private let lines: [CrisisLine]
  private let emergency: [String: String]

  /// Reads the list at `path`.
  ///
  /// - Throws: `TextError`.
  public init(path: String) throws(TextError) {
    let file = try JSONFile.read(CrisisLinesFile.self, at: path)
    checked = file.checked
    lines = file.lines
    emergency = file.emergency
  }

  /// The countries with lines of their own, sorted.
  public var countries: [String] {
    Set(lines.map(\.country)).subtracting([Self.international]).sorted()
  }

  /// The help for `country`, an ISO 3166 code in any case; the international lines where it is nil or has none.
  ///
  /// Lines for one of `kinds` come first, in the order of the list.
  public func help(for country: String?, kinds: [CrisisKind] = []) -> CrisisHelp {
    let code = country?.uppercased() ?? Self.international
    let own = lines.filter { $0.country == code }
    let wanted = Set(kinds.map(\.rawValue))
    let isInternational = own.isEmpty || code == Self.international
    let shown = isInternational ? lines.filter { $0.country == Self.international } : own
    let relevant = shown.filter { !wanted.isDisjoint(with: $0.kinds) }
    let others = shown.filter { wanted.isDisjoint(with: $0.kinds) }
    return CrisisHelp(emergency: emergency[code], lines: relevant + others, isInternational: isInternational)
  }
}

/// The list as it is written in JSON.
private struct CrisisLinesFile: Decodable {
  let checked: String
  let lines: [CrisisLine]
  let emergency: [String: String]
}
