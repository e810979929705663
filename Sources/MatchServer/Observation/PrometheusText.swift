import GroupMatching

/// Writes metrics in the text format of Prometheus.
///
/// - SeeAlso: "Exposition formats", version 0.0.4.
struct PrometheusText {
  /// What a family of metrics is.
  enum Kind: String {
    case counter, gauge, histogram
  }

  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  private(set) var text = ""

  /// Begins a family of metrics.
  mutating func family(_ name: String, _ kind: Kind, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  /// A family of one sample without labels.
  mutating func single(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
    family(name, kind, help)
    sample(name, [], value)
  }

  /// One sample of the family begun last.
  mutating func sample(_ name: String, _ labels: [(name: String, value: String)], _ value: Double) {
    let list = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
    text += name + (list.isEmpty ? "" : "{\(list)}") + " \(JSONValue.number(value).text)\n"
  }

  /// The samples of a histogram, each bucket with all that are below it.
  mutating func histogram(_ name: String, _ labels: [(name: String, value: String)], _ histogram: Histogram) {
    var total = 0
    for (index, count) in histogram.counts.enumerated() {
      total += count
      let bound = index < histogram.bounds.count ? JSONValue.number(histogram.bounds[index]).text : "+Inf"
      sample(name + "_bucket", labels + [("le", bound)], Double(total))
    }
    sample(name + "_sum", labels, histogram.sum)
    sample(name + "_count", labels, Double(total))
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
