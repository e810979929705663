import GroupMatching
import WeightTuning

/// The figures of an evaluation, for people.
struct EvaluationText {
  let terminal: Terminal

  func lines(_ evaluation: Evaluation) -> [String] {
    var lines = [terminal.bold(counted(evaluation.queries.count, "query", plural: "queries"))]
    if evaluation.queriesWithoutRelevant > 0 {
      lines.append("   \(evaluation.queriesWithoutRelevant) of them without a relevant document: they count as 0")
    }
    for system in evaluation.systems {
      lines += ["", terminal.bold(system.name)]
      lines += zip(evaluation.measures, system.estimates).map { measure, estimate in
        "   \(measure.description.padded(14)) \(FigureText.decimal(estimate.mean))  \(FigureText.interval(estimate.interval))"
      }
    }
    if !evaluation.contests.isEmpty { lines += ["", terminal.bold("against the first")] }
    lines += evaluation.contests.flatMap { contest in
      ["   \(contest.measure.description.padded(14)) \(contest.system)"]
        + self.lines(contest.comparison, contest.adjustedP)
    }
    lines += [""] + evaluation.measures.map { terminal.dim("\($0): \($0.metric.definition)") }
    return lines + [terminal.dim("In brackets: 95 % intervals, by resampling queries.")]
  }

  private func lines(_ comparison: Comparison, _ adjustedP: Double) -> [String] {
    let difference = comparison.difference
    var lines = [
      "      difference \(FigureText.signed(difference.mean))  \(FigureText.signedInterval(difference.interval))"
        + "  p \(FigureText.probability(comparison.randomisation)) (randomisation),"
        + " \(FigureText.probability(comparison.pairedT)) (t),"
        + " \(FigureText.probability(adjustedP)) for all comparisons together"
    ]
    if let effect = comparison.effectSize { lines.append("      effect size \(FigureText.signed(effect))") }
    if let detectable = comparison.detectableDifference {
      lines.append(
        "      with \(counted(difference.count, "query", plural: "queries")) a difference of "
          + "\(FigureText.decimal(detectable)) could have been detected")
    }
    return lines
  }
}
