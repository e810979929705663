import DirectoryFormats
import Testing

@Suite struct PlainTextTests {
  @Test(arguments: [
    ("<p>Ring the <b>bell</b>.</p>", "Ring the bell."),
    ("One<br>Two<br/>Three", "One\nTwo\nThree"),
    ("&lt;p&gt;Ring&lt;/p&gt;", "Ring"),
    ("Young People&#039;s &amp;amp; Friends&amp;#8217; Group", "Young People's & Friends’ Group"),
    ("a<script>alert('x')</script>b", "ab"),
    ("a<style type=\"text/css\">p { color: red }</style>b", "ab"),
    ("&lt;script&gt;steal()&lt;/script&gt;Welcome", "Welcome"),
    ("<script>never closed", ""),
    ("a<!-- hidden -->b", "ab"),
    ("I <3 you, 5 < 6 and 7 > 3", "I <3 you, 5 < 6 and 7 > 3"),
    ("write to <name@example.org>", "write to <name@example.org>"),
    ("AT&T & R&D; &unknown; &#xZZ;", "AT&T & R&D; &unknown; &#xZZ;"),
    ("caf&eacute; &ndash; &#x2014; &#150;", "café – — –"),
    ("CafÃ© Renaissance â€“ todayâ€™s stepÂ\u{A0}one", "Café Renaissance – today’s step one"),
    ("PreguntÃ¡ a JosÃ©, niÃ±o ðŸ˜€", "Preguntá a José, niño 😀"),
    ("Résumé «MANHÃ» ÉTÉ", "Résumé «MANHÃ» ÉTÉ"),
    ("a\u{0}b\u{7}c\u{200B}d\u{FEFF}", "abcd"),
    ("  two   spaces\t\tand\u{A0}\u{A0}more \r\n\r\n\r\n\r\nlines  ", "two spaces and more\n\nlines"),
    ("שלום לכולם 👩‍👩‍👧 می‌خواهم", "שלום לכולם 👩‍👩‍👧 می‌خواهم"),
    ("user\u{202E}gpj.exe", "usergpj.exe"),
    ("", ""),
  ])
  func isText(markup: String, expected: String) {
    let cleaned = PlainText.clean(markup)
    #expect(cleaned == expected)
    #expect(PlainText.clean(cleaned) == cleaned, "cleaning twice changes nothing")
  }

  @Test func aLineHasNoBreaks() {
    #expect(PlainText.line("<p>Tuesday</p><p>Group</p>") == "Tuesday Group")
  }

  @Test func textEscapedManyTimesOverEndsInTime() {
    let text = "&" + String(repeating: "amp;", count: 5000) + "lt;b&gt;"
    #expect(PlainText.clean(text).count < text.count)
  }
}
