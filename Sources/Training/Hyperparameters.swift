public import Features
public import Text

/// Everything that decides how a model is trained. The only home of the defaults; a model file stores
/// what was used.
public struct Hyperparameters: Codable, Sendable, Equatable {
  public var text = TextSettings.standard
  public var features = FeatureSettings.standard

  /// Towers whose logits are averaged; each is trained by itself from its own seed.
  public var bagTowers = 2
  public var convolutionTowers = 2

  /// Bag tower: width of the hidden layer; 0 is the linear variant.
  public var hiddenSize = 128
  /// Bag tower: logits also straight from the features.
  public var hasLinearPath = false
  /// Convolution tower: length of a token vector, and number of filters.
  public var tokenDimension = 64
  public var filterCount = 128

  public var epochs = 12
  public var batchSize = 64
  /// Peak learning rate of Adam; rises over the first `warmUp` share of the steps, then falls
  /// linearly to 0.
  public var learningRate: Float = 0.004
  public var warmUp: Float = 0.05
  /// Decoupled weight decay of the output layers.
  public var outputWeightDecay: Float = 0.01

  /// Bag tower: probability that a feature is left out of a training step.
  public var featureDropout: Float = 0.5
  /// Both towers: probability that a hidden unit is left out.
  public var hiddenDropout: Float = 0.3
  /// Convolution tower: probability that an n-gram, and that a whole token, is left out.
  public var nGramDropout: Float = 0.5
  public var tokenDropout: Float = 0.1

  /// Strength of logit adjustment by ln(class prior), for unbalanced data.
  public var logitAdjustment: Float = 0.5
  /// Share of the target that lies on the out-of-scope output for utterances labelled out of scope; the
  /// intents get the rest in equal parts.
  public var outOfScopeShare: Float = 0.5

  /// The rejection threshold lets at most this share of correctly answered in-scope validation
  /// utterances be rejected.
  public var rejectedShare = 0.03
  /// Commonest words whose part of the convolution a loader works out once.
  public var cachedWords = 4096

  public var seed: UInt64 = 1

  public init() {}
}
