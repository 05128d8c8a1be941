import Features
import Foundation
import Testing
import Text

private let pipeline = TextPipeline()

/// A featurizer over these utterances.
private func featurizer(
  _ utterances: [String], _ change: (inout FeatureSettings) -> Void = { _ in }
) -> Featurizer {
  var settings = FeatureSettings.standard
  settings.minimumDocumentFrequency = 1
  change(&settings)
  let extractor = NGramExtractor(settings: settings)
  var frequencies = DocumentFrequencies()
  var ngrams = NGrams()
  for utterance in utterances {
    extractor.extract(pipeline.tokens(in: utterance), into: &ngrams)
    frequencies.add(ngrams)
  }
  let (vocabulary, weights) = frequencies.vocabulary(settings: settings)
  return Featurizer(
    settings: settings, vocabulary: vocabulary, inverseDocumentFrequencies: weights)
}

private let corpus = [
  "when does the library open", "library hours please", "кітапхана қашан ашылады",
  "когда открывается библиотека", "how much is tuition",
]

@Suite struct `Features of an utterance` {
  @Test(arguments: corpus)
  func `gives a bag of length one without repeated rows`(utterance: String) {
    let bag = featurizer(corpus).features(of: pipeline.tokens(in: utterance)).bag
    let squares = bag.values.reduce(0) { $0 + $1 * $1 }
    #expect(abs(squares - 1) < 1e-5)
    #expect(Set(bag.indices).count == bag.indices.count)
    #expect(bag.indices.count == bag.values.count)
  }

  @Test func `knows nothing of an empty utterance`() {
    let features = featurizer(corpus).features(of: pipeline.tokens(in: ""))
    #expect(features.bag.indices.isEmpty)
    #expect(features.tokenEnds.isEmpty)
    #expect(features.coverage.words == 0)
  }

  @Test func `reports the known shares`() {
    let featurizer = featurizer(corpus)
    let known = featurizer.features(of: pipeline.tokens(in: corpus[0])).coverage
    #expect(known.words == 1 && known.pairs == 1 && known.characters == 1)
    let unknown = featurizer.features(of: pipeline.tokens(in: "zzzz qqqq")).coverage
    #expect(unknown.words == 0 && unknown.pairs == 0)
  }

  @Test func `drops n-grams that are too rare`() {
    let all = featurizer(corpus).vocabulary.count
    let frequent = featurizer(corpus) { $0.minimumDocumentFrequency = 2 }.vocabulary.count
    #expect(frequent > 0 && frequent < all / 2)
  }

  /// One word, character n-grams off, counted three times: (1 + ln 3) · idf, then length 1.
  @Test func `weighs by the logarithm of the count`() {
    let featurizer = featurizer(["open open open shut", "shut"]) {
      $0.longestCharacterNGram = $0.shortestCharacterNGram - 1
      $0.stems = false
      $0.surfaceBigrams = false
      $0.stemBigrams = false
    }
    let bag = featurizer.features(of: pipeline.tokens(in: "open open open shut")).bag
    // idf(open) = ln(3/2) + 1, idf(shut) = ln(3/3) + 1
    let (open, shut) = ((1 + log(3.0)) * (log(1.5) + 1), 1.0)
    let length = (open * open + shut * shut).squareRoot()
    #expect(bag.values.count == 2)
    #expect(abs(Double(bag.values[0]) - open / length) < 1e-5)
    #expect(abs(Double(bag.values[1]) - shut / length) < 1e-5)
  }

  @Test(arguments: [
    ("кітапхана қашан ашылады", "китапхана кашан ашылады"),
    ("кітапхана қашан ашылады", "kitapkhana qashan ashylady"),
  ])
  func `finds degraded and Latin Kazakh among what it learned`(clean: String, typed: String) {
    let featurizer = featurizer(corpus)
    let (a, b) = (
      featurizer.features(of: pipeline.tokens(in: clean)),
      featurizer.features(of: pipeline.tokens(in: typed))
    )
    let shared = Set(a.bag.indices).intersection(b.bag.indices).count
    #expect(shared * 2 > a.bag.indices.count)
    #expect(b.coverage.characters > 0.9)
  }

  @Test func `reuses its working memory without leftovers`() {
    let featurizer = featurizer(corpus)
    var features = UtteranceFeatures()
    var scratch = Featurizer.Scratch()
    for utterance in corpus + [""] + corpus {
      featurizer.features(
        of: pipeline.tokens(in: utterance), into: &features, scratch: &scratch)
      #expect(features == featurizer.features(of: pipeline.tokens(in: utterance)))
    }
  }
}

@Suite struct `Vocabulary table` {
  @Test func `refuses a table that does not fit`() {
    #expect(Vocabulary(slots: [1, 2, 3], count: 1, tokenRowCount: 0) == nil)
    let empty = [UInt64](repeating: Vocabulary.emptySlot, count: 4)
    #expect(Vocabulary(slots: empty, count: 1, tokenRowCount: 0) == nil)
    #expect(Vocabulary(slots: [7, .max, .max, .max], count: 1, tokenRowCount: 0) == nil)
    #expect(Vocabulary(slots: [0, .max, .max, .max], count: 1, tokenRowCount: 2) == nil)
    #expect(Vocabulary(slots: [0, .max, .max, .max], count: 1, tokenRowCount: 1) != nil)
  }
}
