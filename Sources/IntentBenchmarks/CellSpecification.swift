import Foundation

/// One cell of the benchmark: one model trained once on one sample of one dataset, and tested.
public struct CellSpecification: Codable, Hashable, Sendable {
  /// Which utterances are trained on and tested on.
  public enum Sample: Codable, Hashable, Sendable {
    /// The training part, tested on the test part.
    case whole
    /// So many training utterances of each intent, by the cell's seed; the whole test part.
    case perIntent(Int)
    /// Fold `number` (from 0) of `count` is the test part; the others of training and validation
    /// together are trained on. The dataset's own test part is not touched.
    case fold(number: Int, count: Int)
  }

  public var dataset: DatasetSource
  public var sample: Sample
  public var model: ModelType
  /// A choice of the design that is switched off; only for our classifier. See `Ablation`.
  public var ablation: String?
  public var seed: UInt64
  /// Whether the test part is also measured perturbed.
  public var isPerturbed: Bool
  /// Threads of the training.
  public var threads: Int

  public init(
    dataset: DatasetSource, sample: Sample = .whole, model: ModelType, ablation: String? = nil,
    seed: UInt64 = 1, isPerturbed: Bool = false, threads: Int = 2
  ) {
    self.dataset = dataset
    self.sample = sample
    self.model = model
    self.ablation = ablation
    self.seed = seed
    self.isPerturbed = isPerturbed
    self.threads = threads
  }

  /// The dataset and sample: what stands in one row of a table.
  public var row: String {
    switch sample {
    case .whole: dataset.name
    case .perIntent(let count): "\(dataset.name)-\(count)-shot"
    case .fold(_, let count): "\(dataset.name)-\(count)-fold"
    }
  }

  /// Names the cell's file: unique among cells, and safe as a file name.
  public var identifier: String {
    var parts = [row, model.name]
    if case .fold(let number, _) = sample { parts.append("fold\(number)") }
    if let ablation { parts.append("without-\(ablation)") }
    parts.append("seed\(seed)")
    let safe = parts.joined(separator: ".").unicodeScalars.map { scalar -> Character in
      let isPlain = scalar.isASCII && scalar.properties.isAlphabetic
      return isPlain || "0123456789.-_".unicodeScalars.contains(scalar)
        ? Character(scalar) : "_"
    }
    return String(safe)
  }
}
