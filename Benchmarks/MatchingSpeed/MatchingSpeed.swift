import Dispatch
import Foundation
import GroupMatching
import Synchronization
import TextUnderstanding

/// Measures matching in one process, as `compare/compare.py` asks for it.
///
/// `matching-speed SNAPSHOT MEMBERS.jsonl [--single N] [--batch N] [--kernel NAME]` prints one JSON object with all figures;
/// times are in milliseconds, rates in million pairs of a member and a group a second. `--kernel` takes another of the
/// machine's instruction sets than the fastest: `scalar`, `avx2` or `avx512`.
@main
struct MatchingSpeed {
  private static let usage =
    "usage: matching-speed SNAPSHOT MEMBERS.jsonl [--single N] [--batch N] [--kernel \(kernels.joined(separator: "|"))]"
  private static let kernels = Kernel.available.map(\.name)

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    func option(_ name: String) -> String? {
      arguments.firstIndex(of: name).flatMap { arguments.dropFirst($0 + 1).first }
    }
    func number(_ name: String, _ standard: Int) -> Int { option(name).flatMap(Int.init) ?? standard }
    let wanted = option("--kernel") ?? Kernel.best.name
    guard arguments.count >= 2, let kernel = Kernel.available.first(where: { $0.name == wanted }) else {
      FileHandle.standardError.write(Data((usage + "\n").utf8))
      exit(64)
    }
    let data = try DataDirectory.locate()
    let vocabulary = try Vocabulary(directory: data)
    let tools = try TextTools(TextModel(dataDirectory: data.path))
    let moment = Instant(minutesSinceEpoch: 20_240 * 1440)
    let records = JSONLines(try Data(contentsOf: URL(fileURLWithPath: arguments[1])))
    let members = try records.prefix(max(number("--single", 200), number("--batch", 2000))).map { line in
      try Member(reading: line.record.get(), vocabulary: vocabulary)
    }
    let opening = ContinuousClock.now
    let snapshot = try Snapshot(path: arguments[0], vocabulary: vocabulary, textTools: tools)
    let ranker = Ranker(Matcher(snapshot, kernel: kernel))
    _ = ranker.matches(for: ranker.compile(members[0], at: moment), limit: 10)
    let first = milliseconds(since: opening)
    let single = Array(members.prefix(number("--single", 200)))
    let compiled = single.map { ranker.compile($0, at: moment) }
    let alone = percentiles(single.count) { place in
      for group in ranker.best(for: compiled[place], limit: 10) {
        _ = ranker.contributions(of: group, for: compiled[place])
      }
    }
    let compiling = percentiles(single.count) { _ = ranker.compile(single[$0], at: moment) }
    let prose = percentiles(single.count) { _ = ranker.matches(for: compiled[$0], limit: 10) }
    let batch = members.prefix(number("--batch", 2000)).map { ranker.compile($0, at: moment) }
    let rates = (1...2).map { threads in
      (0..<3).map { _ in rate(of: Array(batch), Matcher(snapshot, kernel: kernel), threads) }.sorted()[1]
    }
    let looked = compiled.map { member in
      _ = ranker.best(for: member, limit: 10)
      return ranker.counts
    }
    let mean = { (part: KeyPath<SearchCounts, Int>) -> JSONValue in
      .number(Double(looked.reduce(0) { $0 + $1[keyPath: part] } / looked.count))
    }
    let figures: JSONObject = [
      "kernel": .string(kernel.name), "groups": .number(Double(snapshot.groups.count)), "firstAnswer": .number(first),
      "single50": .number(alone.median), "single99": .number(alone.late), "compile50": .number(compiling.median),
      "prose50": .number(prose.median), "pairsOneThread": .number(rates[0]), "pairsTwoThreads": .number(rates[1]),
      "blocks": mean(\.blocks), "rows": mean(\.rows), "sketches": mean(\.sketches), "scored": mean(\.scored),
      "products": mean(\.products),
    ]
    print(JSONValue.object(figures).text)
  }

  private static func milliseconds(since start: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - start) / .milliseconds(1)
  }

  /// The median and the 99th percentile of a step, after one round that warms up.
  private static func percentiles(_ count: Int, _ step: (Int) -> Void) -> (median: Double, late: Double) {
    (0..<count).forEach(step)
    let times = (0..<count).map { place in
      let start = ContinuousClock.now
      step(place)
      return milliseconds(since: start)
    }.sorted()
    return (times[count / 2], times[min(count - 1, count * 99 / 100)])
  }

  private static func rate(of members: [CompiledMember], _ matcher: Matcher, _ threads: Int) -> Double {
    let next = Atomic<Int>(0)
    let start = ContinuousClock.now
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      let ranker = Ranker(matcher)
      while true {
        let place = next.add(1, ordering: .relaxed).oldValue
        guard place < members.count else { return }
        _ = ranker.best(for: members[place], limit: 10)
      }
    }
    let seconds = milliseconds(since: start) / 1000
    return Double(members.count) * Double(matcher.snapshot.groups.count) / seconds / 1e6
  }
}
