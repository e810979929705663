extension String {
  /// Whether it is lower-case words joined by hyphens: `low-pressure`.
  var isKebabCase: Bool { wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil }

  /// Whether it reads as a phrase within a sentence: no full stop, no gap, nothing left over from the program.
  var isPhrase: Bool { !isEmpty && !hasSuffix(".") && isClean }

  /// Whether it reads as a question to a group: "Ask what it costs."
  var isQuestion: Bool { hasPrefix("Ask ") && hasSuffix(".") && isClean }

  private var isClean: Bool {
    !contains("  ") && !contains("nil") && !contains("Optional") && !contains(" ,") && !contains(" .") && first != " "
      && last != " "
  }
}
