import Evaluation
import Reports

extension BenchmarkReport {
  /// Accuracy on perturbed test utterances: first seed, one row a model.
  var robustnessSection: Report.Section? {
    var blocks: [Report.Block] = []
    for row in groups.rows {
      let members = groups.groups(of: row).compactMap { group in
        group.results.first { !$0.perturbed.isEmpty }
      }
      let names = Perturbation.allCases.map(\.name).filter { name in
        members.contains { $0.perturbed[name] != nil }
      }
      guard !names.isEmpty else { continue }
      var table = Table(
        columns: [.init("model", .left), .init("clean")] + names.map { .init($0) },
        caption: caption(
          "\(row): accuracy on perturbed test utterances, in percent; first seed.", row: row))
      for result in members {
        table.append(
          [
            Table.Cell(result.specification.model.name),
            Table.Cell(percent(result.figures?.accuracy.value)),
          ] + names.map { Table.Cell(percent(result.perturbed[$0])) })
      }
      blocks.append(.table(table))
    }
    return blocks.isEmpty ? nil : Report.Section(title: "Robustness", blocks: blocks)
  }

  /// Accuracy by the number of training utterances an intent.
  var curveSection: Report.Section? {
    let samples = results.compactMap { result -> (String, Int, CellResult)? in
      guard case .perIntent(let size) = result.specification.sample, result.failure == nil,
        result.specification.ablation == nil
      else { return nil }
      return (result.specification.dataset.name, size, result)
    }
    let figures = Dictionary(grouping: samples, by: \.0).sorted { $0.key < $1.key }
      .compactMap { name, members -> Report.Block? in
        guard Set(members.map(\.1)).count > 1 else { return nil }
        let series = groups.models.compactMap { model -> Figure.Series? in
          let own = members.filter { $0.2.specification.model == model }
          let points = Dictionary(grouping: own, by: \.1).sorted { $0.key < $1.key }
            .compactMap { size, cells -> Figure.Point? in
              Spread(cells.compactMap { $0.2.figures?.accuracy.value }).map {
                Figure.Point(x: Double(size), y: $0.mean)
              }
            }
          return points.isEmpty ? nil : Figure.Series(name: model.name, points: points)
        }
        return .figure(
          Figure(
            title: "\(name): learning curve", xLabel: "training utterances an intent",
            yLabel: "accuracy", content: .lines(series), isLogarithmic: true,
            caption: caption("Means over the seeds.")))
      }
    return figures.isEmpty ? nil : Report.Section(title: "Learning curves", blocks: figures)
  }

  /// The pairs of models that `isShown` takes, on every row.
  func significanceSection(_ isShown: (PairwiseTest) -> Bool) -> Report.Section? {
    let shown = tests.filter(isShown)
    guard !shown.isEmpty else { return nil }
    var table = Table(
      columns: [
        .init("data", .left), .init("first", .left), .init("second", .left), .init("difference"),
        .init("p"), .init("p, Holm"),
      ],
      caption: caption(
        "Difference of accuracy in points, first minus second; McNemar's exact test, median over "
          + "pairs of equal seed, corrected by Holm within each row; bold is below 0.05."))
    for test in shown {
      table.append([
        Table.Cell(test.row), Table.Cell(test.first), Table.Cell(test.second),
        Table.Cell(fixed(test.difference * 100, decimals: 2)), Table.Cell(pValue(test.p)),
        Table.Cell(pValue(test.correctedP), isBest: test.isSignificant),
      ])
    }
    return Report.Section(title: "Differences between models", blocks: [.table(table)])
  }
}
