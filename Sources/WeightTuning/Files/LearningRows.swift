import Foundation
import GroupMatching

/// The values of Kith's features with what is learned toward, for learners that are not Kith's.
public struct LearningRows: Sendable {
  /// A group shown to, or judged for, a member.
  public struct Row: Sendable, Hashable {
    /// 1 for a success and 0 for none, or what was judged.
    public let grade: Int
    /// The member, by place in the order of ids, from 1: the id itself stays at home.
    public let query: Int
    public let group: String
    /// The place in the list shown, from 1; `nil` where nobody knows.
    public let shownRank: Int?
    /// One a feature in the order of `Feature.all`, 0…1; `nil` where the member leaves it open.
    public let values: [Double?]
  }

  public let rows: [Row]
  /// Judgments that could not be used.
  public let skipped: OutcomeAssembly.Skipped

  /// The rows of outcomes, by member.
  public init(_ assembly: OutcomeAssembly) {
    rows = assembly.table.members.enumerated().flatMap { place, range in
      assembly.table.rows[range].map { row in
        Row(
          grade: row.stayed ? 1 : 0, query: place + 1, group: row.group, shownRank: row.shownRank, values: row.values)
      }
    }
    skipped = assembly.skipped
  }

  /// The rows of judgments whose queries are members and whose documents are groups; what is not judged (a grade below 0)
  /// is left out.
  ///
  /// - Parameters:
  ///   - members: With their places looked up, each with the moment asked about; the first of an id counts.
  /// - Complexity: one compilation of the features a member.
  public init(_ judgments: Judgments, members: [(member: Member, moment: Instant)], snapshot: Snapshot) {
    var memberOfID: [String: (member: Member, moment: Instant)] = [:]
    for entry in members {
      if let id = entry.member.id, memberOfID[id] == nil { memberOfID[id] = entry }
    }
    let moments = members.map(\.moment).sorted()
    let epoch = Instant(minutesSinceEpoch: 0)
    let clocks = SessionClocks(
      of: snapshot, members: members.map(\.member), moments: (moments.first ?? epoch)...(moments.last ?? epoch))
    var skipped = OutcomeAssembly.Skipped()
    var rows: [Row] = []
    for (place, id) in judgments.queries.enumerated() {
      let judged = (judgments.grades[id] ?? [:]).filter { $0.value >= 0 }.sorted { $0.key < $1.key }
      guard let entry = memberOfID[id] else {
        skipped.unknownMember += judged.count
        continue
      }
      let features = MemberFeatures(entry.member, over: snapshot, clocks: clocks)
      for (pair, values) in zip(judged, features.values(of: judged.map(\.key), at: entry.moment)) {
        guard let values else {
          skipped.unknownGroup += 1
          continue
        }
        rows.append(Row(grade: pair.value, query: place + 1, group: pair.key, shownRank: nil, values: values))
      }
    }
    self.rows = rows
    self.skipped = skipped
  }
}

/// How rows for other learners are written.
public enum LearningFormat: String, Sendable, CaseIterable {
  /// What SVMlight, LETOR, RankLib, LightGBM and XGBoost read: `1 qid:3 1:0.5 8:0.25 # docid = g-17`.
  case svmlight
  /// A table with a header, for everything else.
  case csv

  public var header: String {
    self == .csv ? CSVText.line(["grade", "query", "group", "shownRank"] + Feature.all.map(\.id)) : ""
  }

  /// A row with its line end.
  public func line(_ row: LearningRows.Row) -> String {
    switch self {
    case .svmlight:
      let features = row.values.enumerated().compactMap { place, value in value.map { " \(place + 1):\($0)" } }
      let group = String(row.group.map { $0.isWhitespace || $0 == "#" || $0 == "=" ? "_" : $0 })
      return "\(row.grade) qid:\(row.query)\(features.joined()) # docid = \(group)\n"
    case .csv:
      let rank = row.shownRank.map(String.init) ?? ""
      return CSVText.line(
        [String(row.grade), String(row.query), row.group, rank] + row.values.map { $0.map { "\($0)" } ?? "" })
    }
  }
}
