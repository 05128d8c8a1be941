extension Report {
  /// One page without scripts and without anything loaded from elsewhere: it can be mailed.
  public var html: String {
    var text = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escapedXML(title))</title>
      <style>
      body { font: 15px/1.5 sans-serif; max-width: 70em; margin: 2em auto; padding: 0 1em; }
      table { border-collapse: collapse; margin: 1em 0; display: block; overflow-x: auto; }
      th, td { padding: .2em .7em; text-align: left; border-bottom: 1px solid #ddd; }
      .r { text-align: right; font-variant-numeric: tabular-nums; }
      caption { caption-side: bottom; text-align: left; color: #555; font-size: 90%; }
      figure { margin: 1em 0; }
      svg { max-width: 44em; display: block; }
      figcaption { color: #555; font-size: 90%; }
      pre { background: #f5f5f5; padding: .7em; overflow-x: auto; }
      </style>
      </head>
      <body>
      <h1>\(escapedXML(title))</h1>
      <nav><ul>

      """
    for (number, section) in sections.enumerated() {
      text += "<li><a href=\"#s\(number)\">\(escapedXML(section.title))</a></li>\n"
    }
    text += "</ul></nav>\n"
    for (number, section) in sections.enumerated() {
      text += "<h2 id=\"s\(number)\">\(escapedXML(section.title))</h2>\n"
      for block in section.blocks {
        switch block {
        case .paragraph(let paragraph): text += "<p>\(escapedXML(paragraph))</p>\n"
        case .table(let table): text += table.html
        case .figure(let figure): text += captioned(figure.svg, figure.caption)
        case .heatMap(let map): text += captioned(map.svg, map.caption)
        case .preformatted(let lines): text += "<pre>\(escapedXML(lines))</pre>\n"
        }
      }
    }
    return text + "</body>\n</html>\n"
  }

  /// A drawing with its caption under it.
  private func captioned(_ svg: String, _ caption: String) -> String {
    let text = caption.isEmpty ? "" : "<figcaption>\(escapedXML(caption))</figcaption>\n"
    return "<figure>\n\(svg)\(text)</figure>\n"
  }
}
