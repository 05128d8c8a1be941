/// Which n-grams become features. Stored in the model file; each can be switched off for an ablation.
public struct FeatureSettings: Codable, Sendable, Equatable {
  /// Words as typed, in lower case (surface view).
  public var surfaceWords = true
  /// Light stems of the skeleton view.
  public var stems = true
  /// Pairs of adjacent surface words.
  public var surfaceBigrams = true
  /// Pairs of adjacent stems.
  public var stemBigrams = false
  /// Shortest and longest character n-gram of the skeleton, inside a word padded by blanks.
  public var shortestCharacterNGram = 2
  public var longestCharacterNGram = 5
  /// Inverse document frequency weights, ln((1 + N) / (1 + df)) + 1; else all weights are 1.
  public var inverseDocumentFrequency = true
  /// An n-gram must occur in this many training utterances.
  public var minimumDocumentFrequency = 2
  /// At most this many n-grams become features, the most frequent ones.
  public var maximumVocabulary = 46_000

  public init() {}

  public static let standard = FeatureSettings()

  /// Whether the lengths can be used: 1 to 8 letters, the longest at least the shortest minus one (then
  /// there are no character n-grams).
  public var isValid: Bool {
    shortestCharacterNGram >= 1 && longestCharacterNGram >= shortestCharacterNGram - 1
      && longestCharacterNGram <= 8
  }
}
