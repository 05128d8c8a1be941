import Datasets
import IntentBenchmarks
import IntentTypes
import Testing

@Suite struct SampleTests {
  static let source = DatasetSource(name: "made", path: "/nowhere")
  static let dataset: Dataset = {
    func part(_ name: String, _ each: Int) -> [LabeledUtterance] {
      ["exam", "library", "oos"].flatMap { intent in
        (0..<each).map { number in
          let word = String(repeating: "\(intent)", count: 1 + number % 5)
          return LabeledUtterance(text: "\(name) \(word) \(number * 7919)", intent: Intent(intent))
        }
      }
    }
    return Dataset(
      format: .tsv,
      splits: [.train: part("t", 40), .validation: part("v", 20), .test: part("x", 10)])
  }()

  func data(_ sample: CellSpecification.Sample, seed: UInt64 = 1) throws -> BenchmarkData {
    try BenchmarkData(
      Self.dataset,
      CellSpecification(dataset: Self.source, sample: sample, model: .naiveBayes, seed: seed))
  }

  @Test func `a few-shot sample has so many of each intent, and all out of scope`() throws {
    let sample = try data(.perIntent(5))
    #expect(sample.train.count { $0.intent.name == "exam" } == 5)
    #expect(sample.train.count { $0.intent == .outOfScope } == 40)
    #expect(sample.validation.count { $0.intent.name == "library" } == 5)
    #expect(sample.test.count == 30)
    #expect(try data(.perIntent(5)).hash == sample.hash)
    #expect(try data(.perIntent(5), seed: 2).hash != sample.hash)
  }

  @Test func `data with a training part only are tested on a fifth of it`() throws {
    var dataset = Self.dataset
    dataset.splits = [.train: Self.dataset[.train]]
    func data(_ sample: CellSpecification.Sample, _ seed: UInt64) throws -> BenchmarkData {
      try BenchmarkData(
        dataset,
        CellSpecification(dataset: Self.source, sample: sample, model: .linear, seed: seed))
    }
    let first = try data(.whole, 1)
    #expect(first.heldOut == "\(first.test.count) of 120 utterances, by seed 1")
    #expect((1...24).contains(first.test.count) && first.train.count + first.test.count == 120)
    #expect(Set(first.train.map(\.text)).isDisjoint(with: first.test.map(\.text)))
    // The same utterances for every seed and sample; folds divide all.
    #expect(try data(.whole, 2).hash == first.hash)
    #expect(try data(.perIntent(2), 2).test == first.test)
    let fold = try data(.fold(number: 0, count: 2), 1)
    #expect(fold.heldOut == nil && fold.train.count + fold.test.count == 120)
    // Too few to hold any out: the part is missing.
    dataset.splits = [.train: Array(Self.dataset[.train].prefix(1))]
    #expect(throws: BenchmarkError.missingPart(dataset: "made", part: "test", found: ["train"])) {
      try data(.whole, 1)
    }
  }

  @Test func `folds share nothing and leave the test part alone`() throws {
    let folds = try (0..<4).map { try data(.fold(number: $0, count: 4)) }
    let tested = folds.flatMap { $0.test.map(\.text) }
    #expect(tested.count == 180 && Set(tested).count == 180)
    for fold in folds {
      #expect(fold.train.count + fold.test.count == 180)
      #expect(Set(fold.train.map(\.text)).isDisjoint(with: fold.test.map(\.text)))
    }
    #expect(!tested.contains { $0.hasPrefix("x") })
  }

  @Test func `a missing part is named`() {
    var halved = Self.dataset
    halved.splits[.test] = nil
    let cell = CellSpecification(dataset: Self.source, model: .naiveBayes)
    let error = #expect(throws: BenchmarkError.self) { try BenchmarkData(halved, cell) }
    #expect(
      error?.description == "made: found no test part, only train, validation")
  }
}
