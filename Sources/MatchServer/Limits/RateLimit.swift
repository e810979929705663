import Synchronization

/// A token bucket a client: so many requests at once, and so many a second in the long run.
///
/// - SeeAlso: ITU-T I.371, the continuous-state leaky bucket, of which this is the mirror image.
final class RateLimit: Sendable {
  private struct Bucket {
    var tokens: Double
    var filledAt: ContinuousClock.Instant
  }

  private let perSecond: Double
  private let burst: Double
  /// More clients than this are not told apart for long: the fullest buckets are forgotten, which costs nobody anything.
  private let maximumClients: Int
  private let buckets = Mutex<[[UInt8]: Bucket]>([:])

  /// - Parameter perSecond: 0 sets no limit.
  init(perSecond: Double, burst: Int, maximumClients: Int = 100_000) {
    self.perSecond = perSecond
    self.burst = Double(burst)
    self.maximumClients = maximumClients
  }

  /// How many clients are told apart now.
  var clientCount: Int { buckets.withLock { $0.count } }

  /// Takes a token for a request.
  ///
  /// - Returns: `nil` where there was one, else the seconds until there is one again.
  /// - Complexity: O(1); O(clients) once in `maximumClients` new ones.
  func take(for client: [UInt8], at now: ContinuousClock.Instant) -> Double? {
    guard perSecond > 0 else { return nil }
    return buckets.withLock { buckets in
      if buckets.count >= maximumClients, buckets[client] == nil { forgetFull(&buckets, now) }
      var bucket = buckets[client] ?? Bucket(tokens: burst, filledAt: now)
      bucket.tokens = tokens(in: bucket, at: now)
      bucket.filledAt = now
      defer { buckets[client] = bucket }
      guard bucket.tokens >= 1 else { return (1 - bucket.tokens) / perSecond }
      bucket.tokens -= 1
      return nil
    }
  }

  private func tokens(in bucket: Bucket, at now: ContinuousClock.Instant) -> Double {
    min(burst, bucket.tokens + (now - bucket.filledAt) / .seconds(1) * perSecond)
  }

  private func forgetFull(_ buckets: inout [[UInt8]: Bucket], _ now: ContinuousClock.Instant) {
    buckets = buckets.filter { tokens(in: $0.value, at: now) < burst }
    // Nobody is full: a flood from many addresses. Starting anew keeps the memory bounded.
    if buckets.count >= maximumClients { buckets = [:] }
  }
}
