import Training

/// Which cells a run measures, in their order.
public struct BenchmarkPlan: Sendable {
  public enum Suite: String, CaseIterable, Sendable {
    /// Small samples and one seed: minutes.
    case quick
    /// Everything that `docs/results.md` shows: hours, in pieces.
    case full
  }

  public var cells: [CellSpecification]
  /// Datasets that are not there; they are named and skipped.
  public var absent: [DatasetSource]

  /// The plan for `datasets`, leaving out absent ones.
  ///
  /// - Parameters:
  ///   - models: nil for all.
  ///   - seeds: from 1 to this number.
  public init(
    suite: Suite, datasets: [DatasetSource], known: KnownDatasets, models: [ModelType]?,
    seeds: Int, threads: Int
  ) {
    absent = datasets.filter { !$0.isPresent }
    let present = datasets.filter(\.isPresent)
    let planner = Planner(
      known: known, models: models ?? Self.models(of: suite), seeds: seeds, threads: threads)
    let cells =
      switch suite {
      case .quick: present.flatMap { planner.quick($0) }
      case .full: planner.full(present)
      }
    var seen = Set<String>()
    self.cells = cells.filter { seen.insert($0.identifier).inserted }
  }

  private static func models(of suite: Suite) -> [ModelType] {
    suite == .full ? ModelType.all : ModelType.all.filter { $0 != .classifier(.best) }
  }
}

private struct Planner {
  let known: KnownDatasets
  let models: [ModelType]
  let seeds: Int
  let threads: Int

  /// Ten examples an intent, one model after the other; the help line, which is ours, whole too.
  func quick(_ dataset: DatasetSource) -> [CellSpecification] {
    let sampled = learning.flatMap { model -> [CellSpecification] in
      seedNumbers.map { cell(dataset, .perIntent(10), model, seed: $0, isPerturbed: $0 == 1) }
    }
    guard dataset == known.helpline else { return sampled }
    let whole = models(for: dataset).filter { $0 == .classifier(.fast) || $0 == .ruleBot }
    return whole.map { cell(dataset, .whole, $0, seed: 1) } + sampled
  }

  /// The main table first, then few-shot, curves, cross-validation and ablations.
  func full(_ datasets: [DatasetSource]) -> [CellSpecification] {
    let main = datasets.flatMap { dataset -> [CellSpecification] in
      models(for: dataset).flatMap { model -> [CellSpecification] in
        seedNumbers(of: model).map {
          cell(dataset, .whole, model, seed: $0, isPerturbed: $0 == 1)
        }
      }
    }
    return main + fewShot(datasets) + curves(datasets) + folds(datasets) + ablations(datasets)
  }

  private func fewShot(_ datasets: [DatasetSource]) -> [CellSpecification] {
    var cells: [CellSpecification] = []
    for dataset in datasets {
      for size in [5, 10] {
        for model in learning {
          cells += seedNumbers.map { cell(dataset, .perIntent(size), model, seed: $0) }
        }
      }
    }
    // Published samples of HWU64, which other papers measure on.
    for dataset in [known.hwu64FiveShot, known.hwu64TenShot]
    where dataset.isPresent && datasets.contains(known.hwu64) {
      for model in learning {
        cells += seedNumbers(of: model).map { cell(dataset, .whole, model, seed: $0) }
      }
    }
    return cells
  }

  private func curves(_ datasets: [DatasetSource]) -> [CellSpecification] {
    datasets.filter { chosen.contains($0) }.flatMap { dataset in
      [1, 2, 20, 50].flatMap { size in
        learning.filter { $0 != .classifier(.best) }.map {
          cell(dataset, .perIntent(size), $0, seed: 1)
        }
      }
    }
  }

  private func folds(_ datasets: [DatasetSource]) -> [CellSpecification] {
    let folded = models.filter { $0 == .classifier(.default) || $0 == .adapter(.svm) }
    return datasets.filter { chosen.contains($0) }.flatMap { dataset in
      folded.flatMap { model in
        (0..<5).map { cell(dataset, .fold(number: $0, count: 5), model, seed: 1) }
      }
    }
  }

  private func ablations(_ datasets: [DatasetSource]) -> [CellSpecification] {
    guard models.contains(.classifier(.default)) else { return [] }
    return datasets.filter { chosen.contains($0) }.flatMap { dataset in
      Ablation.all.map { ablation in
        var cell = cell(dataset, .whole, .classifier(.default), seed: 1)
        cell.ablation = ablation.name
        return cell
      }
    }
  }

  /// Curves, folds and ablations: the larger public set, the one without validation part, and ours.
  private var chosen: [DatasetSource] { [known.clinc150, known.banking77, known.helpline] }

  /// The models that a sample of the training part changes.
  private var learning: [ModelType] { models.filter { $0 != .ruleBot } }

  /// The models that can be asked: the rule-based bot needs rules.
  private func models(for dataset: DatasetSource) -> [ModelType] {
    dataset.hasRules ? models : learning
  }

  private var seedNumbers: [UInt64] { (0..<seeds).map { UInt64($0) + 1 } }

  private func seedNumbers(of model: ModelType) -> [UInt64] {
    model.dependsOnSeed ? seedNumbers : Array(seedNumbers.prefix(1))
  }

  private func cell(
    _ dataset: DatasetSource, _ sample: CellSpecification.Sample, _ model: ModelType,
    seed: UInt64, isPerturbed: Bool = false
  ) -> CellSpecification {
    CellSpecification(
      dataset: dataset, sample: sample, model: model, seed: seed, isPerturbed: isPerturbed,
      threads: threads)
  }
}
