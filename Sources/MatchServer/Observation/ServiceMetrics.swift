import Foundation
import Synchronization

/// What the service counts. Nothing in it is about a person: routes, statuses, times and numbers of groups.
final class ServiceMetrics: Sendable {
  /// An answer's labels. Methods that the service does not know count as one, so that nobody can make up labels.
  struct Answer: Hashable {
    let route: String
    let method: String
    let status: Int
  }

  private struct State {
    var answers: [Answer: Int] = [:]
    var seconds: [String: Histogram] = [:]
    var eligible = Histogram(bounds: [0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 100_000])
    var loads = 0
    var failedLoads = 0
    var batchLines = 0
  }

  private let state = Mutex(State())
  /// From half a millisecond to ten seconds.
  private static let secondBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  /// Counts an answer.
  func answered(_ answer: Answer, seconds: Double) {
    state.withLock { state in
      state.answers[answer, default: 0] += 1
      state.seconds[answer.route, default: Histogram(bounds: Self.secondBounds)].observe(seconds)
    }
  }

  /// Counts how many groups were eligible for a member.
  func matched(eligible: Int) { state.withLock { $0.eligible.observe(Double(eligible)) } }

  /// Counts a line of a batch.
  func batchLine() { state.withLock { $0.batchLines += 1 } }

  /// Counts an attempt to load the directory.
  func loaded(successfully isLoaded: Bool) {
    state.withLock { state in
      state.loads += 1
      if !isLoaded { state.failedLoads += 1 }
    }
  }

  /// Everything in the text format of Prometheus.
  ///
  /// - Parameters:
  ///   - served: The snapshot that is served.
  ///   - inFlight: How many requests are worked on.
  func text(served: ServedSnapshot?, inFlight: Int, now: Date) -> String {
    let state = state.withLock { $0 }
    var text = PrometheusText()
    text.family("kith_http_requests_total", .counter, "Requests answered.")
    for (answer, count) in state.answers.sorted(by: { $0.key < $1.key }) {
      text.sample(
        "kith_http_requests_total",
        [("route", answer.route), ("method", answer.method), ("status", "\(answer.status)")], Double(count))
    }
    text.family("kith_http_request_seconds", .histogram, "Time from a request's head to its answer.")
    for (route, histogram) in state.seconds.sorted(by: { $0.key < $1.key }) {
      text.histogram("kith_http_request_seconds", [("route", route)], histogram)
    }
    text.single("kith_http_requests_in_flight", .gauge, "Requests worked on now.", Double(inFlight))
    text.family("kith_eligible_groups", .histogram, "Groups eligible for a member.")
    text.histogram("kith_eligible_groups", [], state.eligible)
    text.single("kith_batch_lines_total", .counter, "Lines of batches answered.", Double(state.batchLines))
    text.single("kith_snapshot_loads_total", .counter, "Attempts to load the directory.", Double(state.loads))
    text.single("kith_snapshot_load_failures_total", .counter, "Attempts that failed.", Double(state.failedLoads))
    if let served {
      text.single("kith_snapshot_groups", .gauge, "Groups in the snapshot.", Double(served.snapshot.groupCount))
      text.single(
        "kith_snapshot_age_seconds", .gauge, "Time since the snapshot was loaded.",
        max(0, now.timeIntervalSince(served.loadedAt)))
    }
    return text.text
  }
}

extension ServiceMetrics.Answer: Comparable {
  static func < (left: Self, right: Self) -> Bool {
    (left.route, left.method, left.status) < (right.route, right.method, right.status)
  }
}

/// How often values fell below each of some bounds.
struct Histogram: Sendable {
  let bounds: [Double]
  /// By bound, not added up; the last counts what is above all of them.
  private(set) var counts: [Int]
  private(set) var sum = 0.0

  init(bounds: [Double]) {
    self.bounds = bounds
    counts = [Int](repeating: 0, count: bounds.count + 1)
  }

  mutating func observe(_ value: Double) {
    counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
    sum += value
  }
}
