import ArgumentParser
import DirectoryStore
import Foundation
import GroupMatching
import WeightTuning

/// `kith weights`: what matters how much, and how that changed.
struct WeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights", abstract: "Show, change and compare what matters how much in a match.",
    discussion: """
      Presets come with Kith and stay as they are. A profile of your own is saved in the directory; each change is a new \
      version, and none is lost:

        kith weights set ours topic=5 distance=1 --note "near is not everything"
        kith weights diff default ours --members members.jsonl
        kith match --weights ours --topic grief
        kith weights history ours

      Wherever weights are named they are \(WeightsChoice.expectation). A name with a dot or a slash in it is a file's.
      """,
    subcommands: [
      List.self, Show.self, Change.self, History.self, Import.self, Export.self, WeightsDiffCommand.self,
      WeightsFeaturesCommand.self,
    ], defaultSubcommand: List.self)

  /// `kith weights list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List presets and saved profiles.")

    @OptionGroup var directory: DirectoryOptions

    @Flag(help: "Print the list as one JSON document.")
    var json = false

    func run() throws {
      let store = try directory.openIfPresent()
      let saved = try orFail(Failure.init) { () throws(StoreError) in try store?.savedProfiles() ?? [] }
      let text = WeightsListText(saved: saved)
      if json {
        Output.line(JSONValue.object(text.record).text)
      } else {
        text.lines(.current).forEach { Output.line($0) }
      }
    }
  }

  /// `kith weights show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the weight of each feature.")

    @Argument(help: "The name, as ours or ours@2, or a file.")
    var name: String

    @OptionGroup var directory: DirectoryOptions

    @Flag(help: "Print the weights as one JSON document.")
    var json = false

    func run() throws {
      let (weights, saved) = try WeightsChoice(name).found(directory)
      let text = WeightsText(weights: weights, saved: saved)
      if json {
        Output.line(JSONValue.object(text.record).text)
      } else {
        text.lines(.current).forEach { Output.line($0) }
      }
    }
  }

  /// `kith weights set`.
  struct Change: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "set", abstract: "Change weights of a profile, as a new version of it.",
      discussion: """
        A feature that is not named keeps the weight of the profile's latest version; a new profile begins as \
        'default', or as --from says. Features:

        \(Feature.all.map { "  \($0.id): \($0.summary)" }.joined(separator: "\n"))
        """)

    @Argument(help: "The profile's name: lower-case letters, digits and hyphens.")
    var name: String

    @Argument(help: ArgumentHelp("A feature and its weight, 0 or more, as topic=5.", valueName: "feature=weight"))
    var changes: [String] = []

    @Option(help: "The weights to begin with, instead of the profile's latest version.")
    var from: String?

    @Option(help: "Why, for whoever reads the history.")
    var note: String?

    @OptionGroup var directory: DirectoryOptions

    func validate() throws {
      guard !changes.isEmpty || from != nil else {
        throw ValidationError("nothing to change: expected a feature and its weight, such as topic=5, or --from")
      }
    }

    func run() throws {
      let changes = try FlagText.weights(changes)
      let store = try directory.open(.changing)
      let latest = try orFail(Failure.init) { () throws(StoreError) in try store.savedWeights(name) }
      let base = try from.map { try WeightsChoice($0).weights(directory) } ?? latest?.weights ?? .standard
      let changed = try orFail({ Failure(.usage, "\($0)") }) { () throws(WeightsError) in
        try base.changing(changes, name: name)
      }
      try Saving(store: store, note: note, since: latest?.weights ?? base).save(changed)
    }
  }

  /// `kith weights history`.
  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the versions of a profile, the latest first, and what each changed.")

    @Argument(help: "The profile's name.")
    var name: String

    @OptionGroup var directory: DirectoryOptions

    @Flag(help: "Print the versions as one JSON document.")
    var json = false

    func run() throws {
      let store = try directory.open(.reading)
      let versions = try orFail(Failure.init) { () throws(StoreError) in try store.weightsHistory(of: name) }
      guard !versions.isEmpty else {
        throw Failure(.usage, "no saved weights named '\(name)': see 'kith weights list'")
      }
      let text = WeightsHistoryText(versions: versions)
      if json {
        Output.line(JSONValue.object(text.record).text)
      } else {
        text.lines(.current).forEach { Output.line($0) }
      }
    }
  }

  /// `kith weights import`.
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Save the weights of a file as a new version of a profile.",
      discussion: """
        The file holds {"name":"ours","weights":{"topic":5}}, as 'export' prints it. A feature that is left out has its \
        default weight. The version in the file is passed over: the directory counts its own.

        A linear model that another tool learned on Kith's features ('kith weights features', 'kith batch --format letor') \
        becomes a profile too: its weights are scaled to add up to what the default ones do, and those below 0 count as 0. \
        Formats of models:

        \(LinearModelFormat.help)
        """)

    @Argument(help: "The file; - reads standard input.")
    var file: String

    @Option(help: "The profile's name, instead of the one in the file ('custom' where it has none).")
    var name: String?

    @Option(help: "Why, for whoever reads the history.")
    var note: String?

    @OptionGroup var directory: DirectoryOptions

    func run() throws {
      let weights = try WeightsChoice.file(file)
      let store = try directory.open(.changing)
      let named = weights.named(name ?? weights.name)
      let latest = try orFail(Failure.init) { () throws(StoreError) in try store.savedWeights(named.name) }
      try Saving(store: store, note: note, since: latest?.weights ?? .standard).save(named)
    }
  }

  /// `kith weights export`.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print weights as a JSON file that 'import' and --weights read.")

    @Argument(help: "The name, as ours or ours@2.")
    var name: String

    @OptionGroup var directory: DirectoryOptions

    func run() throws {
      Output.line(JSONValue.object(try WeightsChoice(name).weights(directory).record).indented)
    }
  }

  /// Saves a version and says what it changed.
  private struct Saving {
    let store: DirectoryStore
    let note: String?
    /// What the change is told against.
    let since: Weights

    func save(_ weights: Weights) throws(Failure) {
      let (saved, isNew) = try orFail(Failure.init) { () throws(StoreError) in
        try store.save(weights, note: note)
      }
      let name = WeightsText.name(of: saved.weights)
      guard isNew else {
        Output.line("\(name) has these weights already: no new version")
        return
      }
      let changes = WeightsChange.all(from: since, to: weights).map(\.text)
      Output.line("\(name) saved\(changes.isEmpty ? "" : ": " + changes.joined(separator: ", "))")
    }
  }
}
