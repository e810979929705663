/// HTML put together from texts that are always escaped.
struct HTMLText {
  private(set) var text = ""

  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { output, character in
      switch character {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      default: output.append(character)
      }
    }
  }

  /// An element on a line of its own, with a text in it.
  mutating func line(_ tag: String, _ content: String, _ attributes: String = "") {
    let name = attributes.isEmpty ? tag : "\(tag) \(attributes)"
    text += "<\(name)>\(Self.escaped(content))</\(tag)>\n"
  }

  /// Text that is HTML already.
  mutating func raw(_ html: String) { text += html + "\n" }

  /// A table with a caption and a header row; the first cell of a row names it.
  mutating func table(caption: String, header: [String], rows: [[String]]) {
    raw("<table>")
    line("caption", caption)
    raw("<thead><tr>" + header.map { "<th scope=\"col\">\(Self.escaped($0))</th>" }.joined() + "</tr></thead>\n<tbody>")
    for row in rows {
      let cells = row.enumerated().map { place, cell in
        place == 0 ? "<th scope=\"row\">\(Self.escaped(cell))</th>" : "<td>\(Self.escaped(cell))</td>"
      }
      raw("<tr>" + cells.joined() + "</tr>")
    }
    raw("</tbody></table>")
  }

  /// A whole page, without a script, that needs no other file.
  static func page(title: String, body: HTMLText) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(escaped(title))</title>
    <style>\(style)</style>
    </head>
    <body>
    <main>
    <h1>\(escaped(title))</h1>
    \(body.text)</main>
    </body>
    </html>

    """
  }

  /// Colours keep a contrast of 4.5 : 1 on white and on paper.
  private static let style = """
    body{font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;margin:0}
    main{max-width:60rem;margin:0 auto;padding:1.5rem}
    table{border-collapse:collapse;margin:1rem 0;width:100%}
    caption{text-align:left;font-weight:600;padding:.3rem 0}
    th,td{border-bottom:1px solid #ccc;padding:.25rem .6rem;text-align:right;font-variant-numeric:tabular-nums}
    th[scope=row],thead th:first-child{text-align:left;font-weight:400}
    figure{margin:1rem 0}figcaption{color:#444}
    svg{max-width:100%;height:auto}svg text{font:13px system-ui,sans-serif;fill:#1b1b1b}
    .verdict{border-left:.3rem solid #1a5fb4;padding:.5rem 1rem;background:#f2f6fc;font-size:1.1rem}
    @media print{main{max-width:none;padding:0}table,figure{break-inside:avoid}.verdict{background:none}}
    """
}
