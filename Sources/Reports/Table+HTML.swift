extension Table {
  /// An HTML table; numbers stand right by the class `r`, the best cells are in `<b>`.
  public var html: String {
    var text = "<table>\n"
    if !caption.isEmpty { text += "<caption>\(escapedXML(caption))</caption>\n" }
    text += "<thead><tr>"
    for column in columns {
      text += "<th\(mark(column))>\(escapedXML(column.name))</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for row in rows {
      text += "<tr>"
      for (column, cell) in zip(columns, row) {
        let content = escapedXML(cell.text)
        text += "<td\(mark(column))>\(cell.isBest ? "<b>\(content)</b>" : content)</td>"
      }
      text += "</tr>\n"
    }
    return text + "</tbody>\n</table>\n"
  }

  private func mark(_ column: Column) -> String {
    column.alignment == .right ? " class=\"r\"" : ""
  }
}

/// `text` with the five characters escaped that mean something in XML.
func escapedXML(_ text: String) -> String {
  var escaped = ""
  for character in text {
    switch character {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "'": escaped += "&#39;"
    default: escaped.append(character)
    }
  }
  return escaped
}
