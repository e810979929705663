import Foundation

/// How likely a group at each place of a list is to be looked at, the first place taken as 1.
///
/// Estimated from the outcomes themselves: whether somebody stayed is taken to be the product of whether they looked,
/// which turns on the place alone, and whether the group suits, which turns on the features alone.
///
/// - SeeAlso: Wang et al., "Position Bias Estimation for Unbiased Learning to Rank in Personal Search", WSDM 2018
///   (regression-based expectation maximisation).
public struct Propensities: Sendable, Hashable {
  /// The chance at ranks 1, 2, …; ranks beyond count as the last.
  public let byRank: [Double]

  /// Ranks beyond are taken together.
  static let rankLimit = 20
  /// An inverse propensity counts at most this much: a rare look must not decide everything.
  static let weightLimit = 10.0
  private static let rounds = 40
  /// Chances are told apart well enough by so many outcomes.
  private static let rowLimit = 20_000
  /// How fast the chance falls: *rank^−decay*, to which each rank's own chance is drawn.
  private static let decays = stride(from: 0.0, through: 2, by: 0.02).map { $0 }
  /// The deviation of the decay around 0, no bias: what has to be outweighed before any is believed in.
  private static let decayDeviation = 0.5
  /// How many outcomes at a rank count as much as the common fall.
  private static let commonCount = 200.0

  /// Every place looked at alike.
  public static let even = Propensities(byRank: [1])

  public init(byRank: [Double]) { self.byRank = byRank }

  /// The chance at a rank; 1 where the rank is not known.
  public func chance(at rank: Int?) -> Double {
    guard let rank, !byRank.isEmpty else { return 1 }
    return byRank[min(max(rank, 1), byRank.count) - 1]
  }

  /// What a yes at a rank counts: one over the chance, clipped.
  public func weight(at rank: Int?) -> Double { min(1 / chance(at: rank), Self.weightLimit) }

  /// - Returns: ``even`` where ranks are not known, do not differ, or nobody stayed.
  /// - Complexity: O(rounds · rows · features²) for at most 20,000 rows.
  static func estimated(from table: OutcomeTable, rows chosen: [Int]) throws(TuningError) -> Propensities {
    let ranked = chosen.filter { table.rows[$0].shownRank != nil }
    let rows =
      ranked.count <= rowLimit
      ? ranked : stride(from: 0, to: rowLimit, by: 1).map { ranked[$0 * ranked.count / rowLimit] }
    let ranks = rows.map { min(table.rows[$0].shownRank ?? 1, rankLimit) - 1 }
    let count = (ranks.max() ?? 0) + 1
    let stayed = rows.map { table.rows[$0].stayed }
    guard count > 1, stayed.contains(true), stayed.contains(false), rows.count * 2 > chosen.count else { return .even }
    let columns = table.features.count + 1
    var values: [Double] = []
    for row in rows { values += table.standardized[row * (columns - 1)..<(row + 1) * (columns - 1)] + [1] }
    var estimation = Estimation(
      values: values, columns: columns, ranks: ranks, stayed: stayed, chances: (1...count).map { pow(Double($0), -0.5) }
    )
    for _ in 0..<rounds { try estimation.improve() }
    return Propensities(byRank: estimation.chances)
  }

  /// The chances that suit what must have been looked at: a common fall, and each rank's own drawn to it.
  private static func chances(looked: [Double], shown: [Double]) -> [Double] {
    func common(_ decay: Double) -> [Double] { looked.indices.map { pow(Double($0 + 1), -decay) } }
    func likelihood(_ decay: Double) -> Double {
      let prior = -decay * decay / (2 * decayDeviation * decayDeviation)
      return zip(common(decay), zip(looked, shown)).reduce(prior) { sum, rank in
        let chance = min(rank.0, 1 - 1e-6)
        return sum + rank.1.0 * log(chance) + (rank.1.1 - rank.1.0) * log(1 - chance)
      }
    }
    let decay = decays.max { likelihood($0) < likelihood($1) } ?? 0
    return common(decay).enumerated().map { rank, chance in
      // The first place is what the others are measured by.
      rank == 0 ? 1 : min(1, (looked[rank] + commonCount * chance) / (shown[rank] + commonCount))
    }
  }

  /// The estimate on its way.
  private struct Estimation {
    let values: [Double]
    let columns: Int
    let ranks: [Int]
    let stayed: [Bool]
    var chances: [Double]
    var coefficients: [Double]

    init(values: [Double], columns: Int, ranks: [Int], stayed: [Bool], chances: [Double]) {
      self.values = values
      self.columns = columns
      self.ranks = ranks
      self.stayed = stayed
      self.chances = chances
      coefficients = [Double](repeating: 0, count: columns)
    }

    /// One round: what looking and suiting must have been, then both models anew.
    mutating func improve() throws(TuningError) {
      let scores = BLAS.rowSums(values, columns: columns, weights: coefficients)
      var looked = [Double](repeating: 0, count: chances.count)
      var shown = looked
      var suits = [Double](repeating: 1, count: scores.count)
      for (row, score) in scores.enumerated() {
        let rank = ranks[row]
        shown[rank] += 1
        if stayed[row] {
          looked[rank] += 1
        } else {
          let suit = LogisticLoss.logistic(score)
          let nothing = max(1 - chances[rank] * suit, 1e-9)
          looked[rank] += chances[rank] * (1 - suit) / nothing
          suits[row] = (1 - chances[rank]) * suit / nothing
        }
      }
      chances = Propensities.chances(looked: looked, shown: shown)
      let loss = LogisticLoss(
        columns: columns, values: values, targets: suits, weights: [Double](repeating: 1, count: suits.count))
      var expansion = loss.expansion(at: coefficients)
      for column in coefficients.indices { expansion.gradient[column] += coefficients[column] }
      expansion.curvature.addToDiagonal(1)
      let step = try expansion.curvature.solved(for: expansion.gradient)
      for column in coefficients.indices { coefficients[column] -= step[column] }
    }
  }
}
