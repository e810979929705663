extension Learner {
  /// Plackett–Luce with ties and a ridge across the prior's direction, by projected Newton.
  ///
  /// - Complexity: O(steps · rows · features²), about ten steps.
  public static let listwise = Learner(
    id: "listwise", summary: "the likelihood of the judged order (Plackett-Luce), with a ridge across the prior"
  ) { data, settings throws(TuningError) in
    let loss = ListwiseLoss(data: data)
    let queries = Double(max(data.queries.count, 1))
    let ridge = PriorRidge(along: settings.prior, strength: settings.ridge / queries)
    func expand(_ weights: [Double]) -> Expansion {
      var expansion = loss.expansion(at: weights)
      ridge.add(to: &expansion, at: weights)
      return expansion
    }
    let bounds = [Bool](repeating: settings.isNonNegative, count: data.featureCount)
    let weights = try ProjectedNewton(isNonNegative: bounds).minimize(
      from: [Double](repeating: 0, count: data.featureCount), expand: expand,
      value: { loss.value($0) + ridge.value($0) })
    let inverse = try expand(weights).curvature.inverse()
    let errors = sandwich(inverse, slopes: loss.slopesByQuery(at: weights), queries: data.queries.count)
    return Fit(weights: weights, standardErrors: errors)
  }

  /// Standard errors that hold although documents of a query hang together: the queries' slopes between two inverse
  /// curvatures.
  ///
  /// - SeeAlso: White, "Maximum Likelihood Estimation of Misspecified Models", 1982.
  static func sandwich(_ inverse: SymmetricMatrix, slopes: [Double], queries: Int) -> [Double] {
    var spread = SymmetricMatrix(order: inverse.order)
    spread.addProducts(of: slopes, count: queries)
    let scale = 1 / Double(max(queries, 1))
    return (0..<inverse.order).map { feature in
      let row = (0..<inverse.order).map { inverse[feature, $0] }
      let variance = zip(row, spread.product(row)).reduce(0) { $0 + $1.0 * $1.1 }
      return max(0, variance).squareRoot() * scale
    }
  }
}
