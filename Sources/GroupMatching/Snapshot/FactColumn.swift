import TextUnderstanding

/// Rows are looked at in blocks of 64, one for each bit of a word.
enum RowBlock {
  static let rows = 64

  /// How many blocks hold a number of rows.
  static func count(for rows: Int) -> Int { (rows + Self.rows - 1) / Self.rows }
}

/// One fact a row, each distinct fact kept once.
///
/// Directories repeat themselves: a hundred thousand groups have a few dozen costs. What a fact means to a member is
/// therefore worked out once a distinct fact, not once a row.
///
/// A class, as the other columns are, so that what a member's plan takes of it is one reference.
final class FactColumn<Fact: StoredFact>: Sendable {
  /// The distinct facts, by code.
  let facts: [Fact]
  let codes: CodeColumn

  init(facts: [Fact], codes: CodeColumn) {
    self.facts = facts
    self.codes = codes
  }

  /// The fact of a row.
  subscript(row: Int) -> Fact { facts[codes[row]] }
}

/// The code of each row, a byte each so that a block of them fits a register.
///
/// Where there are more codes than a byte holds, the byte is a class of codes that lie next to each other, and the code
/// itself stands beside it.
final class CodeColumn: Sendable {
  /// The place among all byte columns, by which ``RowTable`` holds it.
  let place: Int
  /// The number of codes.
  let count: Int
  /// For each row its class; padded to whole blocks.
  let classes: StoredArray<UInt8>
  /// For each row its code, where the class does not say it.
  let wide: StoredArray<UInt32>?
  /// Which classes occur in each block, a bit each; only where there are at most 64.
  let classesOfBlocks: StoredArray<UInt64>?
  /// How codes become classes.
  let classing: CodeClassing

  init(
    place: Int, count: Int, classes: StoredArray<UInt8>, wide: StoredArray<UInt32>?,
    classesOfBlocks: StoredArray<UInt64>?, classing: CodeClassing
  ) {
    self.place = place
    self.count = count
    self.classes = classes
    self.wide = wide
    self.classesOfBlocks = classesOfBlocks
    self.classing = classing
  }

  /// The number of classes, 1…256.
  var classCount: Int { min(max(count, 1), CodeClassing.most) }

  /// The code of a row.
  @inline(__always)
  subscript(row: Int) -> Int { wide.map { Int($0[row]) } ?? Int(classes[row]) }

  /// The class of a code.
  @inline(__always)
  func classOf(_ code: Int) -> Int { classing.classOf(code, of: count) }
}

/// How the codes of a column with more than 256 of them share classes.
enum CodeClassing: UInt8, Sendable {
  /// Codes are in order of how often they occur: the first have a class each, all others share the last.
  case frequentAlone = 0
  /// Codes are in the order of their facts: neighbours share a class.
  case neighbours = 1

  /// The most classes.
  static let most = 256

  @inline(__always)
  func classOf(_ code: Int, of count: Int) -> Int {
    if count <= Self.most { return code }
    switch self {
    case .frequentAlone: return min(code, Self.most - 1)
    case .neighbours: return code * Self.most / count
    }
  }

  /// For each class the greatest number of its codes; of more than ``most`` of them.
  func greatestOfClasses(_ numbers: [Int32]) -> [Int32] {
    switch self {
    case .frequentAlone:
      let last = Self.most - 1
      return numbers[..<last] + [numbers[last...].reduce(.min) { max($0, $1) }]
    case .neighbours:
      var greatest = [Int32](repeating: .min, count: Self.most)
      for (code, number) in numbers.enumerated() {
        let ofClass = classOf(code, of: numbers.count)
        greatest[ofClass] = max(greatest[ofClass], number)
      }
      return greatest
    }
  }
}

extension SectionWriter {
  /// Adds a column as sections.
  ///
  /// - Parameters:
  ///   - facts: One a row.
  ///   - order: By which facts are numbered; `nil` for by how often they occur.
  /// - Returns: The bytes of the column.
  /// - Complexity: O(rows + distinct · log distinct).
  mutating func add<Fact: StoredFact>(
    column name: String, _ facts: [Fact], orderedBy order: ((Fact, Fact) -> Bool)? = nil
  ) throws(SnapshotError) -> [UInt8] {
    let (classes, distinct) = try add(codes: name, of: facts, orderedBy: order)
    try add("\(name).facts", facts: distinct)
    return classes
  }

  /// Adds the codes of a column as sections, and not what they stand for.
  ///
  /// - Returns: The bytes of the column, and the distinct facts by code.
  mutating func add<Fact: Hashable>(
    codes name: String, of facts: [Fact], orderedBy order: ((Fact, Fact) -> Bool)? = nil
  ) throws(SnapshotError) -> (classes: [UInt8], distinct: [Fact]) {
    var firstCode: [Fact: Int] = [:]
    var distinct: [(fact: Fact, rows: Int, first: Int)] = []
    let coded = facts.map { fact in
      if let code = firstCode[fact] {
        distinct[code].rows += 1
        return code
      }
      firstCode[fact] = distinct.count
      distinct.append((fact, 1, distinct.count))
      return distinct.count - 1
    }
    // The frequent first; of equally frequent ones the one that came first, so that the numbers are settled.
    let ordered = distinct.sorted { one, other in
      if let order { return order(one.fact, other.fact) }
      return (other.rows, one.first) < (one.rows, other.first)
    }
    var codeOfFirst = [Int](repeating: 0, count: distinct.count)
    for (code, fact) in ordered.enumerated() { codeOfFirst[fact.first] = code }
    let codes = coded.map { codeOfFirst[$0] }
    let classing: CodeClassing = order == nil ? .frequentAlone : .neighbours
    let classes = codes.map { UInt8(classing.classOf($0, of: distinct.count)) }
    try add("\(name).classing", [classing.rawValue])
    try add(classes: classes, of: name, count: distinct.count)
    if distinct.count > CodeClassing.most { try add("\(name).wide", codes.map(UInt32.init)) }
    return (classes, ordered.map(\.fact))
  }

  /// Adds the bytes of a column, and which of them occur in each block.
  mutating func add(classes: [UInt8], of name: String, count: Int) throws(SnapshotError) {
    let blocks = RowBlock.count(for: classes.count)
    try add("\(name).codes", classes + [UInt8](repeating: 0, count: blocks * RowBlock.rows - classes.count))
    guard count <= 64 else { return }
    let occurring = (0..<blocks).map { block in
      classes[block * RowBlock.rows..<min(classes.count, (block + 1) * RowBlock.rows)].reduce(UInt64(0)) {
        $0 | 1 << UInt64($1)
      }
    }
    try add("\(name).blocks", occurring)
  }
}

extension SnapshotSections {
  /// The column of a name.
  func column<Fact: StoredFact>(
    _ name: String, of _: Fact.Type = Fact.self, rows: Int, place: inout Int
  ) throws(SnapshotError) -> FactColumn<Fact> {
    let facts = try facts("\(name).facts", of: Fact.self)
    let codes = try codes(name, count: facts.count, rows: rows, place: &place)
    return FactColumn(facts: facts, codes: codes)
  }

  /// The bytes of the column of a name.
  func codes(_ name: String, count: Int, rows: Int, place: inout Int) throws(SnapshotError) -> CodeColumn {
    let blocks = RowBlock.count(for: rows)
    let classing = try list("\(name).classing", of: UInt8.self, count: 1).first.flatMap(CodeClassing.init(rawValue:))
    defer { place += 1 }
    return CodeColumn(
      place: place, count: count, classes: try list("\(name).codes", count: blocks * RowBlock.rows),
      wide: count > CodeClassing.most ? try list("\(name).wide", count: rows) : nil,
      classesOfBlocks: count <= 64 ? try list("\(name).blocks", count: blocks) : nil,
      classing: classing ?? .frequentAlone)
  }
}
