import Datasets
import Features
import Foundation
import IntentClassification
import IntentTypes
import ModelFiles
import Synchronization
import Testing

@testable import Training

/// Utterances of three intents, written for the tests.
let smallCorpus: [LabeledUtterance] = [
  ("hours", "when does the library open"), ("hours", "library opening hours"),
  ("hours", "until what time is the library open"), ("hours", "is the library open on sunday"),
  ("hours", "кітапхана қашан ашылады"), ("hours", "кітапхана нешеге дейін жұмыс істейді"),
  ("hours", "когда открывается библиотека"), ("hours", "до скольки работает библиотека"),
  ("price", "how much is tuition"), ("price", "what does a year of study cost"),
  ("price", "tuition fee for masters"), ("price", "оқу ақысы қанша"),
  ("price", "бір жылдық оқу қанша тұрады"), ("price", "сколько стоит обучение"),
  ("price", "цена обучения за год"), ("price", "стоимость магистратуры"),
  ("wifi", "wifi does not work"), ("wifi", "how do I connect to the wifi"),
  ("wifi", "wifi password please"), ("wifi", "вайфай жұмыс істемейді"),
  ("wifi", "вайфайға қалай қосыламын"), ("wifi", "не работает вайфай"),
  ("wifi", "как подключиться к вайфаю"), ("wifi", "пароль от вайфая"),
].map { LabeledUtterance(text: $0.1, intent: Intent($0.0)) }

let outOfScopeCorpus: [LabeledUtterance] = [
  "what is the weather", "tell me a joke", "recipe for plov", "ауа райы қандай",
  "какая сегодня погода", "рецепт борща", "who won the match", "анекдот айтшы",
].map { LabeledUtterance(text: $0, intent: .outOfScope) }

/// Settings for a few dozen utterances.
var smallSettings: Hyperparameters {
  var settings = Hyperparameters()
  settings.features.minimumDocumentFrequency = 1
  settings.bagTowers = 1
  settings.convolutionTowers = 1
  settings.hiddenSize = 16
  settings.filterCount = 16
  settings.tokenDimension = 8
  settings.batchSize = 8
  settings.epochs = 30
  settings.learningRate = 0.01
  return settings
}

@Suite struct `Training a classifier` {
  @Test func `learns its corpus`() async throws {
    let classifier = try await IntentTrainer(hyperparameters: smallSettings)
      .train(smallCorpus, validation: smallCorpus)
    for utterance in smallCorpus {
      let ranking = classifier.rank(utterance.text)
      #expect(ranking[0].intent == utterance.intent, "\(utterance.text)")
    }
    #expect(classifier.rank("кітапхана кашан ашылад")[0].intent == Intent("hours"))
  }

  @Test func `gives the same bytes twice and with any number of threads`() async throws {
    var files: [[UInt8]] = []
    for threads in [1, 2, 2] {
      var settings = smallSettings
      settings.bagTowers = 2
      settings.epochs = 4
      let classifier = try await IntentTrainer(hyperparameters: settings, threads: threads)
        .train(smallCorpus + outOfScopeCorpus, validation: smallCorpus)
      files.append([UInt8](try classifier.modelFile.serialized()))
    }
    #expect(files[0] == files[1])
    #expect(files[1] == files[2])
  }

  @Test func `depends on the seed`() async throws {
    var settings = smallSettings
    settings.epochs = 2
    let first = try await IntentTrainer(hyperparameters: settings).trainUncalibrated(smallCorpus)
    settings.seed = 2
    let second = try await IntentTrainer(hyperparameters: settings).trainUncalibrated(smallCorpus)
    #expect(try first.modelFile.serialized() != second.modelFile.serialized())
  }

  @Test func `stops when it is told to`() async {
    await #expect(throws: TrainingError.cancelled) {
      try await IntentTrainer(hyperparameters: smallSettings)
        .trainUncalibrated(smallCorpus) { $0.epoch < 2 }
    }
  }

  @Test func `says what is missing`() async {
    await #expect(throws: TrainingError.noUtterances) {
      try await IntentTrainer().trainUncalibrated([])
    }
    await #expect(throws: TrainingError.oneIntent("wifi")) {
      try await IntentTrainer().trainUncalibrated(smallCorpus.filter { $0.intent.name == "wifi" })
    }
    #expect(
      TrainingError.oneIntent("wifi").description
        == "found one intent only, “wifi”; a classifier needs at least two to choose from")
  }

  @Test func `chooses small-data settings by counts alone`() {
    let settings = Hyperparameters.suited(to: TrainingCounts(smallCorpus))
    #expect(settings.features.minimumDocumentFrequency == 1)
    #expect(settings.nameExamples == 2)
    let large = (0..<4000).map {
      LabeledUtterance(text: "utterance \($0)", intent: Intent("intent \($0 % 10)"))
    }
    #expect(Hyperparameters.suited(to: TrainingCounts(large)) == Hyperparameters())
  }

  /// Epochs by utterances and intents: 20 up to 10 000 utterances, fewer from there on, never below 8.
  @Test(arguments: [
    (4000, 40, 20), (10_000, 100, 20), (16_000, 160, 12), (100_000, 1000, 8), (12_000, 8, 8),
  ])
  func `shows large parts about as often as others`(utterances: Int, intents: Int, epochs: Int) {
    let given = (0..<utterances).map {
      LabeledUtterance(text: "text", intent: Intent("intent \($0 % intents)"))
    }
    #expect(Hyperparameters.suited(to: TrainingCounts(given)).epochs == epochs)
  }

  /// The losses of a fixed run: any change of initialisation, order, gradients or optimiser shows here. The
  /// tolerance covers the last bits of other OpenBLAS kernels over 30 steps. `RECORD_GOLDEN=1` prints the
  /// losses of today and fails.
  @Test func `mixes halves of utterances of two intents`() {
    let utterances = [
      LabeledUtterance(text: "a b c", intent: Intent("one")),
      LabeledUtterance(text: "d e f g", intent: Intent("two")),
      LabeledUtterance(text: "x y", intent: .outOfScope),
    ]
    var settings = Hyperparameters()
    settings.mixtureShare = 4
    let mixed = mixtures(of: utterances, settings)
    #expect(mixed.count == 8)
    #expect(Set(mixed.map(\.text)) == ["a b f g", "d e b c"])
    #expect(mixed.allSatisfy { $0.intent == .outOfScope })
    #expect(mixed == mixtures(of: utterances, settings))
    #expect(mixtures(of: Array(utterances.prefix(1)), settings).isEmpty)
  }

  @Test func `follows the golden trace`() async throws {
    var settings = smallSettings
    settings.convolutionTowers = 0
    settings.epochs = 10
    let trace = Mutex<[Double]>([])
    _ = try await IntentTrainer(hyperparameters: settings)
      .trainUncalibrated(smallCorpus) { step in
        if !step.loss.isNaN { trace.withLock { $0.append(step.loss) } }
        return true
      }
    let losses = trace.withLock { $0 }
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      Issue.record("golden losses: \(losses)")
    }
    #expect(losses.count == golden.count)
    for (epoch, (loss, expected)) in zip(losses, golden).enumerated() {
      #expect(abs(loss - expected) < 1e-3, "epoch \(epoch + 1): \(loss), golden \(expected)")
    }
  }

  private var golden: [Double] {
    [
      1.100_512, 1.076_164, 1.046_740, 1.015_609, 0.994_229, 0.937_985, 0.908_532, 0.880_059,
      0.863_203, 0.793_957,
    ]
  }
}

@Suite struct Calibration {
  /// Two outcomes with logits (1, 0), right three times in four: the best temperature makes σ(1/T) = 3/4, so
  /// T = 1 / ln 3.
  @Test func `finds the temperature that makes confidence frequency`() {
    let temperature = fittedTemperature(
      logits: [[1, 0], [1, 0], [1, 0], [1, 0]], labels: [0, 0, 0, 1])
    #expect(abs(temperature - 0.910_239) < 1e-3)
  }

  /// Training utterances with logits (2.5, 0) have σ(2.5) = 0.924 at temperature 1; σ(2.5 / T) = 0.95 wants
  /// T = 2.5 / ln 19 = 0.849. The held-out ones are always right, so that a lower temperature does no harm.
  @Test func `is sure of what it was taught`() {
    let logits = [[Float]](repeating: [2.5, 0], count: 50)
    let labels = [Int](repeating: 0, count: 50)
    let temperature = sharpenedTemperature(
      1, heldOut: (logits.map { $0.map { $0 * 2 } }, labels), trained: (logits, labels))
    #expect(temperature <= 0.849 && temperature > 0.849 * 0.98)
  }

  /// Held-out utterances with the same logits and right eleven times in twelve: their confidence is 0.924 at
  /// temperature 1, and passes 0.957, 4 % above how often they are right, where the training utterances are all wrong.
  @Test func `keeps the meaning of confidence`() {
    let logits = [[Float]](repeating: [2.5, 0], count: 60)
    let heldOut = (0..<60).map { $0 % 12 == 0 ? 1 : 0 }
    let temperature = sharpenedTemperature(
      1, heldOut: (logits, heldOut), trained: (logits, [Int](repeating: 1, count: 60)))
    let confidence = 1 / (1 + exp(-2.5 / Double(temperature)))
    #expect(temperature < 1)
    #expect(confidence > 0.95 && confidence <= 11.0 / 12 + 0.04)
  }

  /// Six differences one way have an exact p of 2 / 2⁶ = 0.031, five 0.0625.
  @Test(arguments: [(6, 0, true), (5, 0, false), (0, 6, false), (6, 5, false)])
  func `a variant is chosen beyond chance only`(wins: Int, losses: Int, isBetter: Bool) {
    let same = [Bool](repeating: true, count: 50)
    let first =
      same + [Bool](repeating: true, count: wins) + [Bool](repeating: false, count: losses)
    let second =
      same + [Bool](repeating: false, count: wins) + [Bool](repeating: true, count: losses)
    #expect(isClearlyBetter(first, than: second) == isBetter)
  }

  @Test func `solves a logistic regression with a known answer`() {
    // Half of x = 1 is positive in the ratio 3 : 1, half of x = 0 in the ratio 1 : 1: weight ln 3, bias 0.
    let rows = [[1.0, 1], [1, 1], [1, 1], [1, 1], [0, 1], [0, 1]]
    let w = logisticRegression(
      rows, [1, 1, 1, 0, 1, 0], [Double](repeating: 1, count: 6), penalty: 0)
    #expect(abs(w[0] - 1.098_612) < 1e-4)
    #expect(abs(w[1]) < 1e-4)
  }
}
