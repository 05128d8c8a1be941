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
  let isHeldOutHere = validation.isEmpty
  if isHeldOutHere {
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
    if isClearlyBetter(linear.isRight, than: best.isRight) { best = linear }
  }
  var model = best.model
  let trainer = IntentTrainer(hyperparameters: model.hyperparameters, threads: request.threads)
  let all = train + validation
  if isHeldOutHere && counts.isSmall && !request.usesAllData {
    // A tenth of a small part would leave the fit to a handful of utterances.
    let evidence = try await trainer.evidence(crossValidating: all, progress: progress)
    if !evidence.labels.isEmpty {
      trainer.calibrate(&model.classifier, with: evidence, trainedOn: train)
      model.validation = EvaluationSummary(judged(validation, by: model.classifier))
    }
  }
  if request.usesAllData {
    var classifier = try await trainer.trainUncalibrated(all, progress: progress)
    if counts.isSmall {
      let evidence = try await trainer.evidence(crossValidating: all, progress: progress)
      trainer.calibrate(&classifier, with: evidence, trainedOn: all)
    } else {
      classifier.temperature = model.classifier.temperature
      classifier.rejection = model.classifier.rejection
    }
    model.classifier = classifier
    model.trainedOn = train.count + validation.count
  }
  return model
}

/// Whether a model that is right where `first` says so is right more often than the other one, beyond chance:
/// an exact McNemar test on the same held-out utterances, p < 0.05. A handful of them must not choose.
func isClearlyBetter(_ first: [Bool], than second: [Bool]) -> Bool {
  let test = McNemar(first: first, second: second)
  return test.onlyFirst > test.onlySecond && test.p < 0.05
}

/// A trained model and where it is right on the held-out in-scope utterances.
private struct Candidate {
  var model: TrainedModel
  var isRight: [Bool]
}

private func candidate(
  _ settings: Hyperparameters, _ train: [LabeledUtterance], _ validation: [LabeledUtterance],
  _ threads: Int, _ progress: @escaping TrainingProgress.Handler
) async throws(TrainingError) -> Candidate {
  let trainer = IntentTrainer(hyperparameters: settings, threads: threads)
  let classifier = try await trainer.train(train, validation: validation, progress: progress)
  let evaluated = judged(validation, by: classifier)
  let model = TrainedModel(
    classifier: classifier, hyperparameters: settings, isLinear: settings.hiddenSize == 0,
    trainedOn: train.count, heldOut: validation.count,
    validation: EvaluationSummary(evaluated))
  return Candidate(
    model: model, isRight: evaluated.filter(\.isInScope).map(\.isCorrect))
}

private func judged(
  _ utterances: [LabeledUtterance], by classifier: IntentClassifier
) -> [EvaluatedUtterance] {
  var scratch = IntentClassifier.Scratch()
  return utterances.map {
    EvaluatedUtterance(utterance: $0, ranking: classifier.rank($0.text, &scratch))
  }
}
