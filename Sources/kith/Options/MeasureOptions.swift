import ArgumentParser
import Foundation
import WeightTuning

/// Which measures are computed, and with which random numbers resampling is done.
struct MeasureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The measures, with commas between: \(Metric.all.map(\.pattern).joined(separator: ", ")).", valueName: "names"))
  var metrics = "AP,nDCG@10"

  @Option(help: "The seed of resampling: equal seeds give equal intervals.")
  var seed: UInt64 = 1

  var measures: [Measure] {
    get throws {
      try metrics.split(separator: ",").map { name in
        try orFail({ Failure(.usage, "--metrics: \($0)") }) { () throws(TuningError) in
          try Measure(named: String(name).trimmingCharacters(in: .whitespaces))
        }
      }
    }
  }
}

/// Feature files from disk.
enum FeatureInput {
  /// The table of a file; where a file `NAME.query` lies beside, it gives the queries of rows without `qid`.
  static func table(_ path: String) throws(Failure) -> FeatureTable {
    let data = try Input.read(path)
    let beside = path + ".query"
    let sizes = path != "-" && FileManager.default.fileExists(atPath: beside) ? try Input.read(beside) : nil
    return try orFail(Failure.init) { () throws(TuningError) in
      try FeatureFile.read(data, file: path, sizes: sizes.map { ($0, beside) })
    }
  }

  /// A model that `kith tune` or another tool wrote.
  static func model(_ path: String) throws(Failure) -> LinearModel {
    let data = try Input.read(path)
    return try orFail(Failure.init) { () throws(TuningError) in try LinearModel(readingAny: data, file: path) }
  }
}
