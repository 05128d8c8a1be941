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
  func `gives a bag whose squared values sum to one`(utterance: String) {
    let bag = featurizer(corpus).features(of: pipeline.tokens(in: utterance)).bag
    let squares = bag.values.reduce(0) { $0 + $1 * $1 }
    #expect(abs(squares - 1) < 1e-5)
    #expect(bag.indices.count == bag.values.count)
  }

  @Test(arguments: corpus)
  func `is the sum of its tokens and pairs`(utterance: String) {
    let featurizer = featurizer(corpus)
    let text = pipeline.tokens(in: utterance)
    let features = featurizer.features(of: text)
    var (token, scratch) = (TokenFeatures(), Featurizer.Scratch())
    var summary = UtteranceSummary()
    for k in text.tokens.indices {
      featurizer.tokenFeatures(of: text.tokens[k], text, into: &token, scratch: &scratch)
      summary.add(token.summary)
      #expect(Array(features.rows(ofToken: k)) == token.rows)
      #expect(token.rows.allSatisfy { $0 < featurizer.vocabulary.tokenRowCount })
      for (j, place) in features.range(ofToken: k).enumerated() {
        let scale =
          j < token.wordRows ? features.summary.wordScale : features.summary.characterScale
        #expect(abs(features.bag.values[place] - token.weights[j] * scale) < 1e-6)
      }
    }
    var (keys, pairs) = (TokenKeys(), FeatureVector())
    featurizer.extractor.extractKeys(text, into: &keys)
    featurizer.addPairs(keys, to: &pairs, &summary)
    #expect(summary == features.summary)
    #expect(features.bag.indices.suffix(pairs.indices.count) == pairs.indices[...])
  }

  @Test func `gives words one identity when their n-grams are the same, and only then`() {
    let extractor = NGramExtractor()
    func identities(_ utterance: String) -> [UInt64] {
      var keys = TokenKeys()
      extractor.extractKeys(pipeline.tokens(in: utterance), into: &keys)
      return keys.identities
    }
    let (first, second) = (identities("Library library books"), identities("book library"))
    #expect(first[0] == first[1])
    #expect(first[1] == second[1])
    #expect(first[2] != second[0])
    // One skeleton, other surfaces.
    #expect(identities("қашан") != identities("кашан"))
  }

  @Test func `knows nothing of an empty utterance`() {
    let features = featurizer(corpus).features(of: pipeline.tokens(in: ""))
    #expect(features.bag.indices.isEmpty)
    #expect(features.tokenEnds.isEmpty)
    #expect(features.summary.coverage.words == 0)
  }

  @Test func `reports the known shares`() {
    let featurizer = featurizer(corpus)
    let known = featurizer.features(of: pipeline.tokens(in: corpus[0])).summary.coverage
    #expect(known.words == 1 && known.pairs == 1 && known.characters == 1)
    let unknown = featurizer.features(of: pipeline.tokens(in: "zzzz qqqq")).summary.coverage
    #expect(unknown.words == 0 && unknown.pairs == 0)
  }

  @Test func `drops n-grams that are too rare`() {
    let all = featurizer(corpus).vocabulary.count
    let frequent = featurizer(corpus) { $0.minimumDocumentFrequency = 2 }.vocabulary.count
    #expect(frequent > 0 && frequent < all / 2)
  }

  /// Two words, everything but surface words off, one of them three times: idf each time, over the root of the
  /// sum of squares.
  @Test func `weighs each occurrence`() {
    let featurizer = featurizer(["open open open shut", "shut"]) {
      $0.longestCharacterNGram = $0.shortestCharacterNGram - 1
      $0.stems = false
      $0.surfaceBigrams = false
      $0.stemBigrams = false
    }
    let bag = featurizer.features(of: pipeline.tokens(in: "open open open shut")).bag
    // idf(open) = ln(3/2) + 1, idf(shut) = ln(3/3) + 1
    let (open, shut) = (log(1.5) + 1, 1.0)
    let length = (3 * open * open + shut * shut).squareRoot()
    #expect(bag.values.count == 4)
    for (k, expected) in [open, open, open, shut].enumerated() {
      #expect(abs(Double(bag.values[k]) - expected / length) < 1e-5)
    }
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
    #expect(b.summary.coverage.characters > 0.9)
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
