import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import WeightTuning

@Suite("Reports")
struct ReportTests {
  @Test("texts are escaped, tables name their rows and columns")
  func html() {
    var body = HTMLText()
    body.line("p", "a < b & \"c\"")
    body.table(caption: "C", header: ["x", "y"], rows: [["<r>", "1"]])
    let page = HTMLText.page(title: "T & U", body: body)
    #expect(page.contains("<p>a &lt; b &amp; &quot;c&quot;</p>"))
    #expect(page.contains("<th scope=\"row\">&lt;r&gt;</th><td>1</td>"))
    #expect(page.contains("<title>T &amp; U</title>") && page.contains("lang=\"en\""))
    #expect(!page.contains("<script") && !page.contains("http"))
  }

  @Test("a plot is well-formed XML, says what it shows, and stays within its frame")
  func plot() throws {
    let plot = IntervalPlot(
      title: "Weights", description: "Bars & dots",
      rows: [
        .init(name: "topic <1>", value: 2, interval: 1...4, before: 3), .init(name: "cost", value: 0.5, interval: nil),
      ], reference: 1)
    let parser = XMLParser(data: Data(plot.svg.utf8))
    let marks = Marks()
    parser.delegate = marks
    #expect(parser.parse())
    #expect(marks.names.contains("title") && marks.names.contains("desc"))
    #expect(marks.centres.count == 3)
    #expect(marks.centres.allSatisfy { $0 >= 190 && $0 <= 770 })
  }

  @Test("a plot of one value has a frame too")
  func onePoint() {
    let plot = IntervalPlot(title: "t", description: "d", rows: [.init(name: "a", value: 0, interval: nil)])
    #expect(!plot.svg.contains("nan") && !plot.svg.contains("inf\""))
  }

  private final class Marks: NSObject, XMLParserDelegate {
    var names: Set<String> = []
    var centres: [Double] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      names.insert(name)
      if let x = attributes["cx"].flatMap(Double.init) { centres.append(x) }
    }
  }

  @Test("a model reads back as it was written, and what is none is refused")
  func model() throws {
    let table = LearnerTests.table(21)
    let outcome = try FeatureTuning(measure: Measure(named: "nDCG@5")).tune(table, file: "rows.txt")
    let text = outcome.model.record.reduce(into: "") { $0 += "\($1.key)" }
    #expect(text.contains("features"))
    let data = Data(JSONText.of(outcome.model).utf8)
    let model = try LinearModel(reading: data, file: "model.json")
    #expect(model.entries == outcome.model.entries && model.normalization.id == outcome.model.normalization.id)
    #expect(model.scores(of: table) == outcome.model.scores(of: table))
    for bad in ["", "[]", "{}", "{\"kind\":\"kith-linear-model\",\"version\":2}"] {
      #expect(throws: TuningError.self) { try LinearModel(reading: Data(bad.utf8), file: "model.json") }
    }
  }

  @Test("tuning on a file picks by validation what does best there, and learns from files with gaps")
  func featureTuning() throws {
    let (train, validation) = (LearnerTests.table(31, queries: 30), LearnerTests.table(32, queries: 30))
    var tuning = FeatureTuning(measure: try Measure(named: "AP"))
    let outcome = try tuning.tune(train, validation: validation, file: "train.txt")
    #expect(outcome.candidates.count == Normalization.all.count * PriorDirection.all.count)
    let best = try #require(outcome.candidates.map(\.mean).max())
    #expect(outcome.model.origin.validation == best)
    let measure = try Measure(named: "AP")
    #expect(Estimate.mean(outcome.model.rankings(of: validation).map(measure.value)) == best)
    tuning.normalization = .pooled
    tuning.prior = .equal
    #expect(try tuning.tune(train, file: "train.txt").candidates.isEmpty)
    let flat = try FeatureTable(text: "1 qid:1 1:2\n1 qid:1 1:3\n0 qid:2 1:1\n")
    #expect(throws: TuningError.self) { try tuning.tune(flat, file: "flat.txt") }
  }
}
