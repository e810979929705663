import DirectoryFormats
import Foundation
import GroupMatching
import Testing

@Suite struct ImportReportTests {
  private func report() throws -> ImportReport {
    let reading = try Support.bmlt(
      ["formats": "O,QQ"], ["id_bigint": "8", "weekday_tinyint": "3", "formats": "O,QQ"],
      ["id_bigint": "9", "published": "0"],
      ["id_bigint": "10", "formats": "O,QQ"],
      ["id_bigint": "11", "meeting_name": "Dawn", "location_postal_code_1": "NSW"])
    return ImportReport(
      file: "list.json", format: .bmlt, options: try Support.options(fellowship: "na", source: "Uptown"),
      reading: reading)
  }

  @Test func everyRowIsAccountedFor() throws {
    var report = try report()
    #expect(!report.isBalanced)
    report.imported = 1
    report.unchanged = 1
    #expect(report.isBalanced)
  }

  @Test func theTextIsShortAndPutsAlikeThingsTogether() throws {
    var report = try report()
    report.imported = 2
    report.withdrawn = 12
    #expect(
      report.text == """
        list.json: bmlt of Uptown (na)
          read                 5
          imported             2
          updated              0
          unchanged            0
          merged as sessions   1
          quarantined          2
          withdrawn           12
        quarantined
          1  not published by its source: row 3
          1  repeats row 1: row 4
        warnings
          2  /formats: "QQ": expected a code that Kith knows for na; rows 1, 2
          1  /location_postal_code_1: "NSW": expected a postal code; row 5

        """)
  }

  @Test func theJSONHoldsTheSameNumbersAndEveryQuarantinedRow() throws {
    var report = try report()
    report.imported = 2
    let json = report.json
    let parsed = try JSONValue(parsing: Data(JSONValue.object(json).text.utf8))
    guard case .object(let fields) = parsed, case .array(let rows) = fields["quarantinedRows"] else {
      Issue.record("expected an object with quarantinedRows")
      return
    }
    #expect(fields["read"] == 5)
    #expect(fields["mergedAsSession"] == 1)
    #expect(fields["quarantined"] == 2)
    #expect(rows.count == 2)
    guard case .array(let warnings) = fields["warnings"], case .object(let first) = warnings.first else {
      Issue.record("expected warnings")
      return
    }
    #expect(first["count"] == 2)
    #expect(first["field"] == "/formats")
  }

  @Test func aSourceNeedsALetterOrADigit() {
    #expect(throws: FormatError.unusableSource("…")) { try Support.options(source: "…") }
    #expect(throws: Never.self) { try Support.options(source: "Ελλάδα 2") }
  }
}
