import ArgumentParser
import DirectoryFormats
import DirectoryStore
import Foundation
import GroupMatching

/// `kith import`: directories into the store.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read directories into the store and account for every row.",
    discussion: """
      One transaction a file: either all of it is taken in, or the directory stays as it was. A file of a source that was \
      imported before replaces what that source had: changed groups are updated, and those it no longer lists are kept, \
      marked as withdrawn and not matched. Rows that cannot be used are put in quarantine with the reason; see \
      'kith directory check'.

      Formats:
      \(DirectoryFormat.all.map { "  \($0.id): \($0.summary)" }.joined(separator: "\n"))
      """)

  @Argument(help: ArgumentHelp("The files to read; - reads standard input.", valueName: "file"))
  var files: [String]

  @Option(help: "The format: auto, \(DirectoryFormat.all.map(\.id).joined(separator: ", ")).")
  var format = "auto"

  @Option(help: "The source's name, by which a later import replaces this one. Default: the file's name.")
  var source: String?

  @Option(help: ArgumentHelp("A topic that every group of the file has. Repeat for more.", valueName: "slug"))
  var topic: [String] = []

  @Option(
    help: ArgumentHelp(
      "Whose feed it is, such as aa, na or al-anon: gives the topic and what codes mean.", valueName: "id"))
  var fellowship: String?

  @Flag(help: "Read and report, but store nothing.")
  var dryRun = false

  @Option(help: ArgumentHelp("Write the report, with every quarantined row, to a JSON file.", valueName: "file"))
  var report: String?

  @OptionGroup var directory: DirectoryOptions

  func validate() throws {
    guard files.count == 1 || source == nil else {
      throw ValidationError("--source names one directory: import its files one by one, or as one file")
    }
    guard format == "auto" || DirectoryFormat.named(format) != nil else {
      let known = (["auto"] + DirectoryFormat.all.map(\.id)).joined(separator: ", ")
      throw ValidationError("--format '\(format)': expected one of \(known)")
    }
    guard Set(files).count == files.count else { throw ValidationError("a file is named twice") }
  }

  func run() throws {
    let data = try KithData()
    let fellowships = try orFail({ Failure(.badData, "\($0)") }) { () throws(FormatError) in
      try Fellowships(directory: data.folder, vocabulary: data.vocabulary)
    }
    let topics = try topic.map { try FlagText.topic($0, data.vocabulary.taxonomy) }
    let chosen = try fellowship.map { id in
      try orFail({ Failure(.usage, "--fellowship: \($0)") }) { () throws(FormatError) in try fellowships.named(id) }
    }
    // Every file is read before the first is stored: a mistake in the last one is seen at once.
    let places = try data.places()
    var reports = try files.map { path in
      let options = try orFail({ Failure(.usage, "--source: \($0)") }) { () throws(FormatError) in
        try ReadingOptions(
          vocabulary: data.vocabulary, fellowships: fellowships, places: places, source: sourceName(path),
          fellowship: chosen, topics: topics, today: .today)
      }
      return try read(path, options)
    }
    let store = dryRun ? try trialStore(data) : try directory.open(.writing)
    for index in reports.indices {
      try deliver(&reports[index], to: store)
      Output.line(reports[index].text)
    }
    if let report {
      let records = reports.map { JSONValue.object($0.json) }
      try Output.file((records.count == 1 ? records[0] : .array(records)).indented + "\n", to: report)
    }
  }

  private func sourceName(_ path: String) -> String {
    source ?? (path == "-" ? "standard-input" : URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent)
  }

  private func read(_ path: String, _ options: ReadingOptions) throws -> ImportReport {
    let bytes = try Input.read(path)
    return try orFail({ Failure(.badData, "\(path): \($0)") }) { () throws(FormatError) in
      let content = try DirectoryContent(bytes)
      let format = if let named = DirectoryFormat.named(format) { named } else { try DirectoryFormat.detect(content) }
      let reading = try format.read(content, options)
      return ImportReport(file: path, format: format, options: options, reading: reading)
    }
  }

  /// A dry run says what would change, so it works on what the directory holds now.
  private func trialStore(_ data: KithData) throws -> DirectoryStore {
    try orFail(Failure.init) { () throws(StoreError) in
      FileManager.default.fileExists(atPath: directory.path)
        ? try DirectoryStore(copyOf: directory.path) : try DirectoryStore()
    }
  }

  private func deliver(_ report: inout ImportReport, to store: DirectoryStore) throws {
    let reading = report.reading
    // An import that finds nothing would withdraw everything: a broken download must not empty a directory.
    guard !reading.groups.isEmpty else {
      Output.error(report.text)
      throw Failure(
        .badData, "\(report.file): none of its \(counted(reading.rowsRead, "row")) can be used; nothing was changed")
    }
    let delivery = Delivery(
      source: report.source, format: report.format, file: report.file, groups: reading.groups.map(\.group),
      rowsRead: reading.rowsRead, mergedAsSession: reading.mergedAsSession,
      quarantined: reading.quarantined.map {
        QuarantinedRecord(row: $0.row, groupID: $0.id, reason: $0.reason.description, record: $0.record)
      })
    let outcome = try orFail(Failure.init) { () throws(StoreError) in try store.receive(delivery) }
    let taken = Dictionary(uniqueKeysWithValues: outcome.conflicts.map { ($0.groupID, $0.otherSource) })
    report.reading = reading.quarantining(takenIDs: taken)
    report.isDryRun = dryRun
    report.imported = outcome.imported
    report.updated = outcome.updated
    report.unchanged = outcome.unchanged
    report.withdrawn = outcome.withdrawn
  }
}
