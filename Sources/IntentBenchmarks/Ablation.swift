import Features
import Text
public import Training

/// One choice of the design switched off, to see what it is worth.
public struct Ablation: Sendable {
  /// What is switched off; stands in cell names.
  public let name: String
  private let change: @Sendable (inout Hyperparameters) -> Void

  private init(_ name: String, _ change: @escaping @Sendable (inout Hyperparameters) -> Void) {
    self.name = name
    self.change = change
  }

  /// `settings` without this choice.
  public func applied(to settings: Hyperparameters) -> Hyperparameters {
    var changed = settings
    change(&changed)
    return changed
  }

  /// The ablation of that name.
  public static func named(_ name: String) -> Ablation? {
    all.first { $0.name == name }
  }

  /// Every choice of text, features and training, one at a time.
  public static let all: [Ablation] = text + features + training

  private static let text = [
    Ablation("homoglyph-repair") { $0.text.repairsHomoglyphs = false },
    Ablation("skeleton") { $0.text.foldsSkeleton = false },
    Ablation("stemming") { $0.text.stems = false },
    Ablation("hyphen-suffixes") { $0.text.splitsHyphenSuffixes = false },
    Ablation("particles") { $0.text.splitsParticles = false },
    Ablation("contractions") { $0.text.splitsContractions = false },
    Ablation("keyboard-layout") { $0.text.repairsKeyboardLayout = false },
    Ablation("repeat-collapse") { $0.text.collapsesRepeats = false },
    Ablation("class-tokens") { $0.text.classTokens = false },
    Ablation("emoji-tokens") { $0.text.emojiTokens = false },
  ]

  private static let features = [
    Ablation("surface-words") { $0.features.surfaceWords = false },
    Ablation("stem-words") { $0.features.stems = false },
    Ablation("surface-bigrams") { $0.features.surfaceBigrams = false },
    Ablation("stem-bigrams") { $0.features.stemBigrams = false },
    Ablation("all-bigrams") {
      $0.features.surfaceBigrams = false
      $0.features.stemBigrams = false
    },
    Ablation("character-n-grams") {
      $0.features.shortestCharacterNGram = 1
      $0.features.longestCharacterNGram = 0
    },
    Ablation("inverse-document-frequency") { $0.features.inverseDocumentFrequency = false },
    Ablation("rare-n-gram-cut") { $0.features.minimumDocumentFrequency = 1 },
  ]

  private static let training = [
    Ablation("convolution-towers") { $0.convolutionTowers = 0 },
    Ablation("bag-towers") { $0.bagTowers = 0 },
    Ablation("second-towers") {
      $0.bagTowers = min($0.bagTowers, 1)
      $0.convolutionTowers = min($0.convolutionTowers, 1)
    },
    Ablation("hidden-layer") { $0 = $0.linearVariant },
    Ablation("feature-dropout") { $0.featureDropout = 0 },
    Ablation("hidden-dropout") { $0.hiddenDropout = 0 },
    Ablation("n-gram-dropout") { $0.nGramDropout = 0 },
    Ablation("token-dropout") { $0.tokenDropout = 0 },
    Ablation("warm-up") { $0.warmUp = 0 },
    Ablation("weight-decay") { $0.outputWeightDecay = 0 },
    Ablation("logit-adjustment") { $0.logitAdjustment = 0 },
    Ablation("out-of-scope-training") { $0.outOfScopeShare = 0 },
    Ablation("mixtures") { $0.mixtureShare = 0 },
    Ablation("intent-names") { $0.nameExamples = 0 },
  ]
}
