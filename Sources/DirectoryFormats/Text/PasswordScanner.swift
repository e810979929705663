/// Finds where in a text a password stands.
struct PasswordScanner {
  private let scalars: [Unicode.Scalar]
  /// The same letters, small and without accents.
  private let folded: [Unicode.Scalar]

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    folded = scalars.map(\.folded)
  }

  /// The places of the passwords, in order.
  var passwords: [Range<Int>] {
    var found: [Range<Int>] = []
    var position = 0
    while position < scalars.count {
      guard let mention = mention(at: position) else {
        position += 1
        continue
      }
      position = mention.end
      if let password = password(after: mention) {
        found.append(password)
        position = password.upperBound
      } else if !mention.isAmbiguous, let password = password(before: mention),
        password.lowerBound >= found.last?.upperBound ?? 0
      {
        found.append(password)
      }
    }
    return found
  }

  /// A word for "password" in the text.
  private struct Mention {
    let start: Int
    let end: Int
    let isAmbiguous: Bool
    let isCode: Bool
  }

  /// The words for "password" by their first two letters, long ones before those that they begin with.
  private static let words: [UInt64: [(letters: [Unicode.Scalar], isAmbiguous: Bool)]] = Dictionary(
    grouping: PasswordWords.plain.map { ($0, false) } + PasswordWords.ambiguous.map { ($0, true) }
  ) { pair($0.0[0], $0.0[1]) }

  private static func pair(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> UInt64 {
    UInt64(first.value) << 32 | UInt64(second.value)
  }

  private func mention(at start: Int) -> Mention? {
    guard start + 1 < folded.count else { return nil }
    for (word, isAmbiguous) in Self.words[Self.pair(folded[start], folded[start + 1])] ?? []
    where folded[start...].starts(with: word) {
      let end = start + word.count
      // Chinese and its like set no space between words; in other scripts a longer word is another word.
      let isAlphabet = word[0].value < 0x3000
      if isAlphabet, end < folded.count, folded[end].isLetter { continue }
      let isShort = isAmbiguous || word.count <= 3
      if isShort, start > 0, folded[start - 1].isLetter { continue }
      return Mention(start: start, end: end, isAmbiguous: isAmbiguous, isCode: word[0] == "c" && isAmbiguous)
    }
    return nil
  }

  /// How the password is set apart from the word for it.
  private enum Lead { case none, verb, colon }

  private func password(after mention: Mention) -> Range<Int>? {
    var position = mention.end
    var lead = Lead.none
    if let bracket = bracketed(from: position) {
      if let password = bracket.password { return mention.isAmbiguous ? nil : password }
      position = bracket.end
    }
    for _ in 0..<8 {
      position = skippingSpace(from: position, acrossLines: lead == .colon)
      guard position < scalars.count else { return nil }
      if ":=#：".unicodeScalars.contains(scalars[position]) {
        lead = .colon
        position += 1
      } else if lead == .none, "-–—→>".unicodeScalars.contains(scalars[position]) {
        lead = .verb
        position += 1
      } else if lead != .colon, let word = betweenWord(at: position) {
        if PasswordWords.verbs.contains(word.text) { lead = .verb }
        position = word.end
      } else {
        break
      }
    }
    return password(at: position, lead: lead, mention)
  }

  /// A remark in brackets behind the word: the password itself where it has a digit, something to skip otherwise.
  private func bracketed(from start: Int) -> (password: Range<Int>?, end: Int)? {
    let open = skippingSpace(from: start)
    guard open < scalars.count, scalars[open] == "(" else { return nil }
    guard let close = scalars[open...].prefix(40).firstIndex(of: ")") else { return nil }
    let inside = open + 1..<close
    let isPassword = !inside.isEmpty && scalars[inside].contains(where: \.isDigit)
    return (isPassword ? inside : nil, close + 1)
  }

  /// A word that may stand between, where more than a space follows it.
  private func betweenWord(at start: Int) -> (text: String, end: Int)? {
    let letters = folded[start...].prefix(while: \.isLetter)
    guard !letters.isEmpty, letters.count <= 10 else { return nil }
    // "is4321": a verb may run on into a number, other words may not.
    let text = Self.text(letters)
    guard PasswordWords.verbs.contains(text) || PasswordWords.between.contains(text) else { return nil }
    return (text, letters.endIndex)
  }

  private func password(at start: Int, lead: Lead, _ mention: Mention) -> Range<Int>? {
    guard start < scalars.count else { return nil }
    if let quoted = quoted(at: start), !mention.isAmbiguous || lead != .none { return quoted }
    var token = token(at: start)
    guard !token.isEmpty, token.count <= 64, scalars[token.lowerBound] != "[" else { return nil }
    let text = Self.text(folded[token])
    guard !text.hasPrefix("http"), !text.hasPrefix("www."), !text.contains("@") else { return nil }
    guard isPassword(text, lead: lead, mention) else { return nil }
    token = cutAtLabel(token)
    return lead == .colon ? extendedOverWords(extendedOverDigits(token)) : extendedOverDigits(token)
  }

  private func isPassword(_ text: String, lead: Lead, _ mention: Mention) -> Bool {
    let digits = text.utf8.filter { (0x30...0x39).contains($0) }.count
    if mention.isAmbiguous {
      if PasswordWords.otherCodes.contains(word(before: mention.start)) { return false }
      if lead == .colon { return mention.isCode ? digits > 0 : !PasswordWords.neverAfterColon.contains(text) }
      return digits >= 4 && text.unicodeScalars.allSatisfy { $0.isDigit || $0 == "#" }
    }
    if lead == .colon { return !PasswordWords.neverAfterColon.contains(text) }
    if digits > 0 { return digits < 10 }
    return !PasswordWords.never.contains(text) && text.unicodeScalars.contains(where: \.isLetter)
  }

  private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}

// MARK: - Where a password begins and ends

extension PasswordScanner {
  private func skippingSpace(from start: Int, acrossLines: Bool = false) -> Int {
    scalars[start...].firstIndex { !$0.properties.isWhitespace || ($0 == "\n" && !acrossLines) } ?? scalars.count
  }

  private func quoted(at start: Int) -> Range<Int>? {
    let quotes = "\"“”„«»‘’'`".unicodeScalars
    guard quotes.contains(scalars[start]) else { return nil }
    let inside = scalars[(start + 1)...].prefix(60).prefix { !quotes.contains($0) && $0 != "\n" }
    guard !inside.isEmpty, inside.endIndex < scalars.count, quotes.contains(scalars[inside.endIndex]) else {
      return nil
    }
    return inside.startIndex..<inside.endIndex
  }

  /// The text up to the next space or mark, without the mark that ends a sentence.
  private func token(at start: Int) -> Range<Int> {
    let stops = ",;|)>\"”«»，。；".unicodeScalars
    var end = scalars[start...].firstIndex { $0.properties.isWhitespace || stops.contains($0) } ?? scalars.count
    while end > start, ".!?:".unicodeScalars.contains(scalars[end - 1]) { end -= 1 }
    return start..<end
  }

  /// The number alone, where a word stands right behind it because a line was lost between them.
  private func cutAtLabel(_ token: Range<Int>) -> Range<Int> {
    let digits = folded[token].prefix(while: \.isDigit)
    guard digits.count >= 4 else { return token }
    let rest = Self.text(folded[digits.endIndex..<token.upperBound])
    return PasswordWords.labels.contains { rest.hasPrefix($0) } ? token.lowerBound..<digits.endIndex : token
  }

  /// Further groups of digits as long as the first: "123 456".
  private func extendedOverDigits(_ token: Range<Int>) -> Range<Int> {
    guard token.count >= 2, folded[token].allSatisfy(\.isDigit) else { return token }
    var end = token.upperBound
    while end + 1 < scalars.count, scalars[end] == " ", end - token.lowerBound < 9 {
      let digits = scalars[(end + 1)...].prefix(while: \.isDigit)
      let next = digits.endIndex < scalars.count ? scalars[digits.endIndex] : " "
      guard digits.count == token.count, next.properties.isWhitespace || ".,;)#".unicodeScalars.contains(next) else {
        break
      }
      end = digits.endIndex
    }
    return token.lowerBound..<end
  }

  /// All words, where four or fewer are all that the sentence still has: "Password: just for today".
  private func extendedOverWords(_ token: Range<Int>) -> Range<Int> {
    guard folded[token].allSatisfy(\.isLetter) else { return token }
    let sentence = scalars[token.lowerBound...].prefix { !"\n.,;!?)".unicodeScalars.contains($0) }
    let words = sentence.split(separator: " ")
    guard (2...4).contains(words.count), words.allSatisfy({ $0.allSatisfy { $0.isLetter || $0 == "'" || $0 == "’" } })
    else { return token }
    return token.lowerBound..<(words.last?.endIndex ?? token.upperBound)
  }

  private func word(before position: Int) -> String {
    let before = folded[..<position].reversed().drop { $0 == " " }
    return Self.text(before.prefix(while: \.isLetter).reversed())
  }

  /// A number or a quoted word that is said to be the password: "4321 is the passcode".
  private func password(before mention: Mention) -> Range<Int>? {
    var position = mention.start
    var hasVerb = false
    for _ in 0..<5 {
      while position > 0, scalars[position - 1] == " " { position -= 1 }
      let end = position
      while position > 0, !scalars[position - 1].properties.isWhitespace { position -= 1 }
      guard position < end else { return nil }
      let text = Self.text(folded[position..<end])
      if hasVerb {
        return text.unicodeScalars.contains(where: \.isDigit) && end - position <= 20 ? position..<end : nil
      }
      if text == "is" || text == "as" || text == "=" {
        hasVerb = true
      } else if !PasswordWords.between.contains(text), text != "a" {
        return nil
      }
    }
    return nil
  }
}
