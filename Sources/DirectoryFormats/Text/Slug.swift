import Foundation

extension String {
  /// The text as a part of an id: lower-case letters and digits of any script without accents, joined by hyphens.
  func slug(atMost limit: Int) -> String {
    var slug = ""
    var isGap = false
    for scalar in lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      let properties = scalar.properties
      if properties.generalCategory == .nonspacingMark || scalar == "'" || scalar == "’" { continue }
      guard properties.isAlphabetic || properties.numericType != nil else {
        isGap = true
        continue
      }
      if isGap, !slug.isEmpty { slug += "-" }
      isGap = false
      slug.unicodeScalars.append(scalar)
    }
    return String(slug.precomposedStringWithCanonicalMapping.prefix(limit))
  }
}
