/// The tokens of one utterance. A value of this type is also the pipeline's working memory: tokenize
/// into the same one again and nothing is allocated.
public struct TokenizedText: Sendable {
  /// The surfaces of all tokens, one after another, as Unicode scalar values.
  public internal(set) var surfaceScalars: [UInt32] = []
  /// The skeletons of all tokens, one after another.
  public internal(set) var skeletonScalars: [UInt32] = []
  public internal(set) var tokens: [Token] = []

  /// The normalized utterance, letter case kept; then rewritten in place by the repairs.
  var scalars: [UInt32] = []

  public init() {}

  /// Lower-case spellings of the tokens.
  public var surfaces: [String] {
    tokens.map { string(surfaceScalars[$0.surface]) }
  }

  /// Folded spellings of the tokens.
  public var skeletons: [String] {
    tokens.map { string(skeletonScalars[$0.skeleton]) }
  }

  /// Light stems of the tokens, their last letter repaired.
  public var stems: [String] {
    tokens.map { token in
      let stem = skeletonScalars[token.skeleton].prefix(token.stemLength)
      return stem.isEmpty ? "" : string(stem.dropLast()) + string([token.stemLastScalar])
    }
  }

  private func string(_ scalars: some Sequence<UInt32>) -> String {
    var view = String.UnicodeScalarView()
    for value in scalars {
      if let scalar = Unicode.Scalar(value) { view.append(scalar) }
    }
    return String(view)
  }
}

extension TokenizedText: Equatable {
  /// Compares the tokens and both views; what is left in the working memory does not count.
  public static func == (a: TokenizedText, b: TokenizedText) -> Bool {
    a.tokens == b.tokens && a.surfaceScalars == b.surfaceScalars
      && a.skeletonScalars == b.skeletonScalars
  }
}
