import GroupMatching

/// What is asked of a match, besides how many: the member, the weights and the moment.
struct MatchRequest: Sendable {
  let member: Member
  let weights: Weights
  let moment: Instant

  /// Takes `member`, `weights` and `at` out of a body.
  ///
  /// - Throws: ``Problem`` with every field that cannot be used, also those that `rest` notes and those that nobody took.
  init(
    _ fields: JSONObject, _ service: ServiceParts, rest: (inout FieldReader) -> Void = { _ in }
  ) throws(Problem) {
    var reader = FieldReader(fields)
    let memberValue = reader.value("member")
    let weightsValue = reader.value("weights")
    let at = reader.name("at", expected: Self.momentExpectation) { Instant($0, in: nil) == nil ? nil : $0 }
    rest(&reader)
    var faults = Problem.fields(reader.finish()).faults
    let read = Self.member(memberValue, service.vocabulary, &faults)
    let weights = try Self.weights(weightsValue, service, &faults)
    guard faults.isEmpty, let read, let weights else { throw Problem(.invalidFields, faults: faults) }
    let member = try Self.settled(read, service.places, at: "/member")
    self.member = member
    self.weights = weights
    moment = at.flatMap { Instant($0, in: member.timeZone) } ?? service.now()
  }

  /// How a moment is written.
  static let momentExpectation = "a day or a minute, such as 2026-12-01 or 2026-12-01T18:00"

  private static func member(
    _ value: JSONValue?, _ vocabulary: Vocabulary, _ faults: inout [Problem.Fault]
  ) -> Member? {
    guard case .object(let fields) = value else {
      faults.append(.init(place: .pointer("/member"), detail: "expected a member, an object"))
      return nil
    }
    do {
      return try Member(reading: fields, vocabulary: vocabulary)
    } catch {
      faults += Problem.fields(error.problems, under: "/member").faults
      return nil
    }
  }

  /// Weights by name, or as a record.
  private static func weights(
    _ value: JSONValue?, _ service: ServiceParts, _ faults: inout [Problem.Fault]
  ) throws(Problem) -> Weights? {
    switch value {
    case nil: return .standard
    case .string(let name):
      if let weights = try service.weights(named: name) { return weights }
      faults.append(.init(place: .pointer("/weights"), detail: ServiceParts.weightsExpectation))
      return nil
    case .object(let fields):
      let (weights, wrong) = Self.weights(fields, at: "/weights")
      faults += wrong
      return weights
    default:
      faults.append(.init(place: .pointer("/weights"), detail: "expected a name or an object"))
      return nil
    }
  }

  /// Weights of a record, or what is wrong with it.
  ///
  /// - Parameter pointer: The record's own place in the body.
  static func weights(_ fields: JSONObject, at pointer: String) -> (weights: Weights?, faults: [Problem.Fault]) {
    do {
      return (try Weights(reading: fields), [])
    } catch .fields(let problems) {
      return (nil, Problem.fields(problems, under: pointer).faults)
    } catch {
      return (nil, [.init(place: .pointer(pointer), detail: "\(error)")])
    }
  }

  /// The member with the place looked up.
  static func settled(_ member: Member, _ places: Places, at pointer: String) throws(Problem) -> Member {
    guard member.needsLookUp else { return member }
    do {
      return try member.settled(in: places)
    } catch .unreadable {
      throw Problem(.internalError)
    } catch {
      throw .field(pointer + "/near", "\(error)")
    }
  }
}
