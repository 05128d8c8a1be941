/// A document of sections; rendered as Markdown, as one self-contained HTML page, or as LaTeX tables.
public struct Report: Sendable, Equatable {
  public enum Block: Sendable, Equatable {
    case paragraph(String)
    case table(Table)
    case figure(Figure)
    case heatMap(HeatMap)
    /// Lines that keep their form: a command, a listing.
    case preformatted(String)
  }

  public struct Section: Sendable, Equatable {
    public var title: String
    public var blocks: [Block]

    public init(title: String, blocks: [Block]) {
      self.title = title
      self.blocks = blocks
    }
  }

  public var title: String
  public var sections: [Section]

  public init(title: String, sections: [Section]) {
    self.title = title
    self.sections = sections
  }

  /// All as Markdown; a drawing becomes a table of its numbers, so that nothing is lost.
  public var markdown: String {
    var parts = ["# \(escapedMarkdown(title))\n"]
    for section in sections {
      parts.append("## \(escapedMarkdown(section.title))\n")
      parts += section.blocks.map { block in
        switch block {
        case .paragraph(let text): text + "\n"
        case .table(let table): table.markdown
        case .figure(let figure): figure.table.markdown
        case .heatMap(let map): map.table.markdown
        case .preformatted(let text): "```\n\(text)\n```\n"
        }
      }
    }
    return parts.joined(separator: "\n")
  }

  /// The tables alone, for a paper; needs the package `booktabs`.
  public var latex: String {
    sections.flatMap { section in
      section.blocks.compactMap { block in
        if case .table(let table) = block { "% \(section.title)\n\(table.latex)" } else { nil }
      }
    }.joined(separator: "\n")
  }
}

extension Figure {
  /// The numbers of the drawing: one row a value of x, one column a series.
  public var table: Table {
    let series: [Series] =
      switch content {
      case .lines(let series): series
      case .bars(let points, _): [Series(name: yLabel, points: points)]
      }
    var table = Table(
      columns: [.init(xLabel)] + series.map { .init($0.name) },
      caption: "\(title) (\(yLabel))\(caption.isEmpty ? "" : ". " + caption)")
    for x in Set(series.flatMap { $0.points.map(\.x) }).sorted() {
      let values = series.map { curve -> Table.Cell in
        Table.Cell(
          curve.points.first { $0.x == x && $0.y.isFinite }.map { Axis.label($0.y) } ?? "")
      }
      table.append([Table.Cell(Axis.label(x))] + values)
    }
    return table
  }
}
