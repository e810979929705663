import GroupMatching
import WeightTuning

/// What other weights would have led to, for people.
struct OffPolicyText {
  let evaluation: OffPolicyEvaluation

  func lines(_ terminal: Terminal) -> [String] {
    var lines = [
      "\(counted(evaluation.outcomes, "outcome")) of \(counted(evaluation.members, "member")). Success: "
        + "\(evaluation.success.summary). As lists were shown, "
        + "\(FigureText.decimal(evaluation.shown.mean)) \(FigureText.interval(evaluation.shown.interval)) referrals a "
        + "member were one."
    ]
    for estimate in evaluation.estimates {
      lines += [
        "", terminal.bold(estimate.weights),
        "   IPS, successes a member                         \(FigureText.decimal(estimate.ips.mean))  "
          + FigureText.interval(estimate.ips.interval),
        "   SNIPS, share of referrals looked at             \(FigureText.decimal(estimate.snips.mean))  "
          + FigureText.interval(estimate.snips.interval),
        "   worth \(Int(estimate.effectiveOutcomes.rounded())) outcomes",
      ]
      if let comparison = estimate.comparison {
        lines.append(
          "   against the first: \(FigureText.signed(comparison.difference.mean))  "
            + "\(FigureText.signedInterval(comparison.difference.interval))  "
            + "p \(FigureText.probability(comparison.randomisation))")
      }
    }
    return lines + ["", terminal.dim("In brackets: 95 % intervals, by resampling members.")]
  }
}
