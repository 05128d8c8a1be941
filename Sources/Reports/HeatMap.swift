/// A grid of shaded cells with a number in each, such as a confusion matrix; rendered as SVG by
/// `HeatMap+SVG`.
public struct HeatMap: Sendable, Equatable {
  public struct Cell: Sendable, Equatable {
    /// What stands in the cell; empty for nothing.
    public var text: String
    /// What the shade shows, 0...1.
    public var share: Double
    /// Whether the cell is where it should be: drawn grey, whatever its share.
    public var isExpected: Bool

    public init(_ text: String, share: Double, isExpected: Bool = false) {
      self.text = text
      self.share = share
      self.isExpected = isExpected
    }
  }

  public struct Row: Sendable, Equatable {
    public let name: String
    /// One a column.
    public let cells: [Cell]
  }

  public var title: String
  /// What a person who cannot see the drawing is told, in a sentence or two.
  public var summary: String
  public var rowLabel: String
  public var columnLabel: String
  /// What a shade means: stands beside the scale.
  public var shareLabel: String
  /// How the numbers were made; stands under the drawing.
  public var caption: String
  public var columns: [String]
  public private(set) var rows: [Row] = []

  public init(
    title: String, summary: String, rowLabel: String, columnLabel: String, shareLabel: String,
    caption: String = "", columns: [String]
  ) {
    self.title = title
    self.summary = summary
    self.rowLabel = rowLabel
    self.columnLabel = columnLabel
    self.shareLabel = shareLabel
    self.caption = caption
    self.columns = columns
  }

  /// - Precondition: one cell a column.
  public mutating func append(_ name: String, _ cells: [Cell]) {
    precondition(cells.count == columns.count, "\(cells.count) cells, \(columns.count) columns")
    rows.append(Row(name: name, cells: cells))
  }

  /// The numbers of the drawing.
  public var table: Table {
    var table = Table(
      columns: [.init("\(rowLabel) ↓ \(columnLabel) →", .left)] + columns.map { .init($0) },
      caption: "\(title). \(summary)\(caption.isEmpty ? "" : " " + caption)")
    for row in rows {
      table.append([Table.Cell(row.name)] + row.cells.map { Table.Cell($0.text) })
    }
    return table
  }
}
