import Foundation

/// The countries that addresses name.
enum CountryNames {
  /// The ISO 3166-1 code of a country's code or English name; `nil` where there is none.
  static func code(_ text: String) -> String? {
    let key = text.lowercased().filter { $0 != "." }.trimmingCharacters(in: .whitespaces)
    if let known = aliases[key] { return known }
    if key.count == 2, codes.contains(key.uppercased()) { return key.uppercased() }
    return byName[key]
  }

  private static let codes = Set(
    Locale.Region.isoRegions.map(\.identifier).filter { $0.count == 2 && $0.allSatisfy(\.isLetter) })

  private static let byName: [String: String] = {
    let english = Locale(identifier: "en_US")
    let names = codes.compactMap { code in
      english.localizedString(forRegionCode: code).map { ($0.lowercased(), code) }
    }
    return Dictionary(names) { first, second in min(first, second) }
  }()

  /// Other spellings, and the nations of the United Kingdom.
  private static let aliases: [String: String] = [
    "usa": "US", "united states of america": "US", "america": "US", "estados unidos": "US", "uk": "GB",
    "united kingdom": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB",
    "republic of ireland": "IE", "eire": "IE", "éire": "IE", "can": "CA", "aus": "AU", "nzl": "NZ", "méxico": "MX",
    "españa": "ES",
    "deutschland": "DE", "österreich": "AT", "schweiz": "CH", "suisse": "CH", "italia": "IT", "brasil": "BR",
    "sverige": "SE", "danmark": "DK", "norge": "NO", "suomi": "FI", "nederland": "NL", "the netherlands": "NL",
    "holland": "NL", "россия": "RU", "日本": "JP", "turkey": "TR", "czech republic": "CZ", "hong kong": "HK",
    "viet nam": "VN",
  ]
}
