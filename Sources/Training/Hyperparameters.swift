public import Features
public import IntentTypes
public import Text

/// Everything that decides how a model is trained. The only home of the defaults; a model file stores
/// what was used.
public struct Hyperparameters: Codable, Sendable, Equatable {
  public var text = TextSettings.standard
  public var features = FeatureSettings.standard

  /// Towers whose logits are averaged; each is trained by itself from its own seed.
  public var bagTowers = 1
  public var convolutionTowers = 1

  /// Bag tower: width of the hidden layer; 0 is the linear variant.
  public var hiddenSize = 128
  /// Bag tower: logits also straight from the features.
  public var hasLinearPath = false
  /// Convolution tower: length of a token vector, and number of filters.
  public var tokenDimension = 96
  public var filterCount = 192

  public var epochs = 20
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
  /// Mixtures of two intents' utterances, as further out-of-scope examples, for each in-scope utterance; none
  /// where no utterance is labelled out of scope.
  public var mixtureShare = 0.02

  /// The rejection threshold lets at most this share of correctly answered in-scope validation
  /// utterances be rejected.
  public var rejectedShare = 0.037
  /// Commonest words whose part of the network a loader works out once.
  public var cachedWords = 2048

  /// How many times the words of each intent's name stand among its training utterances.
  public var nameExamples = 0

  public var seed: UInt64 = 1

  public init() {}
}

/// How much time a training may take.
public enum Preset: String, CaseIterable, Sendable, Codable {
  /// Three fifths of the epochs in larger steps, and a narrower convolution.
  case fast
  /// One tower of each kind.
  case `default`
  /// More towers of each kind, for the last tenths of a point.
  case best
}

extension Hyperparameters {
  /// The settings for a training part, chosen by its counts alone.
  ///
  /// Large parts get fewer epochs. Small parts (below `smallPart` utterances) get more epochs of smaller minibatches and keep n-grams
  /// that occur once; a part with few utterances an intent also learns from the intents' names.
  public static func suited(
    to counts: TrainingCounts, preset: Preset = .default, seed: UInt64 = 1
  ) -> Hyperparameters {
    var settings = Hyperparameters()
    settings.seed = seed
    settings.epochs = epochs(for: counts)
    switch preset {
    case .fast:
      settings.epochs = settings.epochs * 3 / 5
      settings.learningRate = 0.005
      settings.tokenDimension = 64
      settings.filterCount = 128
    case .default: break
    case .best:
      settings.bagTowers = 3
      settings.convolutionTowers = 3
    }
    if counts.isSmall {
      settings.features.minimumDocumentFrequency = 1
      settings.batchSize = 32
      settings.epochs = preset == .fast ? 15 : 40
    }
    if Double(counts.utterances) < fewShot * Double(counts.intents) { settings.nameExamples = 2 }
    return settings
  }

  /// About as many steps for every large part, 200 000 utterances shown, in 8 to 20 epochs; 8 where each intent
  /// has hundreds of utterances: what few intents share is learned sooner.
  static func epochs(for counts: TrainingCounts) -> Int {
    if counts.utterances > 500 * counts.intents { return 8 }
    return max(8, min(20, 200_000 / max(counts.utterances, 1)))
  }

  /// The linear variant: no hidden layer, no convolution.
  public var linearVariant: Hyperparameters {
    var settings = self
    settings.bagTowers = 1
    settings.convolutionTowers = 0
    settings.hiddenSize = 0
    return settings
  }

  /// A part with fewer utterances is small.
  static let smallPart = 3000
  /// Fewer utterances an intent than this is few-shot.
  static let fewShot = 20.0
}

/// What the defaults may depend on.
public struct TrainingCounts: Sendable, Equatable {
  /// In-scope utterances and intents.
  public let utterances: Int
  public let intents: Int
  /// Utterances of the commonest intent.
  public let largestIntent: Int

  public init(_ utterances: [LabeledUtterance]) {
    var counts: [Intent: Int] = [:]
    for utterance in utterances where utterance.intent != .outOfScope {
      counts[utterance.intent, default: 0] += 1
    }
    self.utterances = counts.values.reduce(0, +)
    intents = counts.count
    largestIntent = counts.values.max() ?? 0
  }

  /// Whether there are few utterances in all.
  var isSmall: Bool { utterances < Hyperparameters.smallPart }

  /// Whether the linear variant deserves a trial: a small part, or one intent with a third of it.
  var suggestsLinearTrial: Bool {
    isSmall || largestIntent * 3 > utterances
  }
}
