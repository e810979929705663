import Foundation
import GroupMatching

@testable import WeightTuning

/// The goldens, and small tables.
enum Goldens {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Goldens", isDirectory: true)

  static func data(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }

  static func json<Content: Decodable>(_ name: String, as _: Content.Type) throws -> Content {
    try JSONDecoder().decode(Content.self, from: data(name))
  }
}

extension FeatureTable {
  /// The table of a feature file's text.
  init(text: String, sizes: String? = nil) throws(TuningError) {
    self = try FeatureFile.read(
      Data(text.utf8), file: "rows.txt", sizes: sizes.map { (Data($0.utf8), "rows.txt.query") })
  }
}

/// Whether two numbers are equal but for rounding.
func isClose(_ one: Double, _ two: Double, within tolerance: Double = 1e-9) -> Bool {
  abs(one - two) <= tolerance * max(1, abs(one), abs(two))
}

extension SplitMix64 {
  /// A normal variable of mean 0 and deviation 1.
  mutating func normal() -> Double {
    (-2 * log(1 - fraction())).squareRoot() * cos(2 * .pi * fraction())
  }
}

/// A model as its file has it.
enum JSONText {
  static func of(_ model: LinearModel) -> String { JSONValue.object(model.record).text }
}
