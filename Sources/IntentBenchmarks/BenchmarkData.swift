import Crypto
public import Datasets
import Foundation
public import IntentTypes

/// The utterances of one cell.
public struct BenchmarkData: Sendable {
  public var train: [LabeledUtterance]
  /// Empty where the dataset has none; a model that needs some holds out a part of `train`.
  public var validation: [LabeledUtterance]
  public var test: [LabeledUtterance]
  /// How the test part was made; nil where the dataset has one, or the sample is a fold.
  public private(set) var heldOut: String?

  /// Share and seed of the test part of a dataset that has none: the same utterances for every model and seed.
  private static let (heldOutShare, heldOutSeed): (Double, UInt64) = (0.2, 1)

  public init(
    train: [LabeledUtterance], validation: [LabeledUtterance], test: [LabeledUtterance]
  ) {
    self.train = train
    self.validation = validation
    self.test = test
  }

  /// Reads a source and takes the sample of `specification`. With a few-shot sample the validation part
  /// is sampled too: someone with ten utterances an intent has no thousand to validate on.
  ///
  /// - Throws: `dataset` with the reader's message, `missingPart`.
  public init(_ specification: CellSpecification) throws(BenchmarkError) {
    try self.init(try Self.dataset(of: specification.dataset), specification)
  }

  /// Reads a source, with its training part from elsewhere where it has such.
  static func dataset(of source: DatasetSource) throws(BenchmarkError) -> Dataset {
    var dataset = try read(source.path)
    if let path = source.trainPath { dataset.splits[.train] = try read(path)[.train] }
    return dataset
  }

  private static func read(_ path: String) throws(BenchmarkError) -> Dataset {
    do throws(DatasetError) {
      return try Dataset.read(at: path)
    } catch {
      throw .dataset(error.description)
    }
  }

  /// The sample of `specification` from a dataset that was read. Where it has a training part only, a fifth of
  /// each intent is held out for testing, near-duplicates on one side.
  public init(
    _ dataset: Dataset, _ specification: CellSpecification
  ) throws(BenchmarkError) {
    let (name, seed) = (specification.dataset.name, specification.seed)
    let parts = dataset.parts.map(\.rawValue)
    guard !dataset[.train].isEmpty else {
      throw .missingPart(dataset: name, part: "train", found: parts)
    }
    if case .fold(let number, let count) = specification.sample {
      let all = dataset[.train] + dataset[.validation]
      let fold = Set(Dataset.kFolds(count, seed: seed, of: all)[number])
      train = all.indices.filter { !fold.contains($0) }.map { all[$0] }
      validation = []
      test = fold.sorted().map { all[$0] }
      return
    }
    (train, validation, test) = (dataset[.train], dataset[.validation], dataset[.test])
    if dataset.parts == [.train] {
      (train, test) = Dataset.holdOut(
        fraction: Self.heldOutShare, seed: Self.heldOutSeed, of: dataset[.train])
      heldOut =
        "\(test.count) of \(dataset[.train].count) utterances, by seed \(Self.heldOutSeed)"
    }
    guard !test.isEmpty else {
      throw .missingPart(dataset: name, part: "test", found: parts)
    }
    if case .perIntent(let count) = specification.sample {
      train = Self.sample(count, of: train, seed: seed)
      validation = Self.sample(count, of: validation, seed: seed)
    }
  }

  /// `count` utterances of each intent; those out of scope stay all, for they are no class.
  private static func sample(
    _ count: Int, of utterances: [LabeledUtterance], seed: UInt64
  ) -> [LabeledUtterance] {
    let inScope = utterances.filter { $0.intent != .outOfScope }
    return Dataset.fewShot(perIntent: count, seed: seed, of: inScope)
      + utterances.filter { $0.intent == .outOfScope }
  }

  /// SHA-256 over all parts, in hexadecimal: two results belong together only where it is equal.
  public var hash: String {
    var hasher = SHA256()
    for (name, part) in [("train", train), ("validation", validation), ("test", test)] {
      hasher.update(data: Data("\(name) \(part.count)\n".utf8))
      for utterance in part {
        hasher.update(data: Data("\(utterance.intent.name)\t\(utterance.text)\n".utf8))
      }
    }
    return hasher.finalize().map { String(format: "%02x", $0) }.joined()
  }
}
