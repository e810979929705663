import Foundation
import Testing

@testable import WeightTuning

@Suite("Feature files")
struct FeatureFileTests {
  @Test("dense, sparse, with and without comments, CRLF and a last line without an end")
  func reading() throws {
    let table = try FeatureTable(
      text: "2 qid:10 1:0.5 2:-1e-3 3:7 #docid = GX1 inc = 1 prob = 0.2\r\n\n0 qid:10 3:1 # GX2\r\n1 qid:9 2:.25")
    #expect(table.featureIDs == [1, 2, 3])
    #expect(table.queries.map(\.id) == ["9", "10"])
    #expect(table.queries.map(\.rows) == [0..<1, 1..<3])
    #expect(table.grades == [1, 0, 2])
    #expect(table.documents == ["", "GX2", "GX1"])
    #expect(table.values == [0, 0.25, 0, 0, 0, 1, 0.5, -0.001, 7])
  }

  @Test("LightGBM's sizes give the queries")
  func sizes() throws {
    let table = try FeatureTable(text: "0 7:1\n1 7:2\n2 9:3\n", sizes: "2\n1\n")
    #expect(table.queries.map(\.rows.count) == [2, 1])
    #expect(table.featureIDs == [7, 9])
    let withQueries = try FeatureTable(text: "0 qid:a 7:1\n", sizes: "5\n")
    #expect(withQueries.queries.map(\.id) == ["a"])
  }

  @Test("the order of rows changes nothing")
  func order() throws {
    let lines = (0..<40).map { "\($0 % 3) qid:\($0 % 7) 1:\($0 * 31 % 17) 4:\($0 * 7 % 5) # d\($0)" }
    let table = try FeatureTable(text: lines.joined(separator: "\n"))
    var random = SplitMix64(seed: 1)
    for _ in 0..<5 {
      #expect(try FeatureTable(text: lines.shuffled(using: &random).joined(separator: "\n")) == table)
    }
  }

  @Test(
    "what is wrong is named with file, line and field",
    arguments: [
      ("x qid:1 1:2", "rows.txt:1: grade: 'x', expected a whole number from -1 to 100"),
      ("1 qid:1 1:2\n0.5 qid:1 1:2", "rows.txt:2: grade: '0.5', expected a whole number from -1 to 100"),
      ("1 qid:1 1:2\n0 qid:1 1:abc", "rows.txt:2: feature 1: 'abc', expected a finite number"),
      ("1 qid:1 1:nan", "rows.txt:1: feature 1: 'nan', expected a finite number"),
      ("1 qid:1 1:1e999", "rows.txt:1: feature 1: '1e999', expected a finite number"),
      ("1 qid:1 -4:1", "rows.txt:1: feature: '-4:1', expected a number from 0 to 100000000 before the colon"),
      ("1 qid:1 junk", "rows.txt:1: feature: 'junk', expected NUMBER:VALUE"),
      ("1 qid:1 3:", "rows.txt:1: feature: '3:', expected NUMBER:VALUE"),
      ("1 1:2 qid:1", "rows.txt:1: feature: 'qid:1', expected NUMBER:VALUE, with one qid:ID before the first"),
      ("1 qid:1 1:2\n1 1:2", "rows.txt:2: qid: missing, expected qid:ID, as on the rows before"),
      ("1 1:2\n1 qid:1 1:2", "rows.txt:2: feature: 'qid:1', expected NUMBER:VALUE, with one qid:ID before the first"),
      ("1 qid:1 2:1 1:2 2:3", "rows.txt:1: feature 2 a second time, expected it once"),
      ("1 1:2", "rows.txt:1: qid: missing, expected qid:ID on each row, or a file rows.txt.query beside"),
      ("", "rows.txt: empty, expected rows such as '2 qid:10 1:0.03 2:1'"),
      ("# only a comment", "rows.txt: empty, expected rows such as '2 qid:10 1:0.03 2:1'"),
      ("1 qid:1", "rows.txt: empty, expected at least one feature, such as 1:0.03"),
    ])
  func errors(text: String, message: String) {
    let error = #expect(throws: TuningError.self) { try FeatureTable(text: text) }
    #expect(error?.description == message)
  }

  @Test(
    "sizes that do not fit are named",
    arguments: [
      ("1\n", "rows.txt.query: the sizes add up to 1, expected the 2 rows"),
      ("1\n3\n", "rows.txt.query:2: size: '3', expected a number of rows from 1 to 1 that are left"),
      ("x\n", "rows.txt.query:1: size: 'x', expected a number of rows, 1 or more"),
      ("0\n2\n", "rows.txt.query:1: size: '0', expected a number of rows, 1 or more"),
    ])
  func badSizes(sizes: String, message: String) {
    let error = #expect(throws: TuningError.self) { try FeatureTable(text: "1 1:2\n0 1:3", sizes: sizes) }
    #expect(error?.description == message)
  }

  @Test("columns of other features are 0, and those not asked for go")
  func otherFeatures() throws {
    let table = try FeatureTable(text: "1 qid:1 1:2 3:4\n0 qid:1 1:5\n").withFeatures([2, 3])
    #expect(table.featureIDs == [2, 3])
    #expect(table.values == [0, 0, 0, 4])
  }

  @Test("decimal texts read as the C library reads them")
  func decimals() {
    var random = SplitMix64(seed: 9)
    var texts = [
      "0", "-0", "1.", ".5", "+3", "1e22", "1e-22", "123456789012345678", "0.1", "9007199254740993", "5e-324",
    ]
    for _ in 0..<2000 {
      let mantissa = String(random.next() >> UInt64(random.place(below: 63)))
      let point = random.place(below: mantissa.count + 1)
      texts.append("\(mantissa.prefix(point)).\(mantissa.dropFirst(point))e\(random.place(below: 60) - 30)")
    }
    for text in texts {
      let bytes = Array(text.utf8)
      #expect(DecimalText.number(bytes, bytes.indices) == strtod(text, nil), "\(text)")
    }
    for text in ["", "-", ".", "e5", "1e", "1e+", "0x10", "1,5", "inf", "1 ", "--1"] {
      let bytes = Array(text.utf8)
      #expect(DecimalText.number(bytes, bytes.indices) == nil, "\(text)")
    }
  }

  @Test("the same query is in the same fold wherever it stands, and folds are of one size")
  func folds() {
    let names = (1...23).map { "q\($0)" }
    let folds = QueryFolds.folds(of: names, 5)
    #expect(folds.map(\.count).sorted() == [4, 4, 5, 5, 5])
    #expect(folds.flatMap { $0 }.sorted() == Array(names.indices))
    let reversed = QueryFolds.folds(of: names.reversed(), 5)
    #expect(folds.map { Set($0.map { names[$0] }) } == reversed.map { Set($0.map { names[22 - $0] }) })
  }
}
