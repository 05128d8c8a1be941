import Evaluation
import Reports
import Training

extension BenchmarkReport {
  /// Figures of others for the rows of this run, ours beside them.
  var publishedSection: Report.Section? {
    var table = Table(
      columns: [
        .init("data", .left), .init("their model", .left), .init("their accuracy"),
        .init("senim"), .init("senim-best"), .init("their oos recall"),
        .init("senim, Larson: accuracy / recall"), .init("source", .left),
      ],
      caption: caption(
        "Theirs as printed in the sources, ours from this run, in percent. BERT, RoBERTa, USE and ConveRT "
          + "were trained on large corpora before; the models of this run saw nothing but the "
          + "training part. Larson's accuracies count a rejected utterance as an error, so that ours by the "
          + "same protocol stands beside them. Few-shot samples of CLINC150 and BANKING77 are drawn "
          + "by our seeds, not theirs."))
    let (ours, best) = (ModelType.classifier(.default), ModelType.classifier(.best))
    for figure in PublishedFigure.all where groups.rows.contains(figure.dataset) {
      let row = figure.dataset
      let larson = figure.outOfScopeRecall.map { _ in
        [
          mean(row, ours) { $0.larson?.inScopeAccuracy },
          mean(row, ours) { $0.larson?.outOfScopeRecall },
        ]
        .map(percent).joined(separator: " / ")
      }
      table.append([
        Table.Cell(row), Table.Cell(figure.model), Table.Cell(fixed(figure.accuracy, decimals: 2)),
        Table.Cell(percent(mean(row, ours, \.accuracy.value))),
        Table.Cell(percent(mean(row, best, \.accuracy.value))),
        Table.Cell(fixed(figure.outOfScopeRecall, decimals: 1)), Table.Cell(larson ?? "-"),
        Table.Cell(figure.source),
      ])
    }
    return table.rows.isEmpty
      ? nil : Report.Section(title: "Published figures", blocks: [.table(table)])
  }
}
