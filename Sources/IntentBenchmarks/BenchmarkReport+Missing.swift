import Reports

extension BenchmarkReport {
  /// How much of the plan is measured, and plainly what is not; nil where no plan is known.
  var planSection: Report.Section? {
    guard let plan else { return nil }
    let measured = Set(results.filter { $0.failure == nil }.map(\.specification.identifier))
    let failed = Set(results.filter { $0.failure != nil }.map(\.specification.identifier))
    var parts = Table(
      columns: [
        .init("part", .left), .init("planned"), .init("measured"), .init("failed"),
        .init("missing"),
      ])
    var missing: [CellSpecification] = []
    for part in plan.parts {
      let names = part.cells.map(\.identifier)
      let left = part.cells.filter {
        !measured.contains($0.identifier) && !failed.contains($0.identifier)
      }
      missing += left
      parts.append([
        Table.Cell(part.title), Table.Cell("\(names.count)"),
        Table.Cell("\(names.count { measured.contains($0) })"),
        Table.Cell("\(names.count { failed.contains($0) })"),
        Table.Cell("\(left.count)", isBest: !left.isEmpty),
      ])
    }
    var blocks: [Report.Block] = [
      .paragraph(
        missing.isEmpty
          ? "Every cell of the plan has been measured or has failed."
          : "\(missing.count) cells of the plan are missing: the run was stopped before them. "
            + "The second table names them."),
      .table(parts),
    ]
    if !missing.isEmpty { blocks.append(.table(missingTable(missing))) }
    if !plan.absent.isEmpty {
      blocks.append(
        .paragraph("Datasets that were not there: \(plan.absent.joined(separator: ", ")).")
      )
    }
    return Report.Section(title: "What is missing", blocks: blocks)
  }

  /// One line a row and model, its missing seeds, folds or ablations in it.
  private func missingTable(_ missing: [CellSpecification]) -> Table {
    var table = Table(
      columns: [.init("data", .left), .init("model", .left), .init("missing", .left)])
    let grouped = Dictionary(grouping: missing) { "\($0.row)\t\($0.model.name)" }
    for (_, cells) in grouped.sorted(by: { $0.key < $1.key }) {
      guard let first = cells.first else { continue }
      let pieces = Set(cells.map(piece)).sorted()
      table.append([
        Table.Cell(first.row), Table.Cell(first.model.name),
        Table.Cell(pieces.joined(separator: ", ")),
      ])
    }
    return table
  }

  private func piece(_ cell: CellSpecification) -> String {
    if let ablation = cell.ablation { return "without \(ablation), seed \(cell.seed)" }
    if case .fold(let number, _) = cell.sample { return "fold \(number + 1)" }
    return "seed \(cell.seed)"
  }
}
