import Foundation
public import Text

/// Tokens → features: n-grams, their rows in the vocabulary, tf-idf weights, normalization.
public struct Featurizer: Sendable {
  public let extractor: NGramExtractor
  public let vocabulary: Vocabulary
  /// Weight of each row, `[vocabulary.count]`.
  public let inverseDocumentFrequencies: [Float]

  /// - Precondition: one weight a row.
  public init(
    settings: FeatureSettings, vocabulary: Vocabulary, inverseDocumentFrequencies: [Float]
  ) {
    precondition(
      inverseDocumentFrequencies.count == vocabulary.count,
      "\(inverseDocumentFrequencies.count) weights for \(vocabulary.count) rows")
    extractor = NGramExtractor(settings: settings)
    self.vocabulary = vocabulary
    self.inverseDocumentFrequencies = inverseDocumentFrequencies
  }

  /// Working memory, kept between utterances by the caller; grows with the utterance only.
  public struct Scratch: Sendable {
    var hashes: [UInt64] = []
    /// End of each token's words in the bag.
    var wordEnds: [Int] = []
    var keys = TokenKeys()
    var token = TokenFeatures()

    public init() {}
  }

  /// The features of an utterance.
  public func features(of text: TokenizedText) -> UtteranceFeatures {
    var scratch = Scratch()
    var features = UtteranceFeatures()
    self.features(of: text, into: &features, scratch: &scratch)
    return features
  }

  /// The features of an utterance, written over the old content of `features`.
  public func features(
    of text: TokenizedText, into features: inout UtteranceFeatures, scratch: inout Scratch
  ) {
    features.bag.removeAll()
    features.tokenEnds.removeAll(keepingCapacity: true)
    features.summary = UtteranceSummary()
    scratch.wordEnds.removeAll(keepingCapacity: true)
    var token = TokenFeatures()
    swap(&token, &scratch.token)
    for k in text.tokens.indices {
      tokenFeatures(of: text.tokens[k], text, into: &token, scratch: &scratch)
      scratch.wordEnds.append(features.bag.indices.count + token.wordRows)
      features.bag.indices.append(contentsOf: token.rows)
      features.bag.values.append(contentsOf: token.weights)
      features.tokenEnds.append(Int32(features.bag.indices.count))
      features.summary.add(token.summary)
    }
    swap(&token, &scratch.token)
    extractor.extractKeys(text, into: &scratch.keys)
    addPairs(scratch.keys, to: &features.bag, &features.summary)
    scale(&features, wordEnds: scratch.wordEnds)
  }

  private func scale(_ features: inout UtteranceFeatures, wordEnds: [Int]) {
    let scales = (words: features.summary.wordScale, characters: features.summary.characterScale)
    var place = 0
    for (token, wordEnd) in wordEnds.enumerated() {
      for k in place..<wordEnd { features.bag.values[k] *= scales.words }
      place = Int(features.tokenEnds[token])
      for k in wordEnd..<place { features.bag.values[k] *= scales.characters }
    }
    for k in place..<features.bag.values.count { features.bag.values[k] *= scales.words }
  }

  /// The n-grams inside one token, written over the old content of `token`.
  public func tokenFeatures(
    of token: Token, _ text: TokenizedText, into features: inout TokenFeatures,
    scratch: inout Scratch
  ) {
    features.rows.removeAll(keepingCapacity: true)
    features.weights.removeAll(keepingCapacity: true)
    scratch.hashes.removeAll(keepingCapacity: true)
    let words = extractor.appendNGrams(of: token, text, to: &scratch.hashes)
    var summary = TokenSummary()
    for hash in scratch.hashes[..<words] {
      guard let weight = append(hash, to: &features) else { continue }
      summary.wordSquares += weight * weight
      summary.isKnown = true
    }
    features.wordRows = features.rows.count
    for hash in scratch.hashes[words...] {
      guard let weight = append(hash, to: &features) else { continue }
      summary.characterSquares += weight * weight
    }
    summary.characters = Int32(scratch.hashes.count - words)
    summary.knownCharacters = Int32(features.rows.count - features.wordRows)
    features.summary = summary
  }

  /// Appends the known pairs with their weights, unscaled, and counts all of them.
  @inline(__always)
  public func addPairs(
    _ keys: TokenKeys, to bag: inout FeatureVector, _ summary: inout UtteranceSummary
  ) {
    for hash in keys.pairHashes {
      let row = vocabulary.row(of: hash)
      guard row >= 0 else {
        summary.addPair(nil)
        continue
      }
      let weight = inverseDocumentFrequencies[Int(row)]
      bag.indices.append(row)
      bag.values.append(weight)
      summary.addPair(weight)
    }
  }

  @inline(__always)
  private func append(_ hash: UInt64, to features: inout TokenFeatures) -> Float? {
    let row = vocabulary.row(of: hash)
    guard row >= 0 else { return nil }
    let weight = inverseDocumentFrequencies[Int(row)]
    features.rows.append(row)
    features.weights.append(weight)
    return weight
  }
}

/// The natural logarithm, by libm.
func naturalLogarithm(_ x: Double) -> Double { log(x) }
