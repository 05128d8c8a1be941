import Evaluation
import Reports

extension BenchmarkReport {
  /// What each choice of the design is worth: our default preset with the choice off against the same
  /// seeds with it on.
  var ablationSection: Report.Section? {
    let ablated = results.filter { $0.specification.ablation != nil && $0.failure == nil }
    let rows = Set(ablated.map(\.specification.row)).sorted()
    guard !rows.isEmpty else { return nil }
    var table = Table(
      columns: [.init("without", .left)] + rows.map { .init($0) },
      caption: caption(
        "Change of accuracy in points when the choice is switched off, mean over the seeds (how many "
          + "in brackets, with McNemar's median p-value, not corrected for so many questions). "
          + "idle: it changes nothing on these data, and was not trained."))
    for ablation in Ablation.all {
      let cells = rows.map { row -> Table.Cell in
        let own = ablated.filter {
          $0.specification.row == row && $0.specification.ablation == ablation.name
        }
        let isIdle = plan?.idleAblations[row]?.contains(ablation.name) == true
        return change(own) ?? Table.Cell(isIdle ? "idle" : "-")
      }
      if cells.contains(where: { $0.text != "-" }) {
        table.append([Table.Cell(ablation.name)] + cells)
      }
    }
    return Report.Section(title: "Ablations", blocks: [.table(table)])
  }

  /// The mean change over the seeds that were measured with the choice on and off; bold where the
  /// test is below 0.05. Nil without such a seed.
  private func change(_ ablated: [CellResult]) -> Table.Cell? {
    let pairs = ablated.compactMap { off -> (on: CellResult, off: CellResult)? in
      let group = groups.group(off.specification.row, off.specification.model)
      let on = group?.results.first {
        $0.specification.seed == off.specification.seed
          && $0.provenance.dataHash == off.provenance.dataHash
          && $0.correct.count == off.correct.count
      }
      return on.map { ($0, off) }
    }
    let tests = pairs.map { McNemar(first: $0.on.correctFlags, second: $0.off.correctFlags) }
    let changes = pairs.compactMap { pair -> Double? in
      guard let before = pair.on.figures?.accuracy.value,
        let after = pair.off.figures?.accuracy.value
      else { return nil }
      return after - before
    }
    guard let mean = Spread(changes)?.mean,
      let p = percentile(of: tests.map(\.p).sorted(), 0.5)
    else { return nil }
    return Table.Cell(
      "\(fixed(mean * 100, decimals: 2)) (\(changes.count); \(pValue(p)))", isBest: p < 0.05)
  }
}
