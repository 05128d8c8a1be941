public import Features
public import IntentTypes
import Kernels
public import Text

/// The whole pipeline as one value: utterance → normalised text → tokens → features → logits → ranking.
public struct IntentClassifier: Sendable {
  /// In-scope intents, ordered by name; the network's outputs follow this order. One more output belongs
  /// to out of scope where the training data had such utterances.
  public let intents: [Intent]
  public let textSettings: TextSettings
  public let pipeline: TextPipeline
  public let featurizer: Featurizer
  public let network: Network
  /// Divisor of the logits, fitted so that confidence means frequency (Guo et al. 2017,
  /// arXiv:1706.04599).
  public var temperature: Float
  public var rejection: RejectionRule
  /// What the model file says about its making (seed, data hash, hyperparameters, metrics), as strings.
  public var information: [String: String] = [:]

  public init(
    intents: [Intent], textSettings: TextSettings, featurizer: Featurizer, network: Network,
    temperature: Float = 1, rejection: RejectionRule = .none
  ) {
    precondition(
      intents.count == network.outputCount || intents.count + 1 == network.outputCount,
      "\(intents.count) intents, network of \(network.outputCount) outputs")
    self.intents = intents
    self.textSettings = textSettings
    pipeline = TextPipeline(settings: textSettings)
    self.featurizer = featurizer
    self.network = network
    self.temperature = temperature
    self.rejection = rejection
  }

  /// Working memory for `rank`, kept between utterances by the caller. It grows with the longest
  /// utterance and the number of intents, never with the vocabulary.
  public struct Scratch: Sendable {
    var text = TokenizedText()
    public internal(set) var features = UtteranceFeatures()
    var featurizer = Featurizer.Scratch()
    var network = Network.Scratch()
    var probabilities: [Float] = []

    public init() {}
  }

  /// All intents by confidence, and whether the utterance is out of scope.
  public func rank(_ utterance: String) -> IntentRanking {
    var scratch = Scratch()
    return rank(utterance, &scratch)
  }

  /// `rank` with working memory of the caller.
  public func rank(_ utterance: String, _ scratch: inout Scratch) -> IntentRanking {
    let scores = evaluate(utterance, &scratch)
    let outOfScope = rejection.score(scores)
    scratch.probabilities.removeAll(keepingCapacity: true)
    scratch.probabilities.append(contentsOf: scratch.network.logits[..<intents.count])
    softmax(&scratch.probabilities, temperature: temperature)
    return IntentRanking(
      intents: intents, probabilities: scratch.probabilities, outOfScopeScore: outOfScope,
      isOutOfScope: outOfScope > rejection.threshold)
  }

  /// The features of an utterance.
  public func features(of utterance: String) -> UtteranceFeatures {
    featurizer.features(of: pipeline.tokens(in: utterance))
  }

  /// The intents' logits and the out-of-scope scores of an utterance, before temperature and threshold: what
  /// calibration is fitted on.
  public func logitsAndScores(
    of utterance: String, _ scratch: inout Scratch
  ) -> (logits: [Float], scores: OutOfScopeScores) {
    let scores = evaluate(utterance, &scratch)
    return (Array(scratch.network.logits[..<intents.count]), scores)
  }

  private func evaluate(_ utterance: String, _ scratch: inout Scratch) -> OutOfScopeScores {
    pipeline.tokenize(utterance, into: &scratch.text)
    featurizer.features(
      of: scratch.text, into: &scratch.features, scratch: &scratch.featurizer)
    network.logits(for: scratch.features, &scratch.network)
    scratch.probabilities.removeAll(keepingCapacity: true)
    scratch.probabilities.append(contentsOf: scratch.network.logits[..<intents.count])
    softmax(&scratch.probabilities)
    return OutOfScopeScores(
      logits: scratch.network.logits, probabilities: scratch.probabilities,
      towerLogits: scratch.network.towerLogits, coverage: scratch.features.coverage,
      tokenCount: scratch.features.tokenEnds.count)
  }
}
