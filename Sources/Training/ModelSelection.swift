import Datasets
public import Evaluation
public import IntentClassification
public import IntentTypes

/// What a training run was asked for.
public struct TrainingRequest: Sendable {
  public var train: [LabeledUtterance]
  /// Held out to fit confidence, rejection and threshold; empty: a part of `train` is held out.
  public var validation: [LabeledUtterance]
  public var validationFraction = 0.1
  public var preset = Preset.default
  public var seed: UInt64 = 1
  /// Towers trained at the same time; does not change the model.
  public var threads = 1
  /// Whether the held-out part is trained on too, after it has chosen the settings.
  public var usesAllData = false
  /// Settings that replace the chosen ones, as JSON; nil: none.
  public var overrides: String?
  /// Applied to the chosen settings, for a variant of the design; the linear one is not tried then.
  public var change: (@Sendable (Hyperparameters) -> Hyperparameters)?

  public init(train: [LabeledUtterance], validation: [LabeledUtterance] = []) {
    self.train = train
    self.validation = validation
  }
}

/// What a training run gave.
public struct TrainedModel: Sendable {
  public var classifier: IntentClassifier
  public var hyperparameters: Hyperparameters
  /// Whether validation preferred the linear variant.
  public var isLinear: Bool
  /// Utterances trained on, and held out.
  public var trainedOn: Int
  public var heldOut: Int
  /// On the held-out part; of the model before the held-out part was added, where it was.
  public var validation: EvaluationSummary
}

/// Trains with the settings that suit the data, tries the linear variant where it may win, and fits
/// confidence and rejection on held-out utterances.
///
/// - Throws: `TrainingError`.
public func trainModel(
  _ request: TrainingRequest, progress: @escaping TrainingProgress.Handler = { _ in true }
) async throws(TrainingError) -> TrainedModel {
  var (train, validation) = (request.train, request.validation)
  if validation.isEmpty {
    (train, validation) = Dataset.holdOut(
      fraction: request.validationFraction, seed: request.seed, of: train)
  }
  let counts = TrainingCounts(train)
  var settings = Hyperparameters.suited(to: counts, preset: request.preset, seed: request.seed)
  if let overrides = request.overrides {
    do {
      settings = try settings.replacing(json: overrides)
    } catch {
      throw .badHyperparameters(error)
    }
  }
  if let change = request.change { settings = change(settings) }
  var best = try await candidate(settings, train, validation, request.threads, progress)
  let isFixed = request.overrides != nil || request.change != nil
  if counts.suggestsLinearTrial && !isFixed {
    let linear = try await candidate(
      settings.linearVariant, train, validation, request.threads, progress)
    if linear.isClearlyBetter(than: best) { best = linear }
  }
  if request.usesAllData {
    let trainer = IntentTrainer(hyperparameters: best.hyperparameters, threads: request.threads)
    let all = train + validation
    var classifier = try await trainer.trainUncalibrated(all, progress: progress)
    if counts.isSmall {
      let evidence = try await trainer.evidence(crossValidating: all, progress: progress)
      trainer.calibrate(&classifier, with: evidence)
    } else {
      classifier.temperature = best.classifier.temperature
      classifier.rejection = best.classifier.rejection
    }
    best.classifier = classifier
    best.trainedOn = train.count + validation.count
  }
  return best
}

extension TrainedModel {
  /// Whether this model is right more often by over two standard errors of a share, √(p (1 - p) / n): a
  /// handful of held-out utterances must not choose by chance.
  func isClearlyBetter(than other: TrainedModel) -> Bool {
    guard let own = validation.accuracy, let others = other.validation.accuracy else {
      return false
    }
    let count = Double(max(validation.inScopeCount, 1))
    return own - others > 2 * (others * (1 - others) / count).squareRoot()
  }
}

private func candidate(
  _ settings: Hyperparameters, _ train: [LabeledUtterance], _ validation: [LabeledUtterance],
  _ threads: Int, _ progress: @escaping TrainingProgress.Handler
) async throws(TrainingError) -> TrainedModel {
  let trainer = IntentTrainer(hyperparameters: settings, threads: threads)
  let classifier = try await trainer.train(train, validation: validation, progress: progress)
  var scratch = IntentClassifier.Scratch()
  let evaluated = validation.map {
    EvaluatedUtterance(utterance: $0, ranking: classifier.rank($0.text, &scratch))
  }
  return TrainedModel(
    classifier: classifier, hyperparameters: settings, isLinear: settings.hiddenSize == 0,
    trainedOn: train.count, heldOut: validation.count,
    validation: EvaluationSummary(evaluated))
}
