import Foundation

/// How people write that a password follows.
enum PasswordWords {
  /// Words that mean nothing else: a word after them is the password unless it is one of ``never``.
  static let plain = folded([
    "password", "passwords", "passcode", "passcodes", "pass code", "pass-code", "pass word", "passwd", "pword", "pwd",
    "pw",
    "p/w", "psw", "access code", "pin code", "pin number", "security code", "host key", "host pin", "contraseña",
    "contrasenya", "código de acceso", "clave de acceso", "mot de passe", "mdp", "code d'accès", "code d’accès",
    "code secret", "kennwort", "passwort", "kenncode", "zugangscode", "senha", "código de acesso", "palavra-passe",
    "wachtwoord", "toegangscode", "lösenord", "adgangskode", "passord", "hasło", "salasana", "jelszó", "пароль",
    "код доступа", "パスワード", "パスコード", "密码", "密碼", "암호", "비밀번호", "كلمة المرور", "كلمة السر", "رمز عبور", "رمز ورود",
  ])

  /// Words that mean other things too: only a colon, or a number of four digits or more, makes a password of what follows.
  static let ambiguous = folded(["pass", "pin", "code", "clave", "parola", "código"])

  /// Words before an ambiguous one that say that it is something else: "zip code", "dress code".
  static let otherCodes: Set<String> = [
    "zip", "postal", "post", "area", "dress", "qr", "source", "promo", "country", "color", "colour", "lapel", "safety",
    "bowling",
    "rolling", "push", "hair",
  ]

  /// Words between the word and the password: "passcode for the meeting is".
  static let between: Set<String> = [
    "for", "the", "zoom", "meeting", "to", "join", "enter", "this", "our", "number", "room", "online", "group", "de",
    "la", "el", "para",
    "reunion", "sala", "zur", "das", "die", "pour", "le", "da", "do", "numeric",
  ]

  /// Words that set a password apart as a colon does.
  static let verbs: Set<String> = ["is", "es", "ist", "est", "e", "er", "on", "är"]

  /// What follows and is no password: "password required".
  static let never: Set<String> = [
    "a", "after", "all", "also", "an", "and", "announced", "any", "are", "as", "ask", "at", "available", "based", "be",
    "before", "below", "bei", "but", "by", "call", "can", "case", "change", "changed", "changes", "click", "contact",
    "del",
    "do", "does", "email", "emailed", "e-mail", "enabled", "enter", "erforderlich", "fields", "for", "free", "from",
    "given", "go", "has",
    "have", "if", "in", "is", "it", "join", "listed", "may", "meeting", "must", "n/a", "necessary", "needed", "ninguna",
    "nicht", "no",
    "none", "not", "nötig", "obligatoire", "of", "on", "only", "or", "please", "posted", "prompted", "protected",
    "provided",
    "request", "requerida", "required", "requires", "see", "sent", "shared", "should", "shown", "so", "sur", "text",
    "that", "the",
    "then", "this", "through", "to", "upon", "use", "via", "visit", "wanted", "when", "which", "will", "with", "y",
    "you", "your", "zoom",
  ]

  /// What follows a colon and is no password.
  static let neverAfterColon: Set<String> = [
    "ask", "contact", "email", "keine", "n/a", "needed", "ninguna", "no", "none", "not", "please", "required", "see",
  ]

  /// Words that stand right behind a number when a line was lost between them: "Passcode: 096387By phone".
  static let labels = [
    "by", "call", "conference", "dial", "http", "id", "international", "join", "meeting", "one", "or", "password",
    "phone",
    "please", "passcode", "tel", "us", "www", "zoom",
  ]

  /// The parameters of links that hold a password or stand for one.
  static let parameters: Set<String> = [
    "pwd", "password", "passcode", "passwd", "pw", "pass", "pin", "secret", "tk", "zak", "accesscode", "access_code",
  ]

  /// Fields of feeds that hold nothing but a password.
  static func isPasswordField(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["password", "passcode", "passwd", "pwd"].contains { name.contains($0) } || name == "pin"
      || name.hasSuffix("_pin")
  }

  private static func folded(_ words: [String]) -> [[Unicode.Scalar]] {
    words.map { $0.unicodeScalars.map(\.folded) }.sorted { $0.count > $1.count }
  }
}

extension Unicode.Scalar {
  /// The letter in lower case and without its accent.
  var folded: Unicode.Scalar {
    if isASCII { return ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) + 32) : self }
    let base = String(self).decomposedStringWithCanonicalMapping.unicodeScalars.first ?? self
    // Hangul syllables come apart into letters; they are compared whole.
    guard (0x41...0x24F).contains(base.value) || (0x400...0x4FF).contains(base.value) else { return self }
    return base.properties.lowercaseMapping.unicodeScalars.first ?? base
  }

  var isLetter: Bool { properties.isAlphabetic }
  var isDigit: Bool { ("0"..."9").contains(self) }
}
