public import Text

/// The n-grams of one utterance as 64-bit hashes; buffers are reused from utterance to utterance.
public struct NGrams: Sendable {
  /// Hashes of each token's own n-grams (surface word, stem, character n-grams), token after token.
  public internal(set) var tokenHashes: [UInt64] = []
  /// `tokenEnds[t]` is the end of token `t` in `tokenHashes`.
  public internal(set) var tokenEnds: [Int32] = []
  /// How many of each token's first hashes are words (surface, stem); the rest are character n-grams.
  public internal(set) var wordCounts: [Int32] = []
  /// The tokens as wholes, and their pairs.
  public internal(set) var keys = TokenKeys()

  public init() {}
}

/// Hashes of the tokens of one utterance as wholes.
public struct TokenKeys: Sendable {
  /// One a token. Tokens of one identity have the same n-grams: it covers surface, skeleton and stem.
  public internal(set) var identities: [UInt64] = []
  /// Hashes of the pairs of adjacent tokens.
  public internal(set) var pairHashes: [UInt64] = []

  public init() {}
}

/// Finds the n-grams of a tokenized utterance.
///
/// Hash: FNV-1a over Unicode scalars (Fowler, Noll & Vo; 64 bits), started from a number a family,
/// with a final mix so that low bits can address a table. O(number of scalars).
public struct NGramExtractor: Sendable {
  public let settings: FeatureSettings

  public init(settings: FeatureSettings = .standard) {
    precondition(
      settings.isValid,
      "character n-grams of \(settings.shortestCharacterNGram) to \(settings.longestCharacterNGram)"
    )
    self.settings = settings
  }

  /// Replaces the content of `ngrams` by the n-grams of `text`.
  public func extract(_ text: TokenizedText, into ngrams: inout NGrams) {
    ngrams.tokenHashes.removeAll(keepingCapacity: true)
    ngrams.tokenEnds.removeAll(keepingCapacity: true)
    ngrams.wordCounts.removeAll(keepingCapacity: true)
    for token in text.tokens {
      ngrams.wordCounts.append(Int32(appendNGrams(of: token, text, to: &ngrams.tokenHashes)))
      ngrams.tokenEnds.append(Int32(ngrams.tokenHashes.count))
    }
    extractKeys(text, into: &ngrams.keys)
  }

  /// Replaces the content of `keys` by those of `text`: all that is needed where the n-grams of each word are
  /// known already.
  public func extractKeys(_ text: TokenizedText, into keys: inout TokenKeys) {
    keys.identities.removeAll(keepingCapacity: true)
    keys.pairHashes.removeAll(keepingCapacity: true)
    let surface = text.surfaceScalars
    let skeleton = text.skeletonScalars
    var previousSurface: UInt64 = Family.boundary
    var previousStem: UInt64 = Family.boundary
    for token in text.tokens {
      let surfaceHash = hash(surface, token.surface, from: Family.surface)
      let stemHash = hashOfStem(skeleton, token)
      let skeletonHash = hash(skeleton, token.skeleton, from: Family.characters)
      keys.identities.append(
        mixed(surfaceHash ^ mixed(stemHash ^ mixed(skeletonHash))))
      if settings.surfaceBigrams {
        keys.pairHashes.append(pair(previousSurface, surfaceHash, Family.surfacePair))
      }
      if settings.stemBigrams {
        keys.pairHashes.append(pair(previousStem, stemHash, Family.stemPair))
      }
      previousSurface = surfaceHash
      previousStem = stemHash
    }
  }

  /// Appends the hashes of one token's own n-grams: words (surface, stem), then character n-grams.
  ///
  /// - Returns: how many of them are words.
  func appendNGrams(of token: Token, _ text: TokenizedText, to hashes: inout [UInt64]) -> Int {
    let start = hashes.count
    if settings.surfaceWords {
      hashes.append(mixed(hash(text.surfaceScalars, token.surface, from: Family.surface)))
    }
    if settings.stems { hashes.append(mixed(hashOfStem(text.skeletonScalars, token))) }
    let words = hashes.count - start
    appendCharacterNGrams(text.skeletonScalars, token.skeleton, to: &hashes)
    return words
  }

  /// Hashes start from another number for each family, so that equal letters do not meet.
  private enum Family {
    static let surface: UInt64 = 0xcbf2_9ce4_8422_2325
    static let stem: UInt64 = 0x9e37_79b9_7f4a_7c15
    static let characters: UInt64 = 0xd6e8_feb8_6659_fd93
    static let surfacePair: UInt64 = 0xa076_1d64_78bd_642f
    static let stemPair: UInt64 = 0xe703_7ed1_a0b4_28db
    static let boundary: UInt64 = 0x8ebc_6af0_9c88_c6e3
  }

  private static let prime: UInt64 = 0x0000_0100_0000_01b3

  @inline(__always)
  private func hash(_ scalars: [UInt32], _ range: Range<Int>, from start: UInt64) -> UInt64 {
    var h = start
    for place in range { h = (h ^ UInt64(scalars[place])) &* Self.prime }
    return h
  }

  @inline(__always)
  private func hashOfStem(_ skeleton: [UInt32], _ token: Token) -> UInt64 {
    guard token.stemLength > 0 else { return Family.stem }
    let last = token.skeleton.lowerBound + token.stemLength - 1
    let h = hash(skeleton, token.skeleton.lowerBound..<last, from: Family.stem)
    return (h ^ UInt64(token.stemLastScalar)) &* Self.prime
  }

  @inline(__always)
  private func pair(_ first: UInt64, _ second: UInt64, _ family: UInt64) -> UInt64 {
    mixed((first ^ family) &* 0x9fb2_1c65_1e98_df25 &+ second)
  }

  /// The final mix of MurmurHash3 (Appleby): every bit of `h` reaches every bit of the result.
  @inline(__always)
  private func mixed(_ h: UInt64) -> UInt64 {
    var h = h
    h ^= h >> 33
    h = h &* 0xff51_afd7_ed55_8ccd
    h ^= h >> 33
    h = h &* 0xc4ce_b9fe_1a85_ec53
    return h ^ (h >> 33)
  }

  /// N-grams of `blank + word + blank`; a padded word no longer than n stands once, whole.
  @inline(__always)
  private func appendCharacterNGrams(
    _ scalars: [UInt32], _ word: Range<Int>, to hashes: inout [UInt64]
  ) {
    let (shortest, longest) = (settings.shortestCharacterNGram, settings.longestCharacterNGram)
    guard longest >= shortest else { return }
    let blank: UInt32 = 0x20
    let (lower, upper) = (word.lowerBound - 1, word.upperBound)
    for start in lower...upper {
      var h = Family.characters
      var length = 0
      var place = start
      while length < longest && place <= upper {
        let scalar = place == lower || place == upper ? blank : scalars[place]
        h = (h ^ UInt64(scalar)) &* Self.prime
        length += 1
        place += 1
        if length >= shortest { hashes.append(mixed(h)) }
      }
    }
  }
}
