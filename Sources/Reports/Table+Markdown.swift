extension Table {
  /// GitHub-flavoured Markdown; the best cells are bold.
  public var markdown: String {
    var lines = [row(columns.map { escapedMarkdown($0.name) })]
    lines.append(row(columns.map { $0.alignment == .left ? "---" : "---:" }))
    lines += rows.map { cells in
      row(cells.map { $0.isBest ? "**\(escapedMarkdown($0.text))**" : escapedMarkdown($0.text) })
    }
    if !caption.isEmpty { lines += ["", escapedMarkdown(caption)] }
    return lines.joined(separator: "\n") + "\n"
  }

  private func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }
}

/// `text` with the characters escaped that would end a cell or start a style.
func escapedMarkdown(_ text: String) -> String {
  var escaped = ""
  for character in text {
    switch character {
    case "|", "*", "\\", "`", "<": escaped += "\\\(character)"
    case "\n": escaped += " "
    default: escaped.append(character)
    }
  }
  return escaped
}
