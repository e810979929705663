/// Repairs text whose UTF-8 was once read as Latin-1 or Windows-1252: "CafÃ©" → "Café".
enum Mojibake {
  /// With every run of letters repaired that certainly is such text; whatever could be meant so stays.
  ///
  /// A run of letters outside ASCII counts where its bytes in Windows-1252 are valid UTF-8 from end to end, and either begin
  /// as Latin letters, punctuation and emoji do in UTF-8 (`Ã`, `Â`, `â`, `ð`), or are several characters.
  static func repaired(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var output = String.UnicodeScalarView()
    var run: [Unicode.Scalar] = []
    let isQuoted = text.contains("«")
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        output.append(contentsOf: repaired(run, isQuoted: isQuoted))
        run = []
        output.append(scalar)
      } else {
        run.append(scalar)
      }
    }
    output.append(contentsOf: repaired(run, isQuoted: isQuoted))
    return String(output)
  }

  private static func repaired(_ run: [Unicode.Scalar], isQuoted: Bool) -> [Unicode.Scalar] {
    guard run.count >= 2 else { return run }
    let bytes = run.compactMap(Windows1252.byte)
    guard bytes.count == run.count, let text = String(validating: bytes, as: UTF8.self) else { return run }
    // «MANHÃ» ends with a letter and a quotation mark.
    if isQuoted, run.last == "»" { return run }
    let repaired = Array(text.unicodeScalars)
    let isUsual = bytes.allSatisfy { $0 < 0xC0 || [0xC2, 0xC3, 0xE2, 0xF0].contains($0) }
    return isUsual || repaired.count >= 2 ? repaired : run
  }
}
