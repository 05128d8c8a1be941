import Features
import Datasets
public import IntentClassification
public import IntentTypes
import Kernels
import NeuralNetwork
import Text

/// Trains a classifier: labelled utterances in, a model as stored out.
///
/// The steps, in order: vocabulary, features, towers (side by side on threads, each by itself), rounding to
/// the stored form, temperature and rejection rule on the validation part.
public struct IntentTrainer: Sendable {
  public var hyperparameters: Hyperparameters
  /// Towers trained at the same time. Does not change the result.
  public var threads: Int

  public init(hyperparameters: Hyperparameters = Hyperparameters(), threads: Int = 1) {
    self.hyperparameters = hyperparameters
    self.threads = threads
  }

  /// Trains on `train` and fits temperature, rejection and threshold on `validation`.
  ///
  /// - Parameter progress: called from several threads; returning false cancels.
  /// - Throws: `TrainingError`.
  public func train(
    _ train: [LabeledUtterance], validation: [LabeledUtterance],
    progress: @escaping TrainingProgress.Handler = { _ in true }
  ) async throws(TrainingError) -> IntentClassifier {
    var classifier = try await trainUncalibrated(train, progress: progress)
    var evidence = HeldOutEvidence()
    evidence.add(validation, judgedBy: classifier)
    calibrate(&classifier, with: evidence, trainedOn: train)
    return classifier
  }

  /// Trains towers and rounds them; confidence and rejection are not fitted yet.
  public func trainUncalibrated(
    _ train: [LabeledUtterance], progress: @escaping TrainingProgress.Handler = { _ in true }
  ) async throws(TrainingError) -> IntentClassifier {
    useSingleThreadedBLAS()
    let prepared = try PreparedTraining(train, hyperparameters)
    let towers = try await trainTowers(prepared, progress: progress)
    let network = Network(
      bagTowers: towers.bag.map(StoredBagTower.init),
      convolutionTowers: towers.convolution.map(StoredConvolutionTower.init),
      outputCount: prepared.outputCount)
    return IntentClassifier(
      intents: prepared.intents, textSettings: hyperparameters.text,
      featurizer: prepared.featurizer, network: network, commonWords: prepared.commonWords)
  }

  /// Fits temperature and rejection rule on what models said of utterances that they had not seen.
  ///
  /// - Parameter train: what `classifier` was trained on; some thousands of them are looked at.
  func calibrate(
    _ classifier: inout IntentClassifier, with evidence: HeldOutEvidence,
    trainedOn train: [LabeledUtterance]
  ) {
    var trained = HeldOutEvidence()
    let step = max(1, train.count / 5000)
    trained.add(
      stride(from: 0, to: train.count, by: step).map { train[$0] }, judgedBy: classifier)
    classifier.temperature = sharpenedTemperature(
      fittedTemperature(logits: evidence.logits, labels: evidence.labels),
      heldOut: (evidence.logits, evidence.labels), trained: (trained.logits, trained.labels))
    classifier.rejection = fittedRejection(
      evidence.rejection, rejectedShare: hyperparameters.rejectedShare)
  }

  /// What models of the other folds say of each fold of `utterances`: all of a small part takes part, where one
  /// held-out tenth would leave the fit to a handful of utterances.
  func evidence(
    crossValidating utterances: [LabeledUtterance], folds: Int = 5,
    progress: @escaping TrainingProgress.Handler
  ) async throws(TrainingError) -> HeldOutEvidence {
    var evidence = HeldOutEvidence()
    for fold in Dataset.kFolds(folds, seed: hyperparameters.seed, of: utterances) {
      let heldOut = Set(fold)
      let others = utterances.indices.filter { !heldOut.contains($0) }.map { utterances[$0] }
      let classifier: IntentClassifier
      do {
        classifier = try await trainUncalibrated(others, progress: progress)
      } catch .cancelled {
        throw .cancelled
      } catch {
        // A tiny part without this fold has one intent only, or no words: nothing to learn from it.
        continue
      }
      evidence.add(fold.map { utterances[$0] }, judgedBy: classifier)
    }
    return evidence
  }

  /// Runs the towers' training on up to `threads` threads. Each tower depends on its own seed only.
  private func trainTowers(
    _ prepared: PreparedTraining, progress: @escaping TrainingProgress.Handler
  ) async throws(TrainingError) -> (bag: [BagTower], convolution: [ConvolutionTower]) {
    enum Tower: Sendable {
      case bag(Int, BagTower)
      case convolution(Int, ConvolutionTower)
    }
    let settings = hyperparameters
    let jobs =
      (0..<settings.convolutionTowers).map { (isBag: false, number: $0) }
      + (0..<settings.bagTowers).map { (isBag: true, number: $0) }
    let report: @Sendable (Int, Int, Double) -> Bool = { tower, epoch, loss in
      progress(
        TrainingProgress(
          tower: tower, towers: jobs.count, epoch: epoch, epochs: settings.epochs, loss: loss))
    }
    let result = await withTaskGroup(
      of: Result<Tower, CancellationError>.self, returning: Result<[Tower], CancellationError>.self
    ) { group in
      var towers: [Tower] = []
      var next = 0
      func startNext() {
        guard next < jobs.count else { return }
        let (job, place) = (jobs[next], next)
        next += 1
        group.addTask { () -> Result<Tower, CancellationError> in
          let seed = settings.seed &* 1000 &+ UInt64(job.number)
          do throws(CancellationError) {
            if job.isBag {
              let tower = try trainBagTower(
                prepared.data, vocabularyCount: prepared.featurizer.vocabulary.count,
                outputCount: prepared.outputCount, adjustment: prepared.adjustment, settings,
                seed: seed
              ) { report(place, $0, $1) }
              return .success(.bag(job.number, tower))
            }
            let tower = try trainConvolutionTower(
              prepared.data, rowCount: prepared.featurizer.vocabulary.tokenRowCount,
              outputCount: prepared.outputCount, adjustment: prepared.adjustment, settings,
              seed: seed
            ) { report(place, $0, $1) }
            return .success(.convolution(job.number, tower))
          } catch {
            return .failure(error)
          }
        }
      }
      for _ in 0..<max(1, threads) { startNext() }
      while let finished = await group.next() {
        switch finished {
        case .success(let tower): towers.append(tower)
        case .failure(let error): return .failure(error)
        }
        startNext()
      }
      return .success(towers)
    }
    guard case .success(let towers) = result else { throw .cancelled }
    var bag: [(Int, BagTower)] = []
    var convolution: [(Int, ConvolutionTower)] = []
    for tower in towers {
      switch tower {
      case .bag(let number, let tower): bag.append((number, tower))
      case .convolution(let number, let tower): convolution.append((number, tower))
      }
    }
    return (
      bag.sorted { $0.0 < $1.0 }.map(\.1), convolution.sorted { $0.0 < $1.0 }.map(\.1)
    )
  }
}
