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
          : "\(missing.count) cells of the plan are missing: the run has not come to them. "
            + "The second table names them."),
      .table(parts),
    ]
    if !missing.isEmpty {
      blocks.append(.table(missingTable(plan, Set(missing.map(\.identifier)))))
    }
    if !plan.absent.isEmpty {
      blocks.append(
        .paragraph("Datasets that were not there: \(plan.absent.joined(separator: ", ")).")
      )
    }
    return Report.Section(title: "What is missing", blocks: blocks)
  }

  /// One line a part and row; what is missing of it.
  private func missingTable(_ plan: PlanRecord, _ missing: Set<String>) -> Table {
    var table = Table(
      columns: [.init("part", .left), .init("data", .left), .init("missing", .left)])
    for part in plan.parts {
      let rows = Dictionary(grouping: part.cells, by: \.row).sorted { $0.key < $1.key }
      for (row, cells) in rows {
        let left = cells.filter { missing.contains($0.identifier) }
        guard !left.isEmpty else { continue }
        let text =
          left.count == cells.count ? "everything (\(cells.count) cells)" : sentence(of: left)
        table.append([Table.Cell(part.title), Table.Cell(row), Table.Cell(text)])
      }
    }
    return table
  }

  /// Models with their missing seeds, folds or ablations.
  private func sentence(of cells: [CellSpecification]) -> String {
    Dictionary(grouping: cells, by: \.model.name).sorted { $0.key < $1.key }.map { model, cells in
      let ablations = cells.count { $0.ablation != nil }
      let seeds = Set(cells.map(\.seed)).sorted().map { "\($0)" }.joined(separator: ", ")
      let folds = cells.compactMap { cell -> String? in
        if case .fold(let number, _) = cell.sample { "\(number + 1)" } else { nil }
      }
      if ablations > 0 { return "\(ablations) ablations (seeds \(seeds))" }
      return folds.isEmpty
        ? "\(model) (seeds \(seeds))" : "\(model) (folds \(folds.joined(separator: ", ")))"
    }.joined(separator: ", ")
  }
}
