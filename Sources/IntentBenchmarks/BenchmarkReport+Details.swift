import Evaluation
import IntentTypes
import Reports
import Training

extension BenchmarkReport {
  /// Our classifier's intents one by one, and what it confuses; first seed of each whole dataset.
  var intentSection: Report.Section? {
    var blocks: [Report.Block] = []
    for row in groups.rows {
      guard let result = ownGroup(row)?.results.first,
        result.specification.sample == .whole, let figures = result.figures
      else { continue }
      blocks.append(.paragraph("\(row): \(result.specification.model.name), first seed."))
      blocks.append(.table(intentTable(row, figures)))
      blocks += confusionMap(row, figures.confusionMatrix).map { [.heatMap($0)] } ?? []
      blocks.append(.table(confusionTable(row, figures)))
    }
    return blocks.isEmpty ? nil : Report.Section(title: "Intents", blocks: blocks)
  }

  /// The intents with the lowest F1; those that are always right are left out.
  private func intentTable(_ row: String, _ figures: CellFigures) -> Table {
    let imperfect = figures.intents.filter { $0.f1 < 1 }.sorted {
      $0.f1 == $1.f1 ? $0.intent < $1.intent : $0.f1 < $1.f1
    }
    var table = Table(
      columns: [
        .init("intent", .left), .init("utterances"), .init("precision"), .init("recall"),
        .init("F1"),
      ],
      caption: caption(
        "\(figures.intents.count - imperfect.count) more intents are always right. In percent. All "
          + "intents are in results.json.", row: row))
    for scores in imperfect.prefix(40) {
      table.append([
        Table.Cell(scores.intent.name), Table.Cell("\(scores.support)"),
        Table.Cell(percent(scores.precision)), Table.Cell(percent(scores.recall)),
        Table.Cell(percent(scores.f1)),
      ])
    }
    return table
  }

  private func confusionTable(_ row: String, _ figures: CellFigures) -> Table {
    var table = Table(
      columns: [.init("right answer", .left), .init("taken for", .left), .init("times")],
      caption: caption("The most confused pairs.", row: row))
    for confusion in figures.confusionMatrix.mostConfusedPairs(limit: 20) {
      table.append([
        Table.Cell(confusion.intent.name), Table.Cell(confusion.predicted.name),
        Table.Cell("\(confusion.count)"),
      ])
    }
    return table
  }

  /// Where the data name languages, or are written in several scripts.
  var languageSection: Report.Section? {
    var table = Table(
      columns: [
        .init("data", .left), .init("model", .left), .init("group", .left), .init("in scope"),
        .init("accuracy"), .init("with rejection"), .init("out of scope"), .init("recall"),
      ], caption: caption("First seed, in percent."))
    eachGroup { group in
      guard let figures = group.results.first?.figures else { return }
      for rows in [figures.languages, figures.scripts] where rows.count > 1 {
        for row in rows {
          table.append([
            Table.Cell(group.row), Table.Cell(group.model.name), Table.Cell(row.group),
            Table.Cell("\(row.inScopeCount)"), Table.Cell(percent(row.accuracy)),
            Table.Cell(percent(row.accuracyWithRejection)), Table.Cell("\(row.outOfScopeCount)"),
            Table.Cell(percent(row.outOfScopeRecall)),
          ])
        }
      }
    }
    return table.rows.isEmpty
      ? nil : Report.Section(title: "Languages and scripts", blocks: [.table(table)])
  }

  /// Cells without figures, and why.
  var failureSection: Report.Section? {
    var table = Table(columns: [.init("cell", .left), .init("reason", .left)])
    for result in results {
      guard let reason = result.failure else { continue }
      table.append([Table.Cell(result.specification.identifier), Table.Cell(reason)])
    }
    return table.rows.isEmpty
      ? nil : Report.Section(title: "Cells that failed", blocks: [.table(table)])
  }

  /// What every figure can be traced to.
  var provenanceSection: Report.Section {
    var table = Table(
      columns: [
        .init("cell", .left), .init("seed"), .init("data SHA-256", .left), .init("versions", .left),
      ], caption: caption("Every cell."))
    for result in results where result.failure == nil {
      table.append([
        Table.Cell(result.specification.identifier), Table.Cell("\(result.specification.seed)"),
        Table.Cell(String(result.provenance.dataHash.prefix(16))),
        Table.Cell(result.provenance.versions.joined(separator: ", ")),
      ])
    }
    return Report.Section(title: "Provenance", blocks: [.table(table)])
  }
}
