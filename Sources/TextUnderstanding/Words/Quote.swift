/// Words of a text, exactly as they were written.
public struct Quote: Sendable, Hashable, Codable {
  /// The words.
  public let text: String
  /// Where they stand, as offsets into the UTF-8 of the text.
  public let utf8Range: Range<Int>

  /// Words and where they stand.
  public init(text: String, utf8Range: Range<Int>) {
    self.text = text
    self.utf8Range = utf8Range
  }

  /// Where the words stand in `text`, the string that was read.
  ///
  /// - Returns: nil where `text` is another string and too short.
  public func range(in text: String) -> Range<String.Index>? {
    let utf8 = text.utf8
    guard let start = utf8.index(utf8.startIndex, offsetBy: utf8Range.lowerBound, limitedBy: utf8.endIndex),
      let end = utf8.index(start, offsetBy: utf8Range.count, limitedBy: utf8.endIndex)
    else { return nil }
    return start..<end
  }
}
