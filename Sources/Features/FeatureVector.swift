/// A bag of n-grams: rows of the vocabulary and their weights.
///
/// `values[k]` belongs to `indices[k]`. A row stands as often as its n-gram occurs; its weights add up.
public struct FeatureVector: Sendable, Equatable {
  public internal(set) var indices: [Int32] = []
  public internal(set) var values: [Float] = []

  public init() {}

  /// Empties the bag and keeps its memory.
  public mutating func removeAll() {
    indices.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}

/// All that the network reads of one utterance.
public struct UtteranceFeatures: Sendable, Equatable {
  /// All known n-grams: those of each token, token after token, then the pairs of tokens.
  public internal(set) var bag = FeatureVector()
  /// `tokenEnds[t]` is the end of token `t` in the bag.
  public internal(set) var tokenEnds: [Int32] = []
  /// The sums that scale the bag, and what share of the utterance the vocabulary knows.
  public internal(set) var summary = UtteranceSummary()

  public init() {}

  /// The positions of token `token` in the bag; their rows are below `Vocabulary.tokenRowCount`.
  public func range(ofToken token: Int) -> Range<Int> {
    (token == 0 ? 0 : Int(tokenEnds[token - 1]))..<Int(tokenEnds[token])
  }

  /// Rows of the known n-grams of token `token`.
  public func rows(ofToken token: Int) -> ArraySlice<Int32> {
    bag.indices[range(ofToken: token)]
  }
}
