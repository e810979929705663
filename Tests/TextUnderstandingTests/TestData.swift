import Foundation

@testable import TextUnderstanding

/// Where the tests find the repository's data and their own.
enum TestData {
  static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let repository = tests.deletingLastPathComponent().deletingLastPathComponent()
  static let folder = repository.appendingPathComponent("data").path
  static let table = "\(folder)/embedding/table.semb"
  static let model = TextModel(dataDirectory: folder)

  static func url(_ name: String) -> URL { tests.appendingPathComponent(name) }

  /// A path for a file that a test writes.
  static func temporary(_ name: String) -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)-\(name)").path
  }
}

/// A small generator of the tests' own, so that each run draws the same numbers.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
