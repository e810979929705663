import Foundation

/// Feature files of LETOR and SVMlight: `2 qid:10 1:0.03 4:1 # GX008-86-44`, dense or sparse.
///
/// Rows of a query need not follow each other. Where no row has a `qid`, the sizes of queries come from a `.query` file
/// beside, as LightGBM writes it: one number a line.
public enum FeatureFile {
  /// - Parameters:
  ///   - data: The file's content, UTF-8.
  ///   - file: Its name, for errors.
  ///   - sizes: The content and name of the `.query` file, where there is one.
  /// - Throws: ``TuningError`` with file, line and field.
  /// - Complexity: O(bytes + rows · log rows + rows · features).
  public static func read(_ data: Data, file: String, sizes: (data: Data, file: String)? = nil) throws(TuningError)
    -> FeatureTable
  {
    var rows = SparseRows(reader: LineReader(data, file: file))
    while rows.reader.nextLine() { try rows.takeLine() }
    guard !rows.grades.isEmpty else { throw .empty(file: file, expected: "rows such as '2 qid:10 1:0.03 2:1'") }
    if let sizes, rows.lacksQueries {
      rows.queryIDs = try queryIDs(sizes.data, file: sizes.file, rows: rows.grades.count)
    } else if rows.lacksQueries {
      throw .malformed(
        file: file, line: 1, field: "qid", found: "", expected: "qid:ID on each row, or a file \(file).query beside")
    }
    return try rows.table(file)
  }

  /// The query of each row from the sizes of queries.
  private static func queryIDs(_ data: Data, file: String, rows: Int) throws(TuningError) -> [String] {
    var reader = LineReader(data, file: file)
    var ids: [String] = []
    var query = 0
    while reader.nextLine() {
      let left = rows - ids.count
      let field = reader.nextField()
      guard let field, let size = DecimalText.integer(reader.bytes, field), size >= 1 else {
        throw reader.malformed("size", field, "a number of rows, 1 or more")
      }
      guard size <= left else {
        throw reader.malformed("size", field, "a number of rows from 1 to \(left) that are left")
      }
      query += 1
      ids += repeatElement(String(query), count: size)
    }
    guard ids.count == rows else { throw .sizes(file: file, sum: ids.count, rows: rows) }
    return ids
  }
}

/// The rows of a feature file as they were read: only the values that it states.
private struct SparseRows {
  var reader: LineReader
  var queryIDs: [String] = []
  var grades: [Int] = []
  private var documents: [String] = []
  private var ends: [Int] = []
  private var ids: [Int32] = []
  private var values: [Double] = []

  init(reader: LineReader) { self.reader = reader }

  var lacksQueries: Bool { queryIDs.isEmpty }

  mutating func takeLine() throws(TuningError) {
    let comment = reader.cutComment()
    guard let first = reader.nextField() else { return }
    let expected = "a whole number from -1 to \(FeatureTable.gradeLimit)"
    guard let grade = DecimalText.integer(reader.bytes, first), (-1...FeatureTable.gradeLimit).contains(grade) else {
      throw reader.malformed("grade", first, expected)
    }
    grades.append(grade)
    documents.append(comment)
    let start = ids.count
    while let field = reader.nextField() { try take(field, isFirst: ids.count == start) }
    guard lacksQueries || queryIDs.count == grades.count else {
      throw reader.malformed("qid", nil, "qid:ID, as on the rows before")
    }
    try checkOnce(start..<ids.count)
    ends.append(ids.count)
  }

  private mutating func take(_ field: Range<Int>, isFirst: Bool) throws(TuningError) {
    let bytes = reader.bytes
    guard let colon = bytes[field].firstIndex(of: Byte.colon), colon > field.lowerBound, colon + 1 < field.upperBound
    else { throw reader.malformed("feature", field, "NUMBER:VALUE") }
    if let id = DecimalText.integer(bytes, field.lowerBound..<colon) {
      guard (0...FeatureTable.featureIDLimit).contains(id) else {
        throw reader.malformed("feature", field, "a number from 0 to \(FeatureTable.featureIDLimit) before the colon")
      }
      guard let value = DecimalText.number(bytes, colon + 1..<field.upperBound) else {
        throw reader.malformed("feature \(id)", colon + 1..<field.upperBound, "a finite number")
      }
      ids.append(Int32(id))
      values.append(value)
    } else if reader.text(of: field.lowerBound..<colon) == "qid", isFirst, queryIDs.count == grades.count - 1 {
      queryIDs.append(reader.text(of: colon + 1..<field.upperBound))
    } else {
      throw reader.malformed("feature", field, "NUMBER:VALUE, with one qid:ID before the first")
    }
  }

  /// A feature that a row states twice has two values.
  private func checkOnce(_ range: Range<Int>) throws(TuningError) {
    var isAscending = true
    for place in range.dropFirst() where ids[place] <= ids[place - 1] { isAscending = false }
    guard !isAscending else { return }
    let sorted = ids[range].sorted()
    for (one, two) in zip(sorted, sorted.dropFirst()) where one == two {
      throw .repeated(file: reader.file, line: reader.line, what: "feature \(one)")
    }
  }

  func table(_ file: String) throws(TuningError) -> FeatureTable {
    let featureIDs = Set(ids).sorted()
    guard !featureIDs.isEmpty else { throw .empty(file: file, expected: "at least one feature, such as 1:0.03") }
    guard grades.count <= FeatureTable.cellLimit / featureIDs.count else {
      throw .tooLarge(file: file, rows: grades.count, features: featureIDs.count)
    }
    let columns = Dictionary(uniqueKeysWithValues: featureIDs.enumerated().map { ($1, $0) })
    // Most files count features from 0 or 1 without a gap: then a subtraction finds the column.
    let first = featureIDs[0]
    let isDense = Int(featureIDs[featureIDs.count - 1] - first) == featureIDs.count - 1
    var cells = [Double](repeating: 0, count: grades.count * featureIDs.count)
    var start = 0
    for (row, end) in ends.enumerated() {
      for place in start..<end {
        let column = isDense ? Int(ids[place] - first) : columns[ids[place], default: 0]
        cells[row * featureIDs.count + column] = values[place]
      }
      start = end
    }
    return FeatureTable(
      featureIDs: featureIDs.map(Int.init), queryIDs: queryIDs, grades: grades, documents: documents, values: cells)
  }
}

extension LineReader {
  /// Cuts the line at `#` and gives the document's name: the text after `docid =`, or the first word.
  fileprivate mutating func cutComment() -> String {
    guard let hash = bytes[rest].firstIndex(of: Byte.hash) else { return "" }
    let comment = text(of: hash + 1..<rest.upperBound)
    cut(at: hash)
    let words = comment.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "=" || $0 == "\r" })
    if words.count > 1, words[0] == "docid" { return String(words[1]) }
    return words.first.map { String($0.hasPrefix("docid:") ? $0.dropFirst(6) : $0) } ?? ""
  }
}
