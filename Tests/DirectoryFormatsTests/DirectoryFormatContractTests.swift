import DirectoryFormats
import Foundation
import GroupMatching
import Testing

/// What holds for every format, future ones included.
@Suite struct DirectoryFormatContractTests {
  @Test(arguments: DirectoryFormat.all)
  func recognisesItsOwnSampleAndNoOther(format: DirectoryFormat) throws {
    for other in DirectoryFormat.all {
      let content = try DirectoryContent(Support.sample(of: other))
      let likeness = format.recognizes(content)
      #expect(format.id == other.id ? likeness > 0.9 : likeness < 0.5, "\(format.id) on \(other.id): \(likeness)")
      #expect(try DirectoryFormat.detect(content).id == other.id)
    }
  }

  @Test(arguments: DirectoryFormat.all)
  func isFoundByItsIDAndHasASummary(format: DirectoryFormat) {
    #expect(DirectoryFormat.named(format.id)?.id == format.id)
    #expect(!format.summary.isEmpty)
    #expect(DirectoryFormat.all.filter { $0.id == format.id }.count == 1)
  }

  @Test(arguments: DirectoryFormat.all)
  func accountsForEveryRow(format: DirectoryFormat) throws {
    let reading = try format.read(Support.sample(of: format), Support.options())
    #expect(reading.rowsRead == 2)
    try expectEveryRowOnce(reading, 2)
  }

  @Test(arguments: DirectoryFormat.all)
  func quarantinesWhatIsNoRecordAndKeepsTheRest(format: DirectoryFormat) throws {
    guard case .array(var rows)? = try? JSONValue(parsing: list(of: format)) else {
      throw Support.MissingSample(format: format.id)
    }
    let good = rows.count
    rows.insert(contentsOf: [.null, 7, "text", [], .object([:])], at: 1)
    let reading = try format.read(Support.json(rows), Support.options())
    #expect(reading.quarantined.map(\.row) == [2, 3, 4, 5, 6])
    #expect(reading.rowsRead == good + 5)
    try expectEveryRowOnce(reading, good + 5)
  }

  @Test(arguments: DirectoryFormat.all)
  func groupsRoundTripThroughNativeRecords(format: DirectoryFormat) throws {
    let reading = try format.read(Support.sample(of: format), Support.options())
    for read in reading.groups {
      let (again, problems) = Group.read(read.group.record, vocabulary: Support.vocabulary)
      #expect(problems.isEmpty)
      #expect(again == read.group)
    }
  }

  @Test(arguments: DirectoryFormat.all)
  func readingTwiceGivesTheSameIDs(format: DirectoryFormat) throws {
    let sample = try Support.sample(of: format)
    let first = try format.read(sample, Support.options())
    let second = try format.read(sample, Support.options())
    #expect(first == second)
    #expect(Set(first.groups.map(\.group.id)).count == first.groups.count)
  }

  @Test(arguments: DirectoryFormat.all)
  func refusesContentOfAnotherKind(format: DirectoryFormat) throws {
    let options = try Support.options()
    #expect(throws: FormatError.self) { try format.read(Data("name,day\nA,1\n".utf8), options) }
    #expect(throws: FormatError.empty) { try format.read(Data(), options) }
  }

  @Test(arguments: DirectoryFormat.all)
  func addsTheTopicsOfTheImport(format: DirectoryFormat) throws {
    let options = try Support.options(fellowship: "ga", topics: ["grief"])
    let reading = try format.read(Support.sample(of: format), options)
    for read in reading.groups {
      #expect(read.group.topics.contains("grief"))
      #expect(read.group.topics.contains("gambling"))
    }
  }

  @Test(arguments: DirectoryFormat.all)
  func quarantinesATextOfAHundredThousandCharacters(format: DirectoryFormat) throws {
    guard case .array(var rows)? = try? JSONValue(parsing: list(of: format)), case .object(var row) = rows[0] else {
      throw Support.MissingSample(format: format.id)
    }
    row["notes"] = .string(String(repeating: "word ", count: 20_000))
    rows[0] = .object(row)
    let reading = try format.read(Support.json(rows), Support.options())
    #expect(reading.quarantined.map(\.reason) == [.tooLong(field: "/notes", characters: 100_000)])
    #expect(reading.quarantined[0].record.count < 3000)
  }

  /// A sample as a JSON list, whatever the format writes.
  private func list(of format: DirectoryFormat) throws -> Data {
    let sample = try Support.sample(of: format)
    guard sample.first == UInt8(ascii: "{") else { return sample }
    let rows = try sample.split(separator: UInt8(ascii: "\n")).map { try JSONValue(parsing: Data($0)) }
    return Support.json(rows)
  }
}

/// Checks that each row from 1 to a number is in exactly one place.
func expectEveryRowOnce(_ reading: DirectoryReading, _ count: Int, location: SourceLocation = #_sourceLocation) throws {
  let rows = reading.groups.flatMap(\.rows) + reading.quarantined.map(\.row)
  #expect(rows.sorted() == Array(1...count), sourceLocation: location)
  #expect(
    reading.rowsRead == reading.groups.count + reading.mergedAsSession + reading.quarantined.count,
    sourceLocation: location)
}
