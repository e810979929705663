import Foundation
import GroupMatching

/// Many members, a record a line.
struct MemberFile {
  /// With their places looked up, in the order of the file.
  let members: [Member]

  /// Reads JSON Lines.
  ///
  /// A file with any mistake in it is not used: a mistyped wish would silently drop a hard limit.
  init(_ path: String, _ data: KithData) throws(Failure) {
    var members: [Member] = []
    var mistakes: [String] = []
    var places: Places?
    let lines = try Input.read(path).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where line.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) {
      do {
        guard case .object(let fields) = try JSONValue(parsing: line) else {
          mistakes.append("line \(index + 1): expected one member as a JSON object")
          continue
        }
        var member = try Member(reading: fields, vocabulary: data.vocabulary)
        if member.needsLookUp {
          let known = try places ?? data.places()
          places = known
          member = try member.settled(in: known)
        }
        // What has no id of its own is called by its line.
        if member.id == nil { member.id = "line \(index + 1)" }
        members.append(member)
      } catch let error as MemberError {
        mistakes += error.problems.map { "line \(index + 1): \($0)" }
      } catch let error as Failure {
        throw error
      } catch {
        mistakes.append("line \(index + 1): \(error)")
      }
    }
    guard mistakes.isEmpty else { throw .mistakes(mistakes, in: path, effect: "no member was matched") }
    guard !members.isEmpty else { throw Failure(.badData, "\(path): no members: expected a record a line") }
    self.members = members
  }
}
