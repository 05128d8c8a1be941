import Datasets
import Features
import Foundation
import IntentClassification
import IntentTypes
import Kernels
import NeuralNetwork
import Testing
import Text

@testable import Training

private let clinc150 =
  (ProcessInfo.processInfo.environment["SENIM_DATASETS"] ?? "data/public")
  + "/clinc150/data_full.json"

/// The logits of the towers in float32, as training leaves them: the mean of both.
private func logits(
  of utterance: String, _ featurizer: Featurizer, _ pipeline: TextPipeline, _ bag: BagTower,
  _ convolution: ConvolutionTower
) -> [Float] {
  let features = featurizer.features(of: pipeline.tokens(in: utterance))
  var row = SparseRows()
  for (index, value) in zip(features.bag.indices, features.bag.values) {
    row.append(index: index, value: value)
  }
  row.endRow()
  var tokens = ConvolutionTower.TokenBatch()
  for token in features.tokenEnds.indices {
    let range = features.range(ofToken: token)
    let weight = 1 / Float(max(range.count, 1)).squareRoot()
    for k in range { tokens.append(index: features.bag.indices[k], weight: weight) }
    tokens.endToken()
  }
  tokens.endUtterance()
  let (a, b) = (bag.forward(row).logits, convolution.forward(tokens).logits)
  return zip(a.elements, b.elements).map { ($0 + $1) / 2 }
}

@Suite struct `Stored precision` {
  /// The default storage is int8 because it costs next to nothing: at most 0.1 points of accuracy.
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: clinc150), "no clinc150 under SENIM_DATASETS"))
  func `costs at most a tenth of a point`() async throws {
    let dataset = try Dataset.read(at: clinc150)
    let settings = Hyperparameters.suited(to: TrainingCounts(dataset[.train]), preset: .fast)
    let prepared = try PreparedTraining(dataset[.train], settings)
    let vocabulary = prepared.featurizer.vocabulary
    let bag = try trainBagTower(
      prepared.data, vocabularyCount: vocabulary.count, outputCount: prepared.outputCount,
      adjustment: prepared.adjustment, settings, seed: 1
    ) { _, _ in true }
    let convolution = try trainConvolutionTower(
      prepared.data, rowCount: vocabulary.tokenRowCount, outputCount: prepared.outputCount,
      adjustment: prepared.adjustment, settings, seed: 1
    ) { _, _ in true }
    let stored = IntentClassifier(
      intents: prepared.intents, textSettings: settings.text, featurizer: prepared.featurizer,
      network: Network(
        bagTowers: [StoredBagTower(bag)], convolutionTowers: [StoredConvolutionTower(convolution)],
        outputCount: prepared.outputCount))

    let pipeline = TextPipeline(settings: settings.text)
    let test = dataset[.test].filter { $0.intent != .outOfScope }
    var (rightAsTrained, rightAsStored) = (0, 0)
    for utterance in test {
      let z = logits(of: utterance.text, prepared.featurizer, pipeline, bag, convolution)
      let top = prepared.intents.indices.max { z[$0] < z[$1] }
      rightAsTrained += top.map { prepared.intents[$0] } == utterance.intent ? 1 : 0
      rightAsStored += stored.rank(utterance.text).first?.intent == utterance.intent ? 1 : 0
    }
    print("float32: \(rightAsTrained), int8: \(rightAsStored) right of \(test.count)")
    #expect(Double(rightAsStored) >= Double(rightAsTrained) - 0.001 * Double(test.count))
    #expect(rightAsStored > test.count * 9 / 10)
  }
}
