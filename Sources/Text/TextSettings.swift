/// Which steps of the pipeline are on. Stored in the model file, so that a model always reads an
/// utterance as it was trained; each step can be switched off for an ablation.
public struct TextSettings: Sendable, Equatable, Codable {
  /// Look-alike letters of the other script inside a word, and digits typed for letters.
  public var repairsHomoglyphs = true
  /// Whether the skeleton is folded; otherwise it equals the surface.
  public var foldsSkeleton = true
  /// Whether inflection is cut from the skeleton; otherwise a stem is the whole skeleton.
  public var stems = true
  /// `5-те`, `Kaspi-ден`: the suffix becomes its own token.
  public var splitsHyphenSuffixes = true
  /// `барма`: a glued question particle becomes its own token where that is safe.
  public var splitsParticles = true
  /// `what's` becomes `what` and `s`; `don't` stays whole.
  public var splitsContractions = true
  /// `ghbdtn`, `руддщ`: words typed with the other keyboard layout on.
  public var repairsKeyboardLayout = true
  /// Runs of one letter become one letter in the skeleton.
  public var collapsesRepeats = true
  /// Long digit runs, e-mail addresses, links and mask tokens become class tokens.
  public var classTokens = true
  /// Emoji become a few class tokens; otherwise they separate words and nothing more.
  public var emojiTokens = true
  /// Tokens after this many are dropped.
  public var maximumTokens = 64

  public init() {}

  /// Every step on.
  public static let standard = TextSettings()
}
