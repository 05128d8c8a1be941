/// The known n-grams inside one token, before the utterance scales them. They depend on the token alone,
/// so that a loader can work out what follows from them once for each common word.
public struct TokenFeatures: Sendable, Equatable {
  /// Rows of the vocabulary: words (surface, stem), then character n-grams.
  public internal(set) var rows: [Int32] = []
  /// Inverse document frequency of each row.
  public internal(set) var weights: [Float] = []
  /// How many of the first rows are words.
  public internal(set) var wordRows = 0
  public internal(set) var summary = TokenSummary()

  public init() {}
}

/// What an utterance needs to know of a token to scale its bag and to tell how much it knows.
public struct TokenSummary: Sendable, Equatable {
  /// Sums of squared weights: of the words, and of the character n-grams.
  public internal(set) var wordSquares: Float = 0
  public internal(set) var characterSquares: Float = 0
  /// Character n-grams in all, and known ones.
  public internal(set) var characters: Int32 = 0
  public internal(set) var knownCharacters: Int32 = 0
  /// Whether surface or stem is known.
  public internal(set) var isKnown = false
}

/// Sums over an utterance's tokens and pairs: the two scales of its bag and the shares it knows.
///
/// The bag is made of two blocks, words with pairs and character n-grams. Each is divided by the root of
/// its sum of squared weights, occurrence by occurrence, so that a block has about length 1/√2 (1, where the
/// other block is empty). Every sum runs over tokens: what a token adds never depends on its neighbours.
public struct UtteranceSummary: Sendable, Equatable {
  private var wordSquares: Float = 0
  private var characterSquares: Float = 0
  private var characters: Int32 = 0
  private var knownCharacters: Int32 = 0
  private var knownWords: Int32 = 0
  private var pairs: Int32 = 0
  private var knownPairs: Int32 = 0
  public private(set) var tokens: Int32 = 0

  public init() {}

  @inline(__always)
  public mutating func add(_ token: TokenSummary) {
    wordSquares += token.wordSquares
    characterSquares += token.characterSquares
    characters += token.characters
    knownCharacters += token.knownCharacters
    knownWords += token.isKnown ? 1 : 0
    tokens += 1
  }

  /// Adds a pair of tokens; `weight` is nil where it is unknown.
  @inline(__always)
  public mutating func addPair(_ weight: Float?) {
    pairs += 1
    guard let weight else { return }
    knownPairs += 1
    wordSquares += weight * weight
  }

  private var blocks: Float { wordSquares > 0 && characterSquares > 0 ? 2 : 1 }

  /// What the weights of words and pairs are multiplied by.
  public var wordScale: Float {
    wordSquares > 0 ? 1 / (blocks * wordSquares).squareRoot() : 0
  }

  /// What the weights of character n-grams are multiplied by.
  public var characterScale: Float {
    characterSquares > 0 ? 1 / (blocks * characterSquares).squareRoot() : 0
  }

  /// Shares of the known words, pairs and character n-grams, 0...1; 0 where there are none.
  public var coverage: Coverage {
    Coverage(
      words: share(knownWords, of: tokens), pairs: share(knownPairs, of: pairs),
      characters: share(knownCharacters, of: characters))
  }

  private func share(_ part: Int32, of whole: Int32) -> Float {
    whole == 0 ? 0 : Float(part) / Float(whole)
  }
}

/// What share of an utterance the vocabulary knows, 0...1 each.
public struct Coverage: Sendable, Equatable {
  /// Of the words (surface or stem known).
  public let words: Float
  /// Of the pairs of adjacent words.
  public let pairs: Float
  /// Of the character n-grams.
  public let characters: Float
}
