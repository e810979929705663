import Foundation
import Synchronization

/// Work that falls into parts which know nothing of each other, spread over the processors.
///
/// Each part is computed as it would be alone and stands at its own place, so that the number of threads changes nothing.
enum Concurrently {
  /// - Parameters:
  ///   - count: How many parts there are.
  ///   - part: The part at a place.
  /// - Throws: The first part's error, in the order of places.
  static func map<Part: Sendable>(
    _ count: Int, _ part: @Sendable (Int) throws(TuningError) -> Part
  ) throws(TuningError) -> [Part] {
    let results = Mutex([Result<Part, TuningError>?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { place in
      let result: Result<Part, TuningError>
      do throws(TuningError) { result = .success(try part(place)) } catch { result = .failure(error) }
      results.withLock { $0[place] = result }
    }
    var parts: [Part] = []
    for result in results.withLock({ $0 }) {
      if let result { parts.append(try result.get()) }
    }
    return parts
  }
}
