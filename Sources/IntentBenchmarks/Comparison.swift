import Evaluation
public import Reports

/// What differs between two runs, cell by cell: after a change of the code, or on another machine.
public struct Comparison: Sendable {
  public struct Row: Sendable, Equatable {
    public let cell: String
    public let first: Double
    public let second: Double
    public let p: Double
    public var correctedP: Double

    /// Whether the runs differ at the 5 % level after correction for all cells.
    public var isSignificant: Bool { correctedP < 0.05 }
  }

  public let rows: [Row]
  /// Cells that only one run has, or that were measured on other utterances.
  public let incomparable: [String]
  /// Where the figures of A and of B come from: command, versions, machine.
  public let origins: [String]

  public init(_ first: [CellResult], _ second: [CellResult]) {
    let others = Dictionary(
      second.map { ($0.specification.identifier, $0) }, uniquingKeysWith: { a, _ in a })
    var rows: [Row] = []
    var incomparable: [String] = []
    for result in first {
      let name = result.specification.identifier
      guard let other = others[name], result.failure == nil, other.failure == nil,
        other.provenance.dataHash == result.provenance.dataHash,
        other.correct.count == result.correct.count,
        let a = result.figures?.accuracy.value, let b = other.figures?.accuracy.value
      else {
        incomparable.append(name)
        continue
      }
      let p = McNemar(first: result.correctFlags, second: other.correctFlags).p
      rows.append(Row(cell: name, first: a, second: b, p: p, correctedP: p))
    }
    let corrected = holmCorrected(rows.map(\.p))
    for place in rows.indices { rows[place].correctedP = corrected[place] }
    origins = zip(["A", "B"], [first, second]).map { "\($0): \(Self.origin(of: $1))" }
    let seen = Set(first.map(\.specification.identifier))
    self.rows = rows.sorted { $0.p == $1.p ? $0.cell < $1.cell : $0.p < $1.p }
    self.incomparable = (incomparable + others.keys.filter { !seen.contains($0) }).sorted()
  }

  private static func origin(of results: [CellResult]) -> String {
    [
      results.map(\.provenance.command), results.flatMap { $0.provenance.versions.prefix(3) },
      results.map(\.provenance.machine.sentence),
    ].map { Set($0).sorted().joined(separator: "; ") }.joined(separator: ". ")
  }

  /// One row a cell, the clearest difference first; significant p-values are marked as best.
  ///
  /// - Parameter all: whether cells without significant difference have a row.
  public func table(all: Bool) -> Table {
    var table = Table(
      columns: [
        .init("cell", .left), .init("A %"), .init("B %"), .init("B - A"), .init("p"),
        .init("p, Holm"),
      ],
      caption: "Accuracy; McNemar's exact test on the same utterances, corrected by Holm.")
    for row in rows where all || row.isSignificant {
      table.append([
        Table.Cell(row.cell), Table.Cell(percent(row.first)), Table.Cell(percent(row.second)),
        Table.Cell(fixed((row.second - row.first) * 100, decimals: 2)), Table.Cell(pValue(row.p)),
        Table.Cell(pValue(row.correctedP), isBest: row.isSignificant),
      ])
    }
    return table
  }

  /// What people read first.
  public var sentence: String {
    let significant = rows.filter(\.isSignificant)
    let better = significant.filter { $0.second > $0.first }.count
    let differing = rows.filter { $0.first != $0.second }.count
    return
      "\(rows.count) cells compared, \(differing) with another accuracy; B is significantly better "
      + "in \(better) and worse in \(significant.count - better); "
      + "\(incomparable.count) cells could not be compared."
  }
}
