import Training

/// Which cells a run measures, in their order: what is worth most comes first, so that a run that
/// was stopped still gives a report.
public struct BenchmarkPlan: Sendable {
  public enum Suite: String, CaseIterable, Sendable {
    /// Small samples and one seed: minutes.
    case quick
    /// Everything that `docs/results.md` shows: hours, in pieces.
    case full
  }

  /// Cells that answer one question.
  public struct Part: Sendable, Equatable {
    public let title: String
    public fileprivate(set) var cells: [CellSpecification]
  }

  public private(set) var parts: [Part]
  /// Datasets that are not there; they are named and skipped.
  public let absent: [DatasetSource]
  /// What is known of the datasets that are there.
  public let profiles: [DatasetSource: DatasetProfile]

  /// Models that were asked for, with the datasets on which they measure nothing.
  public let notApplicable: [String]

  /// All cells, in their order.
  public var cells: [CellSpecification] { parts.flatMap(\.cells) }

  /// The plan for `datasets`, leaving out absent ones.
  ///
  /// - Parameters:
  ///   - given: those of `datasets` that were asked for: the full suite studies them with curves, folds and
  ///     ablations, as it does three of the known ones.
  ///   - profiles: of the datasets that are there; without one all ablations and sizes are planned.
  ///   - models: nil for all.
  ///   - seeds: from 1 to this number.
  /// - Throws: `sameCell` where two datasets or two programs have one name.
  public init(
    suite: Suite, datasets: [DatasetSource], given: [DatasetSource] = [], known: KnownDatasets,
    profiles: [DatasetSource: DatasetProfile] = [:], models: [ModelType]?, seeds: Int, threads: Int
  ) throws(BenchmarkError) {
    absent = datasets.filter { !$0.isPresent }
    self.profiles = profiles
    let present = datasets.filter(\.isPresent)
    let planner = Planner(
      known: known, given: given, profiles: profiles, models: models ?? Self.models(of: suite),
      seeds: seeds, threads: threads)
    var parts =
      switch suite {
      case .quick: planner.quick(present)
      case .full: planner.full(present)
      }
    var seen: [String: CellSpecification] = [:]
    for place in parts.indices {
      var cells: [CellSpecification] = []
      for cell in parts[place].cells {
        if let other = seen.updateValue(cell, forKey: cell.identifier) {
          try Self.checkSame(cell, other)
        } else {
          cells.append(cell)
        }
      }
      parts[place].cells = cells
    }
    self.parts = parts.filter { !$0.cells.isEmpty }
    let planned = Dictionary(grouping: seen.values, by: \.dataset).mapValues {
      Set($0.map(\.model))
    }
    notApplicable = (models ?? []).flatMap { model in
      present.filter { planned[$0]?.contains(model) != true }.map { dataset in
        "\(model.name) on \(dataset.name): "
          + (dataset.hasRules ? "the quick suite asks it on helpline only" : "no rules.yml there")
      }
    }
  }

  /// One cell may stand in two parts, but two must not share a file.
  private static func checkSame(
    _ cell: CellSpecification, _ other: CellSpecification
  ) throws(BenchmarkError) {
    func check(_ first: String, _ second: String) throws(BenchmarkError) {
      guard first != second else { return }
      throw .sameCell(name: cell.identifier, first: first, second: second)
    }
    try check(other.dataset.path, cell.dataset.path)
    try check(other.model.name, cell.model.name)
  }

  private static func models(of suite: Suite) -> [ModelType] {
    suite == .full ? ModelType.all : ModelType.all.filter { $0 != .classifier(.best) }
  }
}

private struct Planner {
  typealias Part = BenchmarkPlan.Part

  let known: KnownDatasets
  let given: [DatasetSource]
  let profiles: [DatasetSource: DatasetProfile]
  let models: [ModelType]
  let seeds: Int
  let threads: Int

  /// An ablation is trained with so many seeds at most: its question is what a choice is worth, and there
  /// are many.
  private static let ablationSeeds = 2
  /// Samples drawn of each few-shot size at most: models differ by far more than samples there.
  private static let fewShotSeeds = 3
  private static let fewShotSizes = [5, 10]
  private static let curveSizes = [1, 2, 20, 50]
  private static let foldCount = 5

  /// Ten examples an intent, one model after the other; the help line, which is ours, whole too.
  func quick(_ datasets: [DatasetSource]) -> [Part] {
    var (whole, sampled): ([CellSpecification], [CellSpecification]) = ([], [])
    for dataset in datasets {
      if dataset == known.helpline {
        whole += models(for: dataset).filter { $0 == .classifier(.fast) || $0 == .ruleBot }
          .map { cell(dataset, .whole, $0, seed: 1) }
      }
      for model in learning {
        sampled += seedNumbers.map {
          cell(dataset, .perIntent(10), model, seed: $0, isPerturbed: $0 == 1)
        }
      }
    }
    return [
      Part(title: "whole datasets", cells: whole),
      Part(title: "few examples an intent, with robustness", cells: sampled),
    ]
  }

  func full(_ datasets: [DatasetSource]) -> [Part] {
    let main = datasets.flatMap(whole)
    let studied = datasets.filter { chosen.contains($0) || given.contains($0) }
    let ablated = ablations(studied)
    return [
      Part(title: "whole datasets, first seed, with robustness", cells: main.filter(isFirst)),
      Part(title: "whole datasets, other seeds", cells: main.filter { !isFirst($0) }),
      Part(title: "few examples an intent", cells: fewShot(datasets)),
      Part(title: "ablations, first seed", cells: ablated.filter(isFirst)),
      Part(title: "learning curves", cells: studied.flatMap(curve)),
      Part(title: "cross-validation", cells: studied.flatMap(folds)),
      Part(title: "ablations, other seeds", cells: ablated.filter { !isFirst($0) }),
    ]
  }

  private func isFirst(_ cell: CellSpecification) -> Bool { cell.seed == 1 }

  private func whole(_ dataset: DatasetSource) -> [CellSpecification] {
    models(for: dataset).flatMap { model in
      seedNumbers(of: model).map { cell(dataset, .whole, model, seed: $0, isPerturbed: $0 == 1) }
    }
  }

  private func fewShot(_ datasets: [DatasetSource]) -> [CellSpecification] {
    var cells: [CellSpecification] = []
    // The other two editions of CLINC150 have the same test part and nearly the same samples.
    for dataset in datasets
    where dataset != known.clinc150Small && dataset != known.clinc150OosPlus {
      for size in Self.fewShotSizes.reversed() where isSmaller(size, dataset) {
        for model in small {
          cells += seedNumbers.prefix(Self.fewShotSeeds).map {
            cell(dataset, .perIntent(size), model, seed: $0)
          }
        }
      }
    }
    // Published samples of HWU64, which other papers measure on.
    for dataset in [known.hwu64TenShot, known.hwu64FiveShot]
    where dataset.isPresent && datasets.contains(known.hwu64) {
      for model in small {
        cells += seedNumbers(of: model).map { cell(dataset, .whole, model, seed: $0) }
      }
    }
    return cells
  }

  private func curve(_ dataset: DatasetSource) -> [CellSpecification] {
    Self.curveSizes.filter { isSmaller($0, dataset) }.flatMap { size in
      small.map { cell(dataset, .perIntent(size), $0, seed: 1) }
    }
  }

  /// Whether so many utterances an intent are fewer than there are.
  private func isSmaller(_ size: Int, _ dataset: DatasetSource) -> Bool {
    profiles[dataset].map { size < $0.training.largestIntent } ?? true
  }

  private func folds(_ dataset: DatasetSource) -> [CellSpecification] {
    models.filter { $0 == .classifier(.default) || $0 == .adapter(.svm) }.flatMap { model in
      (0..<Self.foldCount).map {
        cell(dataset, .fold(number: $0, count: Self.foldCount), model, seed: 1)
      }
    }
  }

  /// The choices that can matter on a dataset; those that change nothing there are not trained.
  private func ablations(_ datasets: [DatasetSource]) -> [CellSpecification] {
    guard models.contains(.classifier(.default)) else { return [] }
    return seedNumbers.prefix(Self.ablationSeeds).flatMap { seed in
      datasets.flatMap { dataset in
        Ablation.all.filter { profiles[dataset]?.idleAblations.contains($0.name) != true }
          .map { ablation in
            var cell = cell(dataset, .whole, .classifier(.default), seed: seed)
            cell.ablation = ablation.name
            return cell
          }
      }
    }
  }

  /// Curves, folds and ablations unless others are asked for: the larger public set, the one without validation part, and ours.
  private var chosen: [DatasetSource] { [known.clinc150, known.banking77, known.helpline] }

  /// The models that a sample of the training part changes.
  private var learning: [ModelType] { models.filter { $0 != .ruleBot } }

  /// The models that samples are drawn for: several towers of a kind are a question of the last tenths.
  private var small: [ModelType] { learning.filter { $0 != .classifier(.best) } }

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
