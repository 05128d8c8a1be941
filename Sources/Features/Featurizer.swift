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
    var ngrams = NGrams()
    /// Open addressing over the rows of this utterance: position in the bag + 1, or 0.
    var places: [Int32] = []
    var counts: [Int32] = []
    var isCharacters: [Bool] = []

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
    extractor.extract(text, into: &scratch.ngrams)
    lookUp(scratch.ngrams, &features, &scratch)
    weigh(&features.bag, scratch)
  }

  /// Rows of all n-grams, how often each occurs, and the known shares.
  private func lookUp(
    _ ngrams: NGrams, _ features: inout UtteranceFeatures, _ scratch: inout Scratch
  ) {
    features.bag.indices.removeAll(keepingCapacity: true)
    features.tokenRows.removeAll(keepingCapacity: true)
    features.tokenEnds.removeAll(keepingCapacity: true)
    scratch.counts.removeAll(keepingCapacity: true)
    scratch.isCharacters.removeAll(keepingCapacity: true)
    var capacity = 256
    while capacity < 2 * (ngrams.tokenHashes.count + ngrams.pairHashes.count) { capacity *= 2 }
    scratch.places.removeAll(keepingCapacity: true)
    scratch.places.append(contentsOf: repeatElement(0, count: capacity))

    var (start, knownWords, knownCharacters, characters) = (0, 0, 0, 0)
    for (token, end) in ngrams.tokenEnds.enumerated() {
      let firstCharacters = start + Int(ngrams.wordCounts[token])
      var wordIsKnown = false
      for k in start..<Int(end) {
        let row = vocabulary.row(of: ngrams.tokenHashes[k])
        let isCharacters = k >= firstCharacters
        if isCharacters { characters += 1 }
        guard row >= 0 else { continue }
        if isCharacters { knownCharacters += 1 } else { wordIsKnown = true }
        features.tokenRows.append(row)
        count(row, isCharacters: isCharacters, &features.bag.indices, &scratch)
      }
      if wordIsKnown { knownWords += 1 }
      features.tokenEnds.append(Int32(features.tokenRows.count))
      start = Int(end)
    }
    var knownPairs = 0
    for hash in ngrams.pairHashes {
      let row = vocabulary.row(of: hash)
      guard row >= 0 else { continue }
      knownPairs += 1
      count(row, isCharacters: false, &features.bag.indices, &scratch)
    }
    features.coverage.words = share(knownWords, of: ngrams.tokenEnds.count)
    features.coverage.pairs = share(knownPairs, of: ngrams.pairHashes.count)
    features.coverage.characters = share(knownCharacters, of: characters)
  }

  @inline(__always)
  private func count(
    _ row: Int32, isCharacters: Bool, _ indices: inout [Int32], _ scratch: inout Scratch
  ) {
    let mask = UInt32(scratch.places.count - 1)
    var place = (UInt32(bitPattern: row) &* 2_654_435_769) >> 7 & mask
    while true {
      let position = scratch.places[Int(place)]
      if position == 0 {
        indices.append(row)
        scratch.counts.append(1)
        scratch.isCharacters.append(isCharacters)
        scratch.places[Int(place)] = Int32(indices.count)
        return
      }
      if indices[Int(position) - 1] == row {
        scratch.counts[Int(position) - 1] += 1
        return
      }
      place = (place &+ 1) & mask
    }
  }

  private func share(_ part: Int, of whole: Int) -> Float {
    whole == 0 ? 0 : Float(part) / Float(whole)
  }

  /// (1 + ln tf) · idf, each block scaled to its length.
  private func weigh(_ bag: inout FeatureVector, _ scratch: Scratch) {
    bag.values.removeAll(keepingCapacity: true)
    var (wordSquares, characterSquares): (Float, Float) = (0, 0)
    for (k, row) in bag.indices.enumerated() {
      let value = Self.termWeight(scratch.counts[k]) * inverseDocumentFrequencies[Int(row)]
      bag.values.append(value)
      if scratch.isCharacters[k] {
        characterSquares += value * value
      } else {
        wordSquares += value * value
      }
    }
    let blocks: Float = wordSquares > 0 && characterSquares > 0 ? 2 : 1
    let wordScale = wordSquares > 0 ? 1 / (blocks * wordSquares).squareRoot() : 0
    let characterScale = characterSquares > 0 ? 1 / (blocks * characterSquares).squareRoot() : 0
    for k in bag.values.indices {
      bag.values[k] *= scratch.isCharacters[k] ? characterScale : wordScale
    }
  }

  /// 1 + ln(count).
  private static func termWeight(_ count: Int32) -> Float {
    switch count {
    case 1: 1
    case 2: 1.693_147_2
    default: 1 + Float(naturalLogarithm(Double(count)))
    }
  }
}

/// The natural logarithm, by libm.
func naturalLogarithm(_ x: Double) -> Double { log(x) }
