import Datasets
import Features
public import IntentTypes
import Text

/// The features that all baselines share: the tf-idf bag of word and character n-grams that the
/// classifier reads, so that a comparison is one of models, not of features.
public struct BaselineFeatures: Sendable {
  private let pipeline = TextPipeline()
  private let featurizer: Featurizer

  /// The vocabulary of the texts that are trained on; n-grams that occur once are kept, for few-shot
  /// data need them.
  public init(training utterances: [LabeledUtterance]) {
    var settings = FeatureSettings()
    settings.minimumDocumentFrequency = 1
    let extractor = NGramExtractor(settings: settings)
    var frequencies = DocumentFrequencies()
    var ngrams = NGrams()
    for utterance in utterances {
      extractor.extract(pipeline.tokens(in: utterance.text), into: &ngrams)
      frequencies.add(ngrams)
    }
    let (vocabulary, weights) = frequencies.vocabulary(settings: settings)
    featurizer = Featurizer(
      settings: settings, vocabulary: vocabulary, inverseDocumentFrequencies: weights)
  }

  /// Rows of the vocabulary, which are the features of a `SparseVector`.
  public var count: Int { featurizer.vocabulary.count }

  /// The bag of an utterance, each feature once: length 1, or empty where nothing is known.
  public func features(of utterance: String) -> SparseVector {
    let bag = featurizer.features(of: pipeline.tokens(in: utterance)).bag
    return SparseVector(summing: bag.indices, bag.values).normalized
  }
}
