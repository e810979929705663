extension Learner {
  /// Logistic regression of relevant or not on the features, with a ridge across the prior's direction.
  ///
  /// Each query counts alike, and each document of a query.
  public static let logistic = Learner(
    id: "logistic", summary: "the likelihood of relevant or not, document by document"
  ) { data, settings throws(TuningError) in
    let queries = Double(max(data.queries.count, 1))
    let width = data.featureCount + 1
    let rows = data.queries.flatMap(\.rows)
    var values: [Double] = []
    for row in rows { values += data.values[row * (width - 1)..<(row + 1) * (width - 1)] + [1] }
    let loss = LogisticLoss(
      columns: width, values: values, targets: rows.map { data.grades[$0] > 0 ? 1 : 0 },
      weights: data.queries.flatMap { query in query.rows.map { _ in 1 / (queries * Double(query.rows.count)) } })
    let ridge = PriorRidge(along: settings.prior, strength: settings.ridge / queries)
    func expand(_ weights: [Double]) -> Expansion {
      var expansion = loss.expansion(at: weights)
      ridge.add(to: &expansion, at: weights)
      return expansion
    }
    let bounds = [Bool](repeating: settings.isNonNegative, count: width - 1) + [false]
    let weights = try ProjectedNewton(isNonNegative: bounds).minimize(
      from: [Double](repeating: 0, count: width), expand: expand, value: { loss.value($0) + ridge.value($0) })
    return Fit(weights: Array(weights.dropLast()), standardErrors: nil)
  }
}
