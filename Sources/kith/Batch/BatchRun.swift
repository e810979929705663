import Dispatch
import Foundation
import GroupMatching
import Synchronization

/// Matches the members of a list, many at a time, and hands the results on in the order of the list.
///
/// Members are read, matched and written a chunk at a time, so that memory stays bounded however long the list is.
final class BatchRun: Sendable {
  private let matcher: Matcher
  private let data: KithData
  private let places: Places?
  private let top: Int
  private let format: BatchFormat
  private let time: MomentOptions
  /// Where no moment was given, the one at which the batch begins: all members are asked about the same.
  private let now = MomentOptions.now
  private let threads: Int

  /// How many members a thread is given at once.
  private static let chunkForThread = 128

  init(
    _ matcher: Matcher, _ data: KithData, top: Int, format: BatchFormat, time: MomentOptions, threads: Int
  ) {
    self.matcher = matcher
    self.data = data
    places = try? data.places()
    self.top = top
    self.format = format
    self.time = time
    self.threads = threads
  }

  /// Matches all members of a list.
  ///
  /// - Parameter take: Called with the results of each chunk, in order.
  func run(_ lines: MemberLines, take: ([BatchText]) throws -> Void) throws {
    let workers = (0..<threads).map { _ in BatchWorker(Ranker(matcher)) }
    var lines = lines
    while true {
      let chunk = Array(Self.prefix(&lines, threads * Self.chunkForThread))
      if chunk.isEmpty { return }
      let results = ChunkResults(count: chunk.count)
      let next = Atomic<Int>(0)
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        while true {
          let place = next.add(1, ordering: .relaxed).oldValue
          guard place < chunk.count else { return }
          results[place] = text(of: chunk[place], workers[thread].ranker)
        }
      }
      try take(results.all)
    }
  }

  private static func prefix(_ lines: inout MemberLines, _ count: Int) -> [MemberLines.Line] {
    var chunk: [MemberLines.Line] = []
    while chunk.count < count, let line = lines.next() { chunk.append(line) }
    return chunk
  }

  private func text(of line: MemberLines.Line, _ ranker: Ranker) -> BatchText {
    let result = result(of: line, ranker)
    let error: String? = if case .failure(let error) = result.outcome { error.reason } else { nil }
    return BatchText(number: result.number, error: error, text: format.text(of: result))
  }

  private func result(of line: MemberLines.Line, _ ranker: Ranker) -> BatchResult {
    var name = line.name(of: nil)
    do {
      let record = try line.record()
      name = line.name(of: record)
      let member = try settled(Member(reading: record, vocabulary: data.vocabulary))
      let compiled = ranker.compile(member, at: try time.moment(for: member, now: now))
      let ranked = ranker.list(for: compiled, limit: top)
      let list = BatchList(
        ranked: ranked,
        values: format == .letor ? ranked.groups.map { ranker.values(of: $0, for: compiled) } : [])
      return BatchResult(number: line.number, member: name, outcome: .success(list))
    } catch let error as MemberError {
      // Lists are kept: what a member wrote is not repeated in them.
      let reason = error.problems.map(\.withoutValue.description).joined(separator: "; ")
      return BatchResult(number: line.number, member: name, outcome: .failure(BatchError(reason: reason)))
    } catch {
      return BatchResult(number: line.number, member: name, outcome: .failure(BatchError(reason: "\(error)")))
    }
  }

  /// The member with its place and clock looked up. Whose crisis lines to show does not matter here.
  private func settled(_ member: Member) throws -> Member {
    let isSettled = member.location == nil ? member.near == nil : member.timeZone != nil
    guard !isSettled else { return member }
    guard let places else { return try member.settled(in: data.places()) }
    return try member.settled(in: places)
  }
}

/// A ranker that one thread at a time uses.
private struct BatchWorker: @unchecked Sendable {
  let ranker: Ranker

  init(_ ranker: Ranker) { self.ranker = ranker }
}

/// Results that several threads fill in, each place once.
///
/// `@unchecked`: no place is written twice, and all are read when every thread is done.
private final class ChunkResults: @unchecked Sendable {
  private let places: UnsafeMutableBufferPointer<BatchText?>

  init(count: Int) {
    places = .allocate(capacity: count)
    places.initialize(repeating: nil)
  }

  deinit {
    places.deinitialize()
    places.deallocate()
  }

  subscript(place: Int) -> BatchText? {
    get { places[place] }
    set { places[place] = newValue }
  }

  var all: [BatchText] { places.compactMap { $0 } }
}

extension BatchError: CustomStringConvertible {
  var description: String { reason }
}
