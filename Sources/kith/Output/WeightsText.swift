import DirectoryStore
import GroupMatching

/// One weight that differs between two sets.
struct WeightsChange {
  let feature: String
  let old: Double
  let new: Double

  /// The weights that differ, in the order of ``Feature/all``.
  static func all(from old: Weights, to new: Weights) -> [WeightsChange] {
    zip(old.list, new.list).filter { $0.weight != $1.weight }.map {
      WeightsChange(feature: $0.feature.id, old: $0.weight, new: $1.weight)
    }
  }

  /// "topic 3 → 5".
  var text: String { "\(feature) \(WeightsText.number(old)) → \(WeightsText.number(new))" }

  var record: JSONValue { ["feature": .string(feature), "from": .number(old), "to": .number(new)] }
}

/// One set of weights, for people and for programs.
struct WeightsText {
  let weights: Weights
  /// Where they are a saved version.
  let saved: SavedWeights?

  func lines(_ terminal: Terminal) -> [String] {
    let title = Self.name(of: weights) + (saved.map { ", saved \($0.savedAt)" } ?? "")
    let note = saved?.note.map { terminal.lines($0) } ?? []
    let header = "   " + "feature".padded(17) + "weight".padded(9) + "default".padded(9) + "what it says"
    let rows = weights.list.map { feature, weight in
      let isChanged = weight != feature.defaultWeight
      return "   " + feature.id.padded(17) + Self.number(weight).padded(9)
        + (isChanged ? Self.number(feature.defaultWeight) : "").padded(9) + terminal.dim(feature.summary)
    }
    return [terminal.bold(title)] + note + ["", terminal.dim(header)] + rows
  }

  /// The record of the weights, with the note and the date of a saved version.
  var record: JSONObject {
    var record = weights.record
    record["note"] = saved?.note.map(JSONValue.string)
    record["savedAt"] = saved.map { .string($0.savedAt) }
    return record
  }

  /// "ours@2"; a preset has its name alone.
  static func name(of weights: Weights) -> String {
    Weights.presets.contains { $0.name == weights.name } ? weights.name : "\(weights.name)@\(weights.version)"
  }

  /// A weight to four places, with as few digits as will do: "3", "0.75". The JSON has all of them.
  static func number(_ weight: Double) -> String { JSONValue.number((weight * 10_000).rounded() / 10_000).text }
}

/// Presets and saved profiles.
struct WeightsListText {
  /// The latest version of each profile.
  let saved: [SavedWeights]

  func lines(_ terminal: Terminal) -> [String] {
    let presets = Weights.presets.map { preset in
      let changes = WeightsChange.all(from: .standard, to: preset).map(\.text).joined(separator: ", ")
      return terminal.paragraph(preset.name, "preset" + (changes.isEmpty ? "" : ": " + changes), indent: 24)
    }
    let profiles = saved.map { profile in
      let note = profile.note.map { ": \($0)" } ?? ""
      return terminal.paragraph(
        WeightsText.name(of: profile.weights), "saved \(profile.savedAt.prefix(10))\(note)", indent: 24)
    }
    return (presets + profiles).flatMap { $0 }
  }

  var record: JSONObject {
    [
      "presets": .array(Weights.presets.map { .object($0.record) }),
      "saved": .array(saved.map { .object(WeightsText(weights: $0.weights, saved: $0).record) }),
    ]
  }
}

/// The versions of a profile.
struct WeightsHistoryText {
  /// The first one first.
  let versions: [SavedWeights]

  /// Each version with its changes against the one before; the first one's against the default.
  private var changes: [(version: SavedWeights, changes: [WeightsChange])] {
    zip(versions, [.standard] + versions.dropLast().map(\.weights)).map { version, before in
      (version, WeightsChange.all(from: before, to: version.weights))
    }
  }

  func lines(_ terminal: Terminal) -> [String] {
    changes.reversed().flatMap { version, changes in
      let against = version.weights.version == versions.first?.weights.version ? "against default: " : ""
      let what = changes.isEmpty ? "nothing" : changes.map(\.text).joined(separator: ", ")
      return [terminal.bold(WeightsText.name(of: version.weights)) + "  \(version.savedAt)"]
        + (version.note.map { terminal.paragraph("note", $0) } ?? [])
        + terminal.paragraph("changed", against + what)
    }
  }

  var record: JSONObject {
    [
      "versions": .array(
        changes.map { version, changes in
          var record = WeightsText(weights: version.weights, saved: version).record
          record["changes"] = .array(changes.map(\.record))
          return .object(record)
        })
    ]
  }
}
