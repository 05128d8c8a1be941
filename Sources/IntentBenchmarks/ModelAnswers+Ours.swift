import Baselines
import Datasets
import Dialogue
import Dispatch
import Features
import IntentClassification
import IntentTypes
import Knowledge
import ModelFiles
import Training

extension ModelAnswers {
  /// Trains our classifier as the command does, and asks it; the linear variant and ablations in the same
  /// way and on the same data, with settings changed.
  static func ofClassifier(
    _ data: BenchmarkData, asking utterances: [LabeledUtterance],
    _ specification: CellSpecification
  ) async throws(BenchmarkError) -> ModelAnswers {
    let start = now()
    let classifier: IntentClassifier
    do throws(TrainingError) {
      classifier = try await trainedClassifier(data, specification)
    } catch {
      throw .training(error.description)
    }
    let trainSeconds = seconds(since: start)
    var scratch = IntentClassifier.Scratch()
    var answers = asked(utterances) { classifier.rank($0, &scratch) }
    answers.trainSeconds = trainSeconds
    do {
      answers.modelBytes = try classifier.modelFile.serialized().count
    } catch {
      throw .training("the model cannot be stored: \(error)")
    }
    answers.rejects = true
    return answers
  }

  private static func trainedClassifier(
    _ data: BenchmarkData, _ specification: CellSpecification
  ) async throws(TrainingError) -> IntentClassifier {
    var request = TrainingRequest(train: data.train, validation: data.validation)
    if case .classifier(let preset) = specification.model { request.preset = preset }
    request.seed = specification.seed
    request.threads = specification.threads
    // Without a validation part of its own the data would be trained on with a tenth missing.
    request.usesAllData = data.validation.isEmpty
    if specification.model == .linear {
      request.change = \.linearVariant
    } else if let ablation = specification.ablation.flatMap({ Ablation.named($0) }) {
      request.change = ablation.applied
    }
    return try await trainModel(request).classifier
  }

  /// Trains one of the baselines, and asks it.
  static func ofBaseline(
    _ model: ModelType, _ data: BenchmarkData, asking utterances: [LabeledUtterance]
  ) throws(BenchmarkError) -> ModelAnswers {
    let start = now()
    let rank: (String) -> IntentRanking
    let modelBytes: Int
    do throws(BaselineError) {
      switch model {
      case .nearestCentroid:
        let baseline = try NearestCentroid(training: data.train)
        (rank, modelBytes) = (baseline.rank, baseline.byteCount)
      case .nearestNeighbours:
        let baseline = try NearestNeighbours(training: data.train)
        (rank, modelBytes) = (baseline.rank, baseline.byteCount)
      default:
        let baseline = try NaiveBayes(training: data.train)
        (rank, modelBytes) = (baseline.rank, baseline.byteCount)
      }
    } catch {
      throw .training(error.description)
    }
    let trainSeconds = seconds(since: start)
    var answers = asked(utterances, rank)
    answers.trainSeconds = trainSeconds
    answers.modelBytes = modelBytes
    return answers
  }

  /// Reads the rules of a corpus, and asks the rule-based bot.
  static func ofRuleBot(
    corpus: String, asking utterances: [LabeledUtterance]
  ) throws(BenchmarkError) -> ModelAnswers {
    let start = now()
    let bot: RuleBot
    do throws(KnowledgeError) {
      bot = RuleBot(knowledge: try Knowledge.load(folder: corpus))
    } catch {
      throw .training("the rules of \(corpus) cannot be read: \(error)")
    }
    let trainSeconds = seconds(since: start)
    var answers = asked(utterances) { bot.judgement(of: $0).ranking }
    answers.trainSeconds = trainSeconds
    answers.rejects = true
    return answers
  }

  /// Asks one utterance at a time, each with its time; a first round that is not timed warms up.
  private static func asked(
    _ utterances: [LabeledUtterance], _ rank: (String) -> IntentRanking
  ) -> ModelAnswers {
    for utterance in utterances.prefix(200) { _ = rank(utterance.text) }
    var answers = ModelAnswers(
      rankings: [], microseconds: [], trainSeconds: 0, modelBytes: nil, rejects: false)
    for utterance in utterances {
      let start = now()
      let ranking = rank(utterance.text)
      answers.microseconds.append(Double(now() - start) / 1000)
      answers.rankings.append(ranking)
    }
    return answers
  }
}

/// The monotonic clock, in nanoseconds.
func now() -> UInt64 { DispatchTime.now().uptimeNanoseconds }

/// Seconds since a reading of the clock.
func seconds(since start: UInt64) -> Double { Double(now() - start) / 1e9 }
