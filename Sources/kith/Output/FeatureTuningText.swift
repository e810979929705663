import GroupMatching
import WeightTuning

/// What was learned from a feature file, for people and for programs.
struct FeatureTuningText {
  let outcome: FeatureTuning.Outcome
  let output: String
  /// How many weights people are shown; the model has them all.
  private static let weightsShown = 25

  func lines(_ terminal: Terminal) -> [String] {
    let model = outcome.model
    var lines = [
      "Learned from \(counted(model.origin?.queries ?? 0, "query", plural: "queries")), "
        + "\(counted(model.origin?.rows ?? 0, "document")): \(model.learner), normalisation \(model.normalization.id), "
        + "prior \(model.prior)."
    ]
    if !outcome.candidates.isEmpty {
      lines += ["", terminal.bold("\(model.origin?.measure ?? "") on the queries that settled the choices")]
      lines += outcome.candidates.map {
        "   \($0.normalization.id.padded(16)) \($0.prior.id.padded(10)) \(FigureText.decimal($0.mean))"
      }
    }
    lines += ["", terminal.bold("weights, a deviation of each feature")]
    let strongest = model.entries.sorted { (abs($1.weight), $0.feature) < (abs($0.weight), $1.feature) }
    lines += strongest.prefix(Self.weightsShown).map { entry in
      let error = entry.standardError.map { "  standard error \(FigureText.decimal($0))" } ?? ""
      return "   \(String(entry.feature).padded(10)) \(FigureText.signed(entry.weight))\(error)"
    }
    let more = strongest.count - Self.weightsShown
    if more > 0 { lines.append("   and \(counted(more, "other feature"))") }
    return lines + ["", "Written to \(output)."]
  }

  var record: JSONObject {
    [
      "output": .string(output), "model": .object(outcome.model.record),
      "candidates": .array(
        outcome.candidates.map {
          [
            "normalization": .string($0.normalization.id), "prior": .string($0.prior.id), "mean": .number($0.mean),
            "queries": .number(Double($0.values.count)),
          ]
        }),
    ]
  }
}
