import Foundation
import GroupMatching

/// Weights by name or file.
enum ProfileChoice {
  /// A preset, or the weights of a JSON file where no preset has the name.
  static func weights(_ name: String) throws(Failure) -> Weights {
    if Weights.presets.contains(where: { $0.name == name }) || !FileManager.default.fileExists(atPath: name) {
      return try orFail({ Failure(.usage, "\($0)") }) { () throws(WeightsError) in try Weights.preset(named: name) }
    }
    let fields = try Input.object(name, of: "weights")
    return try orFail({ Failure(.badData, "\(name): \($0)") }) { () throws(WeightsFileError) in
      try Weights(reading: fields)
    }
  }
}
