public import Training

/// What a plan knows of a dataset before it measures: its size, and which choices of the design can
/// matter on it.
public struct DatasetProfile: Sendable, Equatable {
  /// In-scope training utterances and intents.
  public let training: TrainingCounts
  public let validationCount: Int
  public let testCount: Int
  /// Names of the ablations that change nothing here: no utterance is touched by them, or the
  /// defaults for this training part have the choice off already.
  public let idleAblations: Set<String>

  public init(_ data: BenchmarkData) {
    training = TrainingCounts(data.train)
    validationCount = data.validation.count
    testCount = data.test.count
    let settings = Hyperparameters.suited(to: training)
    let utterances = data.train + data.validation + data.test
    idleAblations = Set(
      Ablation.all.filter { $0.isIdle(in: settings, utterances) }.map(\.name))
  }

  /// The profile of a source; nil where it cannot be read, which its cells will say in full.
  public init?(of source: DatasetSource) {
    guard
      let data = try? BenchmarkData(
        CellSpecification(dataset: source, model: .classifier(.default)))
    else { return nil }
    self.init(data)
  }
}
