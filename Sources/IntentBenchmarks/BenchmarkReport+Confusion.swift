import Evaluation
import IntentTypes
import Reports

extension BenchmarkReport {
  /// The confusion matrix of the most confused intents as a heat map; the others are a column of their
  /// own. Nil where nothing was confused.
  func confusionMap(_ name: String, _ matrix: ConfusionMatrix) -> HeatMap? {
    let intents = matrix.mostConfusedIntents()
    guard let worst = matrix.mostConfusedPairs(limit: 1).first else { return nil }
    let places = intents.compactMap { matrix.intents.firstIndex(of: $0) }
    let others = matrix.intents.indices.filter { !places.contains($0) }
    var map = HeatMap(
      title: "\(name): the \(intents.count) most confused of \(matrix.intents.count) intents",
      summary: "\(worst.intent.name) is taken for \(worst.predicted.name) \(worst.count) times, "
        + "more often than any other intent for another. Intents that are often confused stand "
        + "beside each other. The whole matrix is in results.json.",
      rowLabel: "right answer", columnLabel: "taken for",
      shareLabel: "share of the utterances of the right answer; grey: rightly recognised",
      caption: caption("First seed.", row: name), columns: intents.map(\.name) + ["any other"])
    for row in places {
      let counts = matrix.counts[row]
      let other = others.reduce(0) { $0 + counts[$1] } + matrix.unpredicted[row]
      let total = Double(max(counts.reduce(0, +) + matrix.unpredicted[row], 1))
      let cells =
        places.map { column in (counts[column], row == column) } + [(other, false)]
      map.append(
        matrix.intents[row].name,
        cells.map { count, isExpected in
          HeatMap.Cell(
            count == 0 ? "" : "\(count)", share: Double(count) / total, isExpected: isExpected)
        })
    }
    return map
  }
}
