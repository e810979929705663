import ArgumentParser
import Foundation
import GroupMatching

/// `kith batch`: a whole member list against a whole directory.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: "Match a whole list of members, exactly, and write a short list for each.",
    discussion: """
      Members are JSON Lines, or a table with a header whose columns are a member's fields (lists parted by semicolons). \
      Lists come in the order of the members. A member that cannot be read gets an error in place of a list, and the \
      batch goes on.

        kith batch --members members.jsonl --output lists.jsonl
      """)

  @Option(help: ArgumentHelp("The members; - reads standard input.", valueName: "file"))
  var members: String

  @Option(name: .shortAndLong, help: ArgumentHelp("Where the lists go; - writes standard output.", valueName: "file"))
  var output: String

  @Option(help: "How many groups a list holds at most.")
  var top = 10

  @Option(help: "How lists are written: \(BatchFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format = BatchFormat.jsonl

  @Option(help: "How many threads work. Default: one a core.")
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Flag(help: "Stop at the first member that cannot be read.")
  var strict = false

  @Flag(help: "Go on after the last member whose list the output file holds whole.")
  var resume = false

  @OptionGroup var matching: MatchingOptions
  @OptionGroup var source: SnapshotOptions

  func validate() throws {
    guard (1...1000).contains(top) else { throw ValidationError("--top \(top): expected 1 to 1000") }
    guard (1...512).contains(threads) else { throw ValidationError("--threads \(threads): expected 1 to 512") }
    guard !resume || output != "-" else { throw ValidationError("--resume needs an output file to go on with") }
  }

  func run() throws {
    let data = try KithData(readsTexts: true)
    let input = try open(members)
    var lines = try MemberLines(input.file, name: members == "-" ? "standard input" : members)
    let matcher = Matcher(
      try source.open(data, readsTexts: true), weights: try matching.chosenWeights(source.directory))
    let written = try BatchOutput(output, format, resumes: resume)
    if let last = written.lastMember { try skip(&lines, through: last) }
    let batch = BatchRun(
      matcher, data, top: top, format: format, time: matching.time, threads: threads)
    var progress = BatchProgress(input.file, size: input.size)
    var failures = 0
    try batch.run(lines) { results in
      var text = ""
      for result in results {
        if let error = result.error {
          failures += 1
          if strict {
            try written.write(text)
            throw Failure(.badData, "\(members): line \(result.number): \(error); the lists before it are written")
          }
          if !format.holdsErrors { Output.error("kith: line \(result.number): \(error)") }
        }
        text += result.text
      }
      try written.write(text)
      progress.advance(by: results.count)
    }
    progress.finish()
    if failures > 0 { Output.error("kith: \(counted(failures, "member")) could not be read") }
  }

  private func open(_ path: String) throws(Failure) -> (file: FileHandle, size: Int?) {
    guard path != "-" else { return (.standardInput, nil) }
    guard let file = FileHandle(forReadingAtPath: path) else { throw Failure(.noInput, "\(path): cannot be opened") }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (file, attributes?[.size] as? Int)
  }

  /// Passes over the members up to the last one whose list is written.
  private func skip(_ lines: inout MemberLines, through last: String) throws(Failure) {
    while let line = lines.next() {
      if format.name(of: line.name(of: try? line.record())) == last { return }
    }
    throw Failure(
      .badData, "\(output): its last member '\(last)' is not in \(members): expected the list it was made of")
  }
}
