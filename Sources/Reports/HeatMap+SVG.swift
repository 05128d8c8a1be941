extension HeatMap {
  /// Side of a cell, in pixels.
  private static let side = 24.0
  /// Letters of a name that are shown; the whole name stands in the title of each cell.
  private static let nameLength = 26
  /// Width of a mean letter at 11 pixels.
  private static let letterWidth = 6.0
  private static let headHeight = 48.0
  private static let scaleHeight = 56.0

  /// Shades from light to dark, each for shares up to its limit; they are told apart also by the
  /// colour-blind, and every cell carries its number.
  private static let shades: [(limit: Double, fill: String, text: String)] = [
    (0, "#ffffff", "#111"), (0.02, "#deebf7", "#111"), (0.05, "#9ecae1", "#111"),
    (0.1, "#6baed6", "#111"), (0.2, "#2171b5", "#fff"), (1, "#08306b", "#fff"),
  ]
  private static let expected = (fill: "#e6e6e6", text: "#555")

  /// A complete `<svg>` element with title and description; nothing is loaded.
  public var svg: String {
    let (left, top) = (margin(rows.map(\.name)) + 18, Self.headHeight + margin(columns))
    let width = left + Self.side * Double(columns.count) + 12
    let height = top + Self.side * Double(rows.count) + Self.scaleHeight
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(pixels(max(width, 520))) \
      \(pixels(height))" style="max-width: 64em" \(accessibleName(title, summary)) \
      font-family="sans-serif" font-size="11">
      \(nameElements(title, summary))
      <text x="8" y="18" font-size="14">\(escapedXML(title))</text>
      <text x="\(pixels(left))" y="40" fill="#555">\(escapedXML(columnLabel)) →</text>
      <text transform="translate(12 \(pixels(top))) rotate(-90)" text-anchor="end" \
      fill="#555">← \(escapedXML(rowLabel))</text>

      """
    for (number, name) in columns.enumerated() {
      let x = left + Self.side * (Double(number) + 0.5)
      text += """
        <text transform="translate(\(pixels(x + 4)) \(pixels(top - 6))) rotate(-90)">\
        \(escapedXML(shortened(name)))</text>

        """
    }
    for (number, row) in rows.enumerated() {
      text += line(row, x: left, y: top + Self.side * Double(number))
    }
    return text + scale(x: left, y: height - Self.scaleHeight + 16) + "</svg>\n"
  }

  /// A row's name and cells.
  private func line(_ row: Row, x left: Double, y: Double) -> String {
    var text = """
      <text x="\(pixels(left - 6))" y="\(pixels(y + 16))" text-anchor="end">\
      \(escapedXML(shortened(row.name)))</text>

      """
    for (number, cell) in row.cells.enumerated() {
      let color = color(of: cell)
      let x = left + Self.side * Double(number)
      text += """
        <g><title>\(escapedXML("\(row.name) → \(columns[number]): \(cell.text)"))</title>\
        <rect x="\(pixels(x))" y="\(pixels(y))" width="\(pixels(Self.side))" \
        height="\(pixels(Self.side))" fill="\(color.fill)" stroke="#ddd"/>
        """
      if !cell.text.isEmpty {
        text += """
          <text x="\(pixels(x + Self.side / 2))" y="\(pixels(y + 16))" text-anchor="middle" \
          fill="\(color.text)">\(escapedXML(cell.text))</text>
          """
      }
      text += "</g>\n"
    }
    return text
  }

  /// What the shades mean.
  private func scale(x left: Double, y: Double) -> String {
    var text = ""
    for (number, shade) in Self.shades.enumerated() {
      let x = left + 46 * Double(number)
      let label = number == 0 ? "0" : "≤ \(Axis.label(shade.limit * 100)) %"
      text += """
        <rect x="\(pixels(x))" y="\(pixels(y))" width="42" height="14" fill="\(shade.fill)" \
        stroke="#ddd"/>
        <text x="\(pixels(x + 21))" y="\(pixels(y + 11))" text-anchor="middle" font-size="9" \
        fill="\(shade.text)">\(label)</text>

        """
    }
    return text + """
      <text x="\(pixels(left))" y="\(pixels(y + 30))" fill="#555">\(escapedXML(shareLabel))</text>

      """
  }

  private func color(of cell: Cell) -> (fill: String, text: String) {
    if cell.isExpected { return Self.expected }
    let shade = Self.shades.first { cell.share <= $0.limit } ?? Self.shades[0]
    return (shade.fill, shade.text)
  }

  /// Room for the longest of the names.
  private func margin(_ names: [String]) -> Double {
    Self.letterWidth * Double(names.map { shortened($0).count }.max() ?? 0) + 14
  }

  private func shortened(_ name: String) -> String {
    name.count > Self.nameLength ? name.prefix(Self.nameLength - 1) + "…" : name
  }
}

/// A coordinate to a tenth of a pixel.
func pixels(_ value: Double) -> String {
  "\((value * 10).rounded() / 10)"
}

/// The attributes by which a screen reader finds the two elements of `nameElements`.
func accessibleName(_ title: String, _ summary: String) -> String {
  let name = identifier(title)
  return "role=\"img\" aria-labelledby=\"\(name)-title \(name)-summary\""
}

/// Title and description of a drawing (W3C, SVG accessibility API mappings).
func nameElements(_ title: String, _ summary: String) -> String {
  let name = identifier(title)
  return """
    <title id="\(name)-title">\(escapedXML(title))</title>
    <desc id="\(name)-summary">\(escapedXML(summary))</desc>
    """
}

/// Letters and digits of a title: unique in a page whose titles are.
private func identifier(_ title: String) -> String {
  "f-"
    + String(
      title.unicodeScalars.map { scalar -> Character in
        let isPlain =
          scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        return isPlain ? Character(scalar) : "-"
      })
}
