/// The bag of n-grams of one utterance: rows of the vocabulary with their tf-idf weights.
///
/// `values[k]` belongs to `indices[k]`; indices do not repeat and stand in the order of their first
/// occurrence. The words and pairs together have length 1/√2, the character n-grams too (or 1, where
/// the other block is empty), so that the whole has length 1.
public struct FeatureVector: Sendable, Equatable {
  public internal(set) var indices: [Int32] = []
  public internal(set) var values: [Float] = []

  public init() {}
}

/// All that the network reads of one utterance.
public struct UtteranceFeatures: Sendable, Equatable {
  /// The bag of all known n-grams.
  public internal(set) var bag = FeatureVector()
  /// Rows of each token's known n-grams, token after token; all below `Vocabulary.tokenRowCount`.
  public internal(set) var tokenRows: [Int32] = []
  /// `tokenEnds[t]` is the end of token `t` in `tokenRows`.
  public internal(set) var tokenEnds: [Int32] = []
  /// What share of the utterance the vocabulary knows.
  public internal(set) var coverage = Coverage()

  public init() {}

  /// Known shares, 0...1; an empty utterance has shares of 0.
  public struct Coverage: Sendable, Equatable {
    /// Of the words (surface or stem known).
    public internal(set) var words: Float = 0
    /// Of the pairs of adjacent words.
    public internal(set) var pairs: Float = 0
    /// Of the character n-grams.
    public internal(set) var characters: Float = 0

    public init() {}
  }

  /// The positions of token `token` in `tokenRows`.
  public func range(ofToken token: Int) -> Range<Int> {
    (token == 0 ? 0 : Int(tokenEnds[token - 1]))..<Int(tokenEnds[token])
  }
}
