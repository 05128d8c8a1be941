import Evaluation
import Foundation
public import Reports
import Training

/// The pages of a run: values in, a `Report` out.
public struct BenchmarkReport: Sendable {
  let results: [CellResult]
  let groups: ResultGroups
  let plan: PlanRecord?
  /// Every pair of models on every row.
  let tests: [PairwiseTest]

  /// - Parameter plan: what was to be measured, for the list of what is missing.
  public init(_ results: [CellResult], plan: PlanRecord? = nil) {
    self.results = results
    self.plan = plan
    tests = PairwiseTest.all(in: results)
    groups = ResultGroups(results)
  }

  public var report: Report {
    var sections = [overview]
    sections += [
      planSection,
      accuracySection, costSection, outOfScopeSection, calibrationSection, robustnessSection,
      curveSection, significanceSection { _ in true }, ablationSection, intentSection,
      languageSection,
      publishedSection, failureSection,
    ].compactMap { $0 }
    sections.append(provenanceSection)
    return Report(title: "Benchmark of intent classifiers", sections: sections)
  }

  /// The table that a terminal shows at the end of a run.
  public var terminalTable: String { accuracyTable.terminal }

  var overview: Report.Section {
    let measured = results.filter { $0.failure == nil }.count
    return Report.Section(
      title: "What was measured",
      blocks: [
        .paragraph(
          "\(measured) cells: \(groups.models.count) models on \(groups.rows.count) rows "
            + "(a dataset whole, by so many utterances an intent, or in folds); "
            + "\(results.count - measured) cells failed. Accuracy is top-1 over in-scope "
            + "utterances, rejection ignored; the best of a row is bold (all that print alike). Mean ± standard deviation "
            + "over the seeds; [...] is a 95 % bootstrap interval over the test utterances of the figure "
            + "before it. A model that no seed changes (nearest centroid, nearest neighbours, naive Bayes, SVM, logistic "
            + "regression, the rule-based bot) is trained once on a whole dataset: it has no spread "
            + "there. Few-shot samples differ by the seed for every model.")
      ] + heldOutParts)
  }

  /// Said of each dataset whose test part the benchmark made itself.
  private var heldOutParts: [Report.Block] {
    let made = results.compactMap { result in
      result.provenance.heldOut.map { (result.specification.dataset.name, $0) }
    }
    return Dictionary(made, uniquingKeysWith: { first, _ in first }).sorted { $0.key < $1.key }
      .map { name, heldOut in
        .paragraph(
          "\(name) has a training part only: tested on \(heldOut), held out from it, near-duplicates on "
            + "one side, the same for every model.")
      }
  }

  var accuracySection: Report.Section? {
    Report.Section(title: "Accuracy", blocks: [.table(accuracyTable), .table(scoresTable)])
  }

  var accuracyTable: Table {
    var table = Table(
      columns: [.init("data", .left)] + groups.models.map { .init($0.name) },
      caption: caption("Accuracy in percent."))
    for row in groups.rows {
      let spreads = groups.models.map { model in
        groups.group(row, model)?.spread { $0.figures?.accuracy.value }
      }
      let best = spreads.compactMap { asPrinted($0?.mean) }.max()
      table.append(
        [Table.Cell(row)]
          + spreads.map { spread in
            guard let spread else { return "-" }
            return Table.Cell(
              percent(mean: spread.mean, deviation: spread.standardDeviation),
              isBest: asPrinted(spread.mean) == best)
          })
    }
    return table
  }

  private var scoresTable: Table {
    var table = Table(
      columns: [
        .init("data", .left), .init("model", .left), .init("accuracy [95 %]"), .init("top-3"),
        .init("macro-F1"), .init("macro-F1, first seed [95 %]"), .init("weighted F1"),
        .init("with rejection"), .init("trainings"),
      ],
      caption: caption(
        "Means over the seeds, in percent. The interval of the accuracy is that of this mean: utterances "
          + "are drawn anew, each with the share of the trainings that were right on it. The interval "
          + "of the macro-F1 is that of the first seed (or fold) and stands behind its own figure.")
    )
    eachGroup { group in
      let first = group.results.first?.figures
      table.append([
        Table.Cell(group.row), Table.Cell(group.model.name),
        Table.Cell(
          percent(group.spread { $0.figures?.accuracy.value }?.mean)
            + interval(group.accuracyInterval)),
        Table.Cell(percent(group.spread { $0.figures?.top3Accuracy }?.mean)),
        Table.Cell(percent(group.spread { $0.figures?.macroF1.value }?.mean)),
        Table.Cell(percent(first?.macroF1.value) + interval(first?.macroF1.interval)),
        Table.Cell(percent(group.spread { $0.figures?.weightedF1 }?.mean)),
        Table.Cell(percent(group.spread { $0.figures?.accuracyWithRejection.value }?.mean)),
        Table.Cell("\(group.results.count)"),
      ])
    }
    return table
  }

  private func interval(_ interval: ConfidenceInterval?) -> String {
    guard let interval else { return "" }
    return " [\(percent(interval.lower)), \(percent(interval.upper))]"
  }

  /// Our classifier on a row, of the default preset where it was measured.
  func ownGroup(_ row: String) -> ResultGroups.Group? {
    ([.default] + Preset.allCases).lazy.compactMap { groups.group(row, .classifier($0)) }.first
  }

  /// Calls `body` for every row and model, in the order of the tables.
  func eachGroup(_ body: (ResultGroups.Group) -> Void) {
    for row in groups.rows { groups.groups(of: row).forEach(body) }
  }

  private func hashes(of row: String?) -> String {
    guard let row else { return "Data hashes: last section of the report" }
    let own = groups.groups(of: row).flatMap(\.results).map { $0.provenance.dataHash.prefix(12) }
    return "Data SHA-256: \(Set(own).sorted().joined(separator: ", "))"
  }

  /// `text` and what its figures come from: command, seeds, versions, machine.
  ///
  /// - Parameter row: the row that all figures belong to: its cells alone count, and their data hashes are named.
  func caption(_ text: String, row: String? = nil) -> String {
    let results = results.filter { row == nil || $0.specification.row == row }
    let seeds = Set(results.map(\.specification.seed)).sorted().map { "\($0)" }
    let commands = Set(results.map(\.provenance.command)).sorted()
    let machines = Set(results.map(\.provenance.machine.sentence)).sorted()
    let versions = Set(results.flatMap { $0.provenance.versions.prefix(3) }).sorted()
    return text + " Command: \(commands.joined(separator: "; ")). "
      + "Seeds: \(seeds.joined(separator: ", ")). \(versions.joined(separator: ", ")). "
      + "Machine: \(machines.joined(separator: "; ")). \(hashes(of: row))."
  }
}
