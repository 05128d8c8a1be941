/// One word piece of an utterance, in its two views.
public struct Token: Sendable, Equatable {
  public enum Kind: UInt8, Sendable, CaseIterable {
    /// Letters, perhaps with digits.
    case word
    /// Digits only, fewer than five.
    case number
    /// `<number>`, `<email>`, `<emoji>` and the like: one spelling for a whole class of texts.
    case classToken
    /// What was cut off a word: a hyphened Kazakh suffix or the end of an English contraction.
    case suffix
    /// A question particle cut off a word.
    case particle
  }

  /// Lower-case spelling, all letters kept: a range of `TokenizedText.surfaceScalars`.
  public var surface: Range<Int>
  /// Folded spelling: a range of `TokenizedText.skeletonScalars`.
  public var skeleton: Range<Int>
  /// The light stem is this many first scalars of the skeleton; all of them when nothing was cut.
  public var stemLength: Int
  /// The stem's last scalar, repaired: the stem of `kitabi` ends in `p`. 0 for an empty skeleton.
  public var stemLastScalar: UInt32
  public var kind: Kind

  public init(
    surface: Range<Int>, skeleton: Range<Int>, stemLength: Int, stemLastScalar: UInt32, kind: Kind
  ) {
    self.surface = surface
    self.skeleton = skeleton
    self.stemLength = stemLength
    self.stemLastScalar = stemLastScalar
    self.kind = kind
  }
}
