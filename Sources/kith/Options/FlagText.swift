import ArgumentParser
import GroupMatching

/// What people write after a flag, made into values; anything else is a usage error that names flag, value and expectation.
enum FlagText {
  static func choice<Choice: RawRepresentable & CaseIterable>(_ text: String, _ flag: String) throws -> Choice
  where Choice.RawValue == String {
    guard let choice = Choice(rawValue: text.lowercased()) else {
      throw ValidationError("\(flag) '\(text)': expected \(Choice.expectation)")
    }
    return choice
  }

  static func topic(_ text: String, _ taxonomy: Taxonomy) throws -> TopicID {
    if let id = taxonomy.id(named: text) { return id }
    let near = taxonomy.suggestions(for: text).map(\.name)
    let hint = near.isEmpty ? "see data/taxonomy.json" : "did you mean \(near.joined(separator: " or "))?"
    throw ValidationError("--topic '\(text)': no such topic; \(hint)")
  }

  static func accommodation(_ text: String, _ flag: String, _ vocabulary: Vocabulary) throws -> AccommodationID {
    guard let accommodation = vocabulary[AccommodationID(text.lowercased())] else {
      throw ValidationError(
        "\(flag) '\(text)': expected one of \(vocabulary.accommodations.map(\.id.name).joined(separator: ", "))")
    }
    return accommodation.id
  }

  /// "15km", "10 mi", "10 miles"; a bare number is kilometres.
  static func kilometers(_ text: String, _ flag: String) throws -> Double {
    let (number, unit) = split(text)
    let factor: Double? =
      switch unit {
      case "", "km", "kilometers", "kilometres": 1
      case "mi", "mile", "miles": 1.609344
      case "m": 0.001
      default: nil
      }
    guard let number, let factor, number >= 0, number * factor <= 20_100 else {
      throw ValidationError("\(flag) '\(text)': expected a distance such as 15km or 10mi")
    }
    return number * factor
  }

  /// "10", "10USD", "10.50 gbp".
  static func budget(_ text: String) throws -> Budget {
    let (number, unit) = split(text)
    let isCurrency = unit.isEmpty || (unit.count == 3 && unit.allSatisfy { $0.isASCII && $0.isLetter })
    guard let number, isCurrency, let budget = Budget(maximum: number, currency: unit.isEmpty ? nil : unit.uppercased())
    else { throw ValidationError("--max-cost '\(text)': expected an amount such as 10 or 10USD") }
    return budget
  }

  /// "distance=2".
  static func importance(_ text: String) throws -> (feature: String, factor: Double) {
    let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard sides.count == 2, let factor = Double(sides[1]), (0...1000).contains(factor) else {
      throw ValidationError(
        "--importance '\(text)': expected a feature and a factor from 0 to 1000, such as distance=2")
    }
    guard Feature.all.contains(where: { $0.id == sides[0] }) else {
      throw ValidationError("--importance '\(sides[0])': expected \(Feature.all.map(\.id).joined(separator: ", "))")
    }
    return (sides[0], factor)
  }

  /// "topic=5", each feature once.
  static func weights(_ texts: [String]) throws -> [String: Double] {
    try texts.reduce(into: [:]) { weights, text in
      let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, let weight = Double(sides[1]) else {
        throw ValidationError("'\(text)': expected a feature and its weight, 0 or more, such as topic=5")
      }
      guard weights.updateValue(weight, forKey: sides[0]) == nil else {
        throw ValidationError("'\(text)': \(sides[0]) is set twice")
      }
    }
  }

  private static func split(_ text: String) -> (number: Double?, unit: String) {
    let text = text.filter { $0 != " " }
    let digits = text.prefix { $0.isNumber || $0 == "." }
    return (Double(digits), text.dropFirst(digits.count).lowercased())
  }
}
