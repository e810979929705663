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

  @Test("numbers are written as short as they still say something")
  func decimals() {
    #expect(
      [0, 0.5, -1.23456, 0.00234, -0.000012].map(ReportFigure.decimal) == [
        "0.000", "0.500", "-1.235", "0.0023", "0.0000",
      ])
    #expect(ReportFigure.interval(-0.25...0.5) == "-0.250 to 0.500" && ReportFigure.interval(nil).isEmpty)
    #expect(ReportFigure.probability(0.0001) == "< 0.001" && ReportFigure.probability(0.04) == "0.040")
  }

  @Test("a long name keeps both ends, and is there in full for whoever asks")
  func longName() {
    let name = "/home/somebody/a-folder-of-some-depth/model-17.json"
    let short = IntervalPlot.shortened(name)
    #expect(short.count == 28 && name.hasPrefix(short.prefix(13)) && name.hasSuffix(short.suffix(14)))
    #expect(IntervalPlot.shortened("topic") == "topic")
    let plot = IntervalPlot(title: "t", description: "d", rows: [.init(name: name, value: 1, interval: nil)])
    #expect(plot.svg.contains("<title>\(name)</title>") && plot.svg.contains(">\(short)<"))
  }

  @Test("a plot of one value has a frame too")
  func onePoint() {
    let plot = IntervalPlot(title: "t", description: "d", rows: [.init(name: "a", value: 0, interval: nil)])
    #expect(!plot.svg.contains("nan") && !plot.svg.contains("inf\""))
  }

  /// Every plot of a page.
  private func plots(_ page: String) throws -> [String] {
    let parts = page.components(separatedBy: "<svg").dropFirst().map {
      "<svg" + $0.components(separatedBy: "</svg>")[0] + "</svg>"
    }
    for part in parts { #expect(XMLParser(data: Data(part.utf8)).parse()) }
    return parts
  }

  @Test("a page on a feature file has weights, choices and folds, and no plot without its table")
  func featurePage() throws {
    var tuning = FeatureTuning(measure: try Measure(named: "AP"))
    let (train, validation) = (LearnerTests.table(51), LearnerTests.table(52))
    let outcome = try tuning.tune(train, file: "rows.txt")
    #expect(outcome.parts.count == 5 && outcome.parts.flatMap { $0 }.sorted() == Array(train.queries.indices))
    let page = outcome.html
    #expect(try plots(page).count == 3)
    #expect(page.components(separatedBy: "<table>").count - 1 == 3)
    #expect(page.contains("<h2>AP by fold</h2>") && page.contains("part 5") && !page.contains("<script"))
    let other = try tuning.tune(train, validation: validation, file: "rows.txt").html
    #expect(other.contains("validation file") && !other.contains("part 1"))
    tuning.normalization = .pooled
    tuning.prior = .equal
    #expect(try plots(tuning.tune(train, file: "rows.txt").html).count == 1)
  }

  @Test("a page on an evaluation has a plot a measure, and one of the differences where there are several")
  func evaluationPage() throws {
    let table = LearnerTests.table(53)
    let measures = try ["AP", "nDCG@10"].map { try Measure(named: $0) }
    let rankings = [[1.0, 0, 0, 0], [0, 1, 1, 1]].map { weights in
      table.rankings(by: BLAS.rowSums(table.values, columns: 4, weights: weights))
    }
    let names = ["a<1>", "b"]
    let both = Evaluation(
      queries: table.queries.map(\.id), measures: measures, rankings: zip(names, rankings).map { ($0, $1) })
    #expect(try plots(both.html).count == 3)
    #expect(both.html.contains("a&lt;1&gt;") && both.html.contains(measures[1].metric.definition))
    let one = Evaluation(
      queries: table.queries.map(\.id), measures: measures, rankings: [("a", rankings[0])])
    #expect(try plots(one.html).count == 2)
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
    #expect(outcome.model.origin?.validation == best)
    let measure = try Measure(named: "AP")
    #expect(Estimate.mean(outcome.model.rankings(of: validation).map(measure.value)) == best)
    tuning.normalization = .pooled
    tuning.prior = .equal
    #expect(try tuning.tune(train, file: "train.txt").candidates.isEmpty)
    let flat = try FeatureTable(text: "1 qid:1 1:2\n1 qid:1 1:3\n0 qid:2 1:1\n")
    #expect(throws: TuningError.self) { try tuning.tune(flat, file: "flat.txt") }
  }
}
