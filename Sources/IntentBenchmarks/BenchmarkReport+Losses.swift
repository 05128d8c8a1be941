import Evaluation
import Reports
import Training

extension BenchmarkReport {
  /// Plainly where a rival is better than our default preset, or as good; nil where it was not measured.
  /// Figures that print alike are equal.
  var lossesSection: Report.Section? {
    let own = groups.rows.filter { groups.group($0, .classifier(.default)) != nil }
    guard !own.isEmpty else { return nil }
    let rows = own.filter { !rivals(of: $0).isEmpty }
    let accuracy = accuracyLosses(rows)
    var blocks: [Report.Block] = [
      .paragraph(
        "\(rows.count) rows were measured with the default preset and with a rival (or our own linear "
          + "variant); a rival has the higher mean accuracy on "
          + "\(Set(accuracy.rows.compactMap(\.first?.text)).count) of them\(ties(rows)). Our other "
          + "two presets are no rivals and are left out here. The second table counts the other figures, "
          + "each on the rows where it was measured of a rival too\(timesLeftOut).")
    ]
    let alone = own.filter { rivals(of: $0).isEmpty }
    if !alone.isEmpty {
      blocks.append(.paragraph("No rival was measured yet on \(alone.joined(separator: ", "))."))
    }
    if !accuracy.rows.isEmpty { blocks.append(.table(accuracy)) }
    let others = otherLosses(rows)
    if !others.rows.isEmpty { blocks.append(.table(others)) }
    blocks += publishedLosses(own).map { [.paragraph($0)] } ?? []
    return Report.Section(title: "Where we lose", blocks: blocks)
  }

  /// Rows on which the best rival's accuracy equals ours, in words; empty without such a row.
  private func ties(_ rows: [String]) -> String {
    let tied = rows.compactMap { row -> String? in
      let ours = asPrinted(mean(row, .classifier(.default), \.accuracy.value))
      let accuracies = rivals(of: row).map { rival in
        (name: rival.model.name, value: asPrinted(mean(row, rival.model, \.accuracy.value)))
      }
      guard let ours, accuracies.compactMap(\.value).max() == ours else { return nil }
      let names = accuracies.filter { $0.value == ours }.map(\.name)
      return "\(row) with \(names.joined(separator: ", "))"
    }
    return tied.isEmpty ? "" : ", and the same on \(tied.count): \(tied.joined(separator: "; "))"
  }

  /// Said where cells ran side by side.
  private var timesLeftOut: String {
    results.contains { $0.failure == nil && $0.provenance.jobs > 1 }
      ? "; times are not counted where cells ran side by side (--jobs)" : ""
  }

  /// The best published figure above ours on each row, in a sentence.
  private func publishedLosses(_ rows: [String]) -> String? {
    let losses = rows.compactMap { row -> String? in
      guard let ours = mean(row, .classifier(.default), \.accuracy.value),
        let best = PublishedFigure.all.filter({ $0.dataset == row })
          .max(by: { $0.accuracy < $1.accuracy }), best.accuracy > ours * 100
      else { return nil }
      return "\(row): \(best.model), by \(fixed(best.accuracy - ours * 100, decimals: 2)) points"
    }
    guard !losses.isEmpty else { return nil }
    return "Of the published models, those that were trained on large corpora before are better: "
      + losses.joined(separator: "; ") + "."
  }

  /// Rivals with a higher accuracy, row by row.
  private func accuracyLosses(_ rows: [String]) -> Table {
    var table = Table(
      columns: [
        .init("data", .left), .init("rival", .left), .init("its accuracy"), .init("ours"),
        .init("difference"), .init("p, Holm"),
      ], caption: caption("In percent, means over the seeds; p as in the table of differences."))
    for row in rows {
      guard let ours = mean(row, .classifier(.default), \.accuracy.value) else { continue }
      for rival in rivals(of: row) {
        guard let theirs = mean(row, rival.model, \.accuracy.value),
          let their = asPrinted(theirs), let our = asPrinted(ours), their > our
        else { continue }
        let names = [ModelType.classifier(.default).name, rival.model.name]
        let test = tests.first { $0.row == row && Set([$0.first, $0.second]) == Set(names) }
        table.append([
          Table.Cell(row), Table.Cell(rival.model.name), Table.Cell(percent(theirs)),
          Table.Cell(percent(ours)), Table.Cell(fixed(their - our, decimals: 2)),
          Table.Cell(test.map { pValue($0.correctedP) } ?? "-"),
        ])
      }
    }
    return table
  }

  /// A figure other than accuracy, and how to read it from a group; smaller is better unless said.
  private struct Measure: Sendable {
    let name: String
    var isLargerBetter = false
    let value: @Sendable (ResultGroups.Group) -> Double?
  }

  private static let measures = [
    Measure(name: "macro-F1", isLargerBetter: true) {
      asPrinted($0.spread { $0.figures?.macroF1.value }?.mean)
    },
    Measure(name: "out-of-scope AUROC", isLargerBetter: true) {
      asPrinted($0.spread { $0.figures?.outOfScope.auroc }?.mean)
    },
    Measure(name: "calibration error (ECE)") {
      asPrinted($0.spread { $0.figures?.calibration.expectedError }?.mean)
    },
    Measure(name: "accuracy on perturbed utterances, mean of all kinds", isLargerBetter: true) {
      asPrinted($0.spread { result in Spread(Array(result.perturbed.values))?.mean }?.mean)
    },
    Measure(name: "training seconds") {
      $0.isContended ? nil : $0.spread { $0.cost?.trainSeconds }?.minimum
    },
    Measure(name: "peak memory") {
      $0.spread { $0.cost?.peakMemoryBytes.map(Double.init) }?.maximum
    },
    Measure(name: "size of the model") {
      $0.spread { $0.cost?.modelBytes.map(Double.init) }?.maximum
    },
    Measure(name: "median time an utterance") {
      $0.isContended ? nil : $0.spread { $0.cost?.latency?.medianMicroseconds }?.minimum
    },
  ]

  /// On how many rows each rival is better in each of the other figures.
  private func otherLosses(_ rows: [String]) -> Table {
    var table = Table(
      columns: [
        .init("figure", .left), .init("rows"), .init("rows with a better rival"),
        .init("who, on how many rows", .left), .init("rows with a tie"),
      ], caption: caption("Against the default preset."))
    for measure in Self.measures {
      var (count, lost, tied) = (0, 0, 0)
      var winners: [String: Int] = [:]
      for row in rows {
        guard let group = groups.group(row, .classifier(.default)), let ours = measure.value(group)
        else { continue }
        let values = rivals(of: row).compactMap { rival in
          measure.value(rival).map { (name: rival.model.name, value: $0) }
        }
        guard !values.isEmpty else { continue }
        let better = values.filter {
          measure.isLargerBetter ? $0.value > ours : $0.value < ours
        }
        count += 1
        lost += better.isEmpty ? 0 : 1
        tied += better.isEmpty && values.contains { $0.value == ours } ? 1 : 0
        for rival in better { winners[rival.name, default: 0] += 1 }
      }
      guard count > 0 else { continue }
      let names = winners.sorted { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }
      table.append([
        Table.Cell(measure.name), Table.Cell("\(count)"), Table.Cell("\(lost)"),
        Table.Cell(names.map { "\($0.key) \($0.value)" }.joined(separator: ", ")),
        Table.Cell("\(tied)"),
      ])
    }
    return table
  }

  /// The other models of a row, our other presets left out.
  private func rivals(of row: String) -> [ResultGroups.Group] {
    groups.groups(of: row).filter { group in
      if case .classifier = group.model { false } else { true }
    }
  }

  /// Mean over the seeds of a figure.
  func mean(
    _ row: String, _ model: ModelType, _ figure: (CellFigures) -> Double?
  ) -> Double? {
    groups.group(row, model)?.spread { $0.figures.flatMap(figure) }?.mean
  }
}
