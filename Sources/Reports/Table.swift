/// A table: one header line, rows of text. Rendered by `Table+Terminal`, `+Markdown`, `+HTML`, `+LaTeX`.
public struct Table: Sendable, Equatable {
  public enum Alignment: Sendable {
    case left, right
  }

  public struct Column: Sendable, Equatable {
    public var name: String
    public var alignment: Alignment

    public init(_ name: String, _ alignment: Alignment = .right) {
      self.name = name
      self.alignment = alignment
    }
  }

  public struct Cell: Sendable, Equatable, ExpressibleByStringLiteral {
    public var text: String
    /// Printed bold where the form has bold: the best of its group.
    public var isBest: Bool

    public init(_ text: String, isBest: Bool = false) {
      self.text = text
      self.isBest = isBest
    }

    public init(stringLiteral text: String) {
      self.init(text)
    }
  }

  public var columns: [Column]
  public private(set) var rows: [[Cell]] = []
  /// What the table shows and how it was made; stands under it.
  public var caption: String

  public init(columns: [Column], caption: String = "") {
    self.columns = columns
    self.caption = caption
  }

  /// - Precondition: one cell a column.
  public mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "\(row.count) cells, \(columns.count) columns")
    rows.append(row)
  }
}
