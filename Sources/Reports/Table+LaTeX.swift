extension Table {
  /// A LaTeX `table` with the rules of the package `booktabs`; the best cells are bold.
  public var latex: String {
    let alignments = columns.map { $0.alignment == .left ? "l" : "r" }.joined()
    var lines = ["\\begin{table}", "\\centering", "\\begin{tabular}{\(alignments)}", "\\toprule"]
    lines.append(row(columns.map { escapedLaTeX($0.name) }))
    lines.append("\\midrule")
    lines += rows.map { cells in
      row(cells.map { $0.isBest ? "\\textbf{\(escapedLaTeX($0.text))}" : escapedLaTeX($0.text) })
    }
    lines += ["\\bottomrule", "\\end{tabular}"]
    if !caption.isEmpty { lines.append("\\caption{\(escapedLaTeX(caption))}") }
    return lines.joined(separator: "\n") + "\n\\end{table}\n"
  }

  private func row(_ cells: [String]) -> String {
    cells.joined(separator: " & ") + " \\\\"
  }
}

/// `text` with LaTeX's ten special characters escaped, and the signs that figures use.
func escapedLaTeX(_ text: String) -> String {
  var escaped = ""
  for character in text {
    switch character {
    case "&", "%", "$", "#", "_", "{", "}": escaped += "\\\(character)"
    case "\\": escaped += "\\textbackslash{}"
    case "~": escaped += "\\textasciitilde{}"
    case "^": escaped += "\\textasciicircum{}"
    // The old font encoding has other signs in their places.
    case "<", ">", "|": escaped += "$\(character)$"
    case "±": escaped += "$\\pm$"
    case "×": escaped += "$\\times$"
    case "≤": escaped += "$\\leq$"
    case "≥": escaped += "$\\geq$"
    default: escaped.append(character)
    }
  }
  return escaped
}
