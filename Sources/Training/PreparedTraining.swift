import Features
import Foundation
import IntentClassification
import IntentTypes
import NeuralNetwork
import Text

/// What the towers are trained on: vocabulary, features, targets.
struct PreparedTraining: Sendable {
  /// In-scope intents by name.
  let intents: [Intent]
  let featurizer: Featurizer
  let data: EncodedUtterances
  /// `strength · ln(share)` of each output, added to the logits inside the loss.
  let adjustment: [Float]
  /// The commonest words, for the loader.
  let commonWords: [String]
  /// Intents, and one more where there are out-of-scope utterances.
  let outputCount: Int

  init(_ given: [LabeledUtterance], _ settings: Hyperparameters) throws(TrainingError) {
    let intents = Set(given.map(\.intent)).subtracting([.outOfScope]).sorted()
    self.intents = intents
    guard let first = intents.first else { throw .noUtterances }
    guard intents.count > 1 else { throw .oneIntent(first.name) }
    let hasOutOfScope = given.contains { $0.intent == .outOfScope }
    let utterances =
      given + Self.nameExamples(intents, settings.nameExamples)
      + (hasOutOfScope ? mixtures(of: given, settings) : [])
    outputCount = intents.count + (hasOutOfScope ? 1 : 0)

    let pipeline = TextPipeline(settings: settings.text)
    let tokenized = utterances.map { pipeline.tokens(in: $0.text) }
    featurizer = Self.featurizer(for: tokenized, settings.features)
    guard featurizer.vocabulary.count > 0 else { throw .nothingKnown }

    let places = Dictionary(uniqueKeysWithValues: intents.enumerated().map { ($1, $0) })
    var counts = [Int](repeating: 0, count: outputCount)
    var data = EncodedUtterances()
    var words = WordCounter()
    var features = UtteranceFeatures()
    var scratch = Featurizer.Scratch()
    for (utterance, text) in zip(utterances, tokenized) {
      featurizer.features(of: text, into: &features, scratch: &scratch)
      let output = places[utterance.intent] ?? intents.count
      counts[output] += 1
      data.append(
        features,
        target: utterance.intent == .outOfScope
          ? .spread(output, share: settings.outOfScopeShare) : .output(output))
      words.add(text)
    }
    self.data = data
    commonWords = words.commonest(settings.cachedWords)
    adjustment = counts.map { count in
      settings.logitAdjustment
        * Float(log(max(Double(count), 1) / Double(max(data.count, 1))))
    }
  }

  /// The intents' names as utterances: `card_arrival` teaches “card arrival”.
  private static func nameExamples(_ intents: [Intent], _ count: Int) -> [LabeledUtterance] {
    intents.flatMap { intent in
      let words = intent.name.map { $0.isLetter || $0.isNumber ? $0 : " " }
      return [LabeledUtterance](
        repeating: LabeledUtterance(text: String(words), intent: intent), count: count)
    }
  }

  private static func featurizer(
    for texts: [TokenizedText], _ settings: FeatureSettings
  ) -> Featurizer {
    let extractor = NGramExtractor(settings: settings)
    var frequencies = DocumentFrequencies()
    var ngrams = NGrams()
    for text in texts {
      extractor.extract(text, into: &ngrams)
      frequencies.add(ngrams)
    }
    let (vocabulary, weights) = frequencies.vocabulary(settings: settings)
    return Featurizer(
      settings: settings, vocabulary: vocabulary, inverseDocumentFrequencies: weights)
  }
}
