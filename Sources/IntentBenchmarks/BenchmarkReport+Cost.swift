import Training
import Evaluation
import Reports

extension BenchmarkReport {
  /// What training and prediction cost.
  var costSection: Report.Section? {
    var table = Table(
      columns: [
        .init("data", .left), .init("model", .left), .init("train s"), .init("peak memory"),
        .init("model"), .init("median µs"), .init("99 % µs"),
      ],
      caption: caption(
        "Least training time and latency over the seeds, largest memory; of the process of the cell. An "
          + "outside program measures its own time, without its start. \(contention) `make bench` "
          + "measures cost sharply."))
    eachGroup { group in
      let costs = group.results.compactMap(\.cost)
      let latencies = costs.compactMap(\.latency)
      table.append([
        Table.Cell(group.row), Table.Cell(group.model.name),
        Table.Cell(fixed(costs.map(\.trainSeconds).min(), decimals: 2)),
        Table.Cell(bytes(costs.compactMap(\.peakMemoryBytes).max())),
        Table.Cell(bytes(costs.compactMap(\.modelBytes).max())),
        Table.Cell(fixed(latencies.map(\.medianMicroseconds).min(), decimals: 1)),
        Table.Cell(fixed(latencies.map(\.p99Microseconds).min(), decimals: 1)),
      ])
    }
    return table.rows.isEmpty ? nil : Report.Section(title: "Cost", blocks: [.table(table)])
  }

  /// How many cells ran at the same time, as recorded.
  private var contention: String {
    let measured = results.filter { $0.failure == nil }
    let jobs = measured.map(\.provenance.jobs)
    let most = jobs.max() ?? 1
    guard most > 1 else { return "One cell ran at a time." }
    let threads = Set(measured.map(\.specification.threads)).sorted().map { "\($0)" }
    let cores = Set(measured.map(\.provenance.machine.cores)).sorted().map { "\($0)" }
    return
      "\(jobs.count { $0 > 1 }) of \(jobs.count) cells ran side by side, up to \(most) at a time "
      + "with \(threads.joined(separator: " or ")) threads each on "
      + "\(cores.joined(separator: " or ")) cores (--jobs): their times are those of a busy "
      + "machine, longer than alone."
  }

  /// Where the data have out-of-scope utterances.
  var outOfScopeSection: Report.Section? {
    var detection = Table(
      columns: [
        .init("data", .left), .init("model", .left), .init("recall"), .init("precision"),
        .init("F1"), .init("accuracy with rejection"), .init("AUROC"), .init("AUPR"),
        .init("FPR95"),
      ],
      caption: caption("At the threshold that the model ships. Means over the seeds, in percent."))
    var protocols = Table(
      columns: [
        .init("data", .left), .init("model", .left), .init("Larson: accuracy"),
        .init("Larson: recall"), .init("fixed 5 %: accuracy"), .init("fixed 5 %: recall"),
      ],
      caption: caption(
        "Larson's protocol: threshold of the best joint accuracy on validation utterances, out-of-scope ones "
          + "among them. Fixed rejection: 5 % of the in-scope validation utterances. Not "
          + "comparable with each other."))
    eachGroup { group in
      guard group.spread({ $0.figures?.outOfScope.auroc }) != nil else { return }
      func mean(_ figure: (CellFigures) -> Double?) -> Table.Cell {
        Table.Cell(percent(group.spread { $0.figures.flatMap(figure) }?.mean))
      }
      let names = [Table.Cell(group.row), Table.Cell(group.model.name)]
      detection.append(
        names + [
          mean { $0.outOfScope.recall }, mean { $0.outOfScope.precision },
          mean { $0.outOfScope.f1 }, mean { $0.accuracyWithRejection.value },
          mean { $0.outOfScope.auroc }, mean { $0.outOfScope.aupr },
          mean { $0.outOfScope.fpr95 },
        ])
      protocols.append(
        names + [
          mean { $0.larson?.inScopeAccuracy }, mean { $0.larson?.outOfScopeRecall },
          mean { $0.fixedRejection?.inScopeAccuracy },
          mean { $0.fixedRejection?.outOfScopeRecall },
        ])
    }
    guard !detection.rows.isEmpty else { return nil }
    let figures = groups.rows.compactMap(rejectionFigure).map(Report.Block.figure)
    return Report.Section(
      title: "Out of scope", blocks: [.table(detection), .table(protocols)] + figures)
  }

  /// Accuracy of what is answered against what is rejected, one curve a model.
  private func rejectionFigure(_ row: String) -> Figure? {
    let series = groups.groups(of: row).compactMap { group -> Figure.Series? in
      guard let figures = group.results.first?.figures, figures.outOfScope.auroc != nil else {
        return nil
      }
      let points = figures.rejectionCurve.compactMap { point -> Figure.Point? in
        guard let x = point.outOfScopeRecall, let y = point.accuracyWithRejection else {
          return nil
        }
        return Figure.Point(x: x, y: y)
      }
      return Figure.Series(name: group.model.name, points: points)
    }
    guard !series.isEmpty else { return nil }
    return Figure(
      title: "\(row): accuracy against rejection, first seed", xLabel: "out-of-scope recall",
      yLabel: "in-scope accuracy with rejection", content: .lines(series),
      caption: caption("", row: row))
  }

  /// Calibration errors, a reliability diagram of our classifier for each dataset, and, where nothing is out of
  /// scope, what confidence is worth for leaving the doubtful ones unanswered.
  var calibrationSection: Report.Section? {
    var table = Table(
      columns: [
        .init("data", .left), .init("model", .left), .init("ECE"), .init("largest error of a bin"),
      ],
      caption: caption(
        "15 bins of equal width, in-scope test utterances; means over the seeds, in percent."))
    eachGroup { group in
      table.append([
        Table.Cell(group.row), Table.Cell(group.model.name),
        Table.Cell(percent(group.spread { $0.figures?.calibration.expectedError }?.mean)),
        Table.Cell(percent(group.spread { $0.figures?.calibration.maximumError }?.mean)),
      ])
    }
    let diagrams =
      (groups.rows.compactMap(reliabilityDiagram) + groups.rows.compactMap(doubtFigure))
      .map(Report.Block.figure)
    return table.rows.isEmpty
      ? nil : Report.Section(title: "Calibration", blocks: [.table(table)] + diagrams)
  }

  /// Accuracy of the answered against the share left unanswered; nil where some are out of scope, which
  /// have a figure of their own.
  private func doubtFigure(_ row: String) -> Figure? {
    let series = groups.groups(of: row).compactMap { group -> Figure.Series? in
      guard let figures = group.results.first?.figures, figures.outOfScope.count == 0 else {
        return nil
      }
      let points = figures.rejectionCurve.compactMap { point -> Figure.Point? in
        guard let x = point.inScopeRejected, let y = point.accuracyOfAnswered else { return nil }
        return Figure.Point(x: x, y: y)
      }
      return Figure.Series(name: group.model.name, points: points)
    }
    guard !series.isEmpty else { return nil }
    return Figure(
      title: "\(row): accuracy of the answered, first seed", xLabel: "share rejected",
      yLabel: "accuracy of the answered", content: .lines(series), caption: caption("", row: row))
  }

  private func reliabilityDiagram(_ row: String) -> Figure? {
    guard let group = ownGroup(row),
      let calibration = group.results.first?.figures?.calibration
    else { return nil }
    // A bin without utterances has no accuracy, and no bar.
    let bars = calibration.bins.map { Figure.Point(x: $0.lower, y: $0.accuracy ?? .nan) }
    return Figure(
      title: "\(row): reliability of \(group.model.name), first seed", xLabel: "confidence",
      yLabel: "accuracy", content: .bars(bars, width: 1 / Double(calibration.bins.count)),
      caption: caption("", row: row))
  }
}
