extension Table {
  /// Aligned columns for a terminal, two blanks between them, no colour; ends in a line feed.
  public var terminal: String {
    let widths = columns.indices.map { column in
      ([columns[column].name] + rows.map { $0[column].text }).map(displayWidth).max() ?? 0
    }
    var lines = [line(columns.map(\.name), widths)]
    lines.append(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "))
    lines += rows.map { line($0.map(\.text), widths) }
    if !caption.isEmpty { lines.append(caption) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ texts: [String], _ widths: [Int]) -> String {
    let cells = texts.indices.map { column -> String in
      let padding = String(repeating: " ", count: widths[column] - displayWidth(texts[column]))
      return columns[column].alignment == .left
        ? texts[column] + padding : padding + texts[column]
    }
    let joined = cells.joined(separator: "  ")
    return String(joined.reversed().drop { $0 == " " }.reversed())
  }
}

/// Columns that a text takes on a terminal; one a character (no East Asian text is printed here).
func displayWidth(_ text: String) -> Int { text.count }
