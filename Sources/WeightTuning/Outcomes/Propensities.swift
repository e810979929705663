import Foundation

/// How likely a group at each place of a list is to be looked at, the first place taken as 1.
///
/// Estimated from the outcomes themselves: whether somebody stayed is taken to be the product of whether they looked,
/// which turns on the place alone, and whether the group suits, which turns on the features alone.
///
/// *P(stays at rank k) = k^−decay · logistic(w·x)*, fitted by Fisher scoring; each rank's own chance is then drawn from the
/// common fall toward what it shows itself.
///
/// - SeeAlso: Wang et al., "Position Bias Estimation for Unbiased Learning to Rank in Personal Search", WSDM 2018, for the
///   model.
public struct Propensities: Sendable, Hashable {
  /// The chance at ranks 1, 2, …; ranks beyond count as the last.
  public let byRank: [Double]

  /// Ranks beyond are taken together.
  static let rankLimit = 20
  /// An inverse propensity counts at most this much: a rare look must not decide everything.
  static let weightLimit = 10.0
  private static let rounds = 25
  /// Chances are told apart well enough by so many outcomes.
  private static let rowLimit = 20_000
  /// The deviation of the decay around 0, no bias: what has to be outweighed before any is believed in.
  private static let decayDeviation = 0.5
  /// A rank's own chance counts half once so many are expected to stay there.
  private static let commonCount = 50.0

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

  /// All rows, or of too many those of some members: whole members, told by a digest of their ids, since rows of a member
  /// stand in an order that goes with the rank.
  private static func limited(_ rows: [Int], of table: OutcomeTable) -> [Int] {
    guard rows.count > rowLimit else { return rows }
    let share = UInt64(Double(rowLimit) / Double(rows.count) * 0x1p32)
    return rows.filter { StableDigest.of(table.rows[$0].member) >> 32 < share }
  }

  /// - Returns: ``even`` where ranks are not known, do not differ, or nobody stayed.
  /// - Complexity: O(rounds · rows · features²) for about 20,000 rows at most.
  static func estimated(from table: OutcomeTable, rows chosen: [Int]) throws(TuningError) -> Propensities {
    let ranked = chosen.filter { table.rows[$0].shownRank != nil }
    let rows = limited(ranked, of: table)
    let ranks = rows.map { min(table.rows[$0].shownRank ?? 1, rankLimit) }
    let stayed = rows.map { table.rows[$0].stayed }
    guard let last = ranks.max(), last > 1, stayed.contains(true), stayed.contains(false),
      ranked.count * 2 > chosen.count
    else { return .even }
    let columns = table.features.count + 1
    var values: [Double] = []
    for row in rows { values += table.standardized[row * (columns - 1)..<(row + 1) * (columns - 1)] + [1] }
    var model = DecayModel(
      values: values, columns: columns, ranks: ranks, stayed: stayed, decayRidge: 1 / (decayDeviation * decayDeviation))
    for _ in 0..<rounds where try model.improve() {}
    let suits = model.suits
    var (expected, seen) = ([Double](repeating: 0, count: last), [Double](repeating: 0, count: last))
    for (row, rank) in ranks.enumerated() {
      expected[rank - 1] += suits[row]
      if stayed[row] { seen[rank - 1] += 1 }
    }
    let chances = (0..<last).map { place -> Double in
      // The first place is what the others are measured by.
      if place == 0 { return 1 }
      let common = pow(Double(place + 1), -model.decay)
      return min(1, (seen[place] + commonCount * common) / (expected[place] + commonCount))
    }
    return Propensities(byRank: chances)
  }
}

/// Staying as the product of looking, which falls with the rank, and suiting, which turns on the features.
private struct DecayModel {
  let values: [Double]
  let columns: Int
  let ranks: [Int]
  /// The logarithm of each rank, by rank.
  private let logRanks: [Double]
  let stayed: [Bool]
  let decayRidge: Double
  private(set) var decay = 0.0
  private var coefficients: [Double]
  /// A unit ridge on the features' coefficients, which are in units of deviations.
  private static let ridge = 1.0

  /// The likelihood where the model stands.
  private var likelihoodHere: Double?

  init(values: [Double], columns: Int, ranks: [Int], stayed: [Bool], decayRidge: Double) {
    self.values = values
    self.columns = columns
    self.ranks = ranks
    logRanks = (0...(ranks.max() ?? 1)).map { log(Double(max($0, 1))) }
    self.stayed = stayed
    self.decayRidge = decayRidge
    coefficients = [Double](repeating: 0, count: columns)
  }

  /// How likely each row's group suits.
  var suits: [Double] {
    BLAS.rowSums(values, columns: columns, weights: coefficients).map(LogisticLoss.logistic)
  }

  /// One step of Fisher scoring, halved until the likelihood rises.
  ///
  /// - Returns: Whether it rose by anything worth another step.
  mutating func improve() throws(TuningError) -> Bool {
    let width = columns + 1
    var scaled = [Double](repeating: 0, count: stayed.count * width)
    var gradient = coefficients.map { -Self.ridge * $0 } + [-decayRidge * decay]
    let looks = looks(decay)
    for (row, suit) in suits.enumerated() {
      let chance = min(looks[ranks[row]] * suit, 1 - 1e-9)
      let root = 1 / (chance * (1 - chance)).squareRoot()
      let error = (stayed[row] ? 1 - chance : -chance) * root
      for column in 0..<columns {
        scaled[row * width + column] = root * chance * (1 - suit) * values[row * columns + column]
      }
      scaled[row * width + columns] = -root * chance * logRanks[ranks[row]]
      for column in 0..<width { gradient[column] += error * scaled[row * width + column] }
    }
    var information = SymmetricMatrix(order: width)
    information.addProducts(of: scaled, count: stayed.count)
    information.addToDiagonal(Self.ridge)
    information[columns, columns] += decayRidge - Self.ridge
    return walk(try information.solved(for: gradient))
  }

  private mutating func walk(_ step: [Double]) -> Bool {
    let before = likelihoodHere ?? likelihood(coefficients, decay)
    var length = 1.0
    for _ in 0..<20 {
      let next = zip(coefficients, step).map { $0 + length * $1 }
      let nextDecay = min(max(0, decay + length * step[columns]), 3)
      let after = likelihood(next, nextDecay)
      if after > before {
        (coefficients, decay, likelihoodHere) = (next, nextDecay, after)
        return after - before > 1e-6
      }
      length /= 2
    }
    return false
  }

  /// How likely each rank is looked at, by rank.
  private func looks(_ decay: Double) -> [Double] { logRanks.map { exp(-decay * $0) } }

  private func likelihood(_ coefficients: [Double], _ decay: Double) -> Double {
    let scores = BLAS.rowSums(values, columns: columns, weights: coefficients)
    let prior = Self.ridge * coefficients.reduce(0) { $0 + $1 * $1 } + decayRidge * decay * decay
    let looks = looks(decay)
    return scores.indices.reduce(-prior / 2) { sum, row in
      let chance = min(looks[ranks[row]] * LogisticLoss.logistic(scores[row]), 1 - 1e-9)
      return sum + (stayed[row] ? log(chance) : log1p(-chance))
    }
  }
}
