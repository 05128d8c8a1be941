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
  let commonWords: CommonWords
  /// Divisor of the logits, fitted so that confidence means frequency (Guo et al. 2017,
  /// arXiv:1706.04599).
  public var temperature: Float
  public var rejection: RejectionRule
  /// What the model file says about its making (seed, data hash, hyperparameters, metrics), as strings.
  public var information: [String: String] = [:]

  /// - Parameter commonWords: spellings whose part of the network is worked out now, once; the others' is
  ///   worked out each time they occur. They change no result.
  /// - Parameter cachedWords: only so many of them are worked out now.
  public init(
    intents: [Intent], textSettings: TextSettings, featurizer: Featurizer, network: Network,
    commonWords: [String] = [], cachedWords: Int = .max, temperature: Float = 1,
    rejection: RejectionRule = .none
  ) {
    precondition(
      intents.count == network.outputCount || intents.count + 1 == network.outputCount,
      "\(intents.count) intents, network of \(network.outputCount) outputs")
    self.intents = intents
    self.textSettings = textSettings
    pipeline = TextPipeline(settings: textSettings)
    self.featurizer = featurizer
    self.network = network
    self.commonWords = CommonWords(commonWords, first: cachedWords, pipeline, featurizer, network)
    self.temperature = temperature
    self.rejection = rejection
  }

  /// Working memory for `rank`, kept between utterances by the caller. It grows with the longest
  /// utterance and the number of intents, never with the vocabulary.
  public struct Scratch: Sendable {
    var text = TokenizedText()
    var keys = TokenKeys()
    var token = TokenFeatures()
    var featurizer = Featurizer.Scratch()
    var input = Network.Input()
    var network = Network.Scratch()
    var probabilities: [Float] = []

    public init() {}
  }

  /// The most words whose part of the network a loader may be asked to work out.
  public static let largestWordCache = CommonWords.limit

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
    let (order, confidences) = descendingOrder(scratch.probabilities)
    return IntentRanking(
      intents: intents, order: order, confidences: confidences, outOfScopeScore: outOfScope,
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
    gatherInput(&scratch)
    network.logits(for: scratch.input, common: commonWords.blocks, &scratch.network)
    scratch.probabilities.removeAll(keepingCapacity: true)
    scratch.probabilities.append(contentsOf: scratch.network.logits[..<intents.count])
    softmax(&scratch.probabilities)
    return OutOfScopeScores(
      logits: scratch.network.logits, probabilities: scratch.probabilities,
      towerLogits: scratch.network.towerLogits, summary: scratch.input.summary)
  }

  /// The tokens' blocks, from the table of common words or worked out here, and the known pairs.
  private func gatherInput(_ scratch: inout Scratch) {
    scratch.input.places.removeAll(keepingCapacity: true)
    scratch.input.blocks.removeAll(keepingCapacity: true)
    scratch.input.pairs.removeAll()
    scratch.input.summary = UtteranceSummary()
    featurizer.extractor.extractKeys(scratch.text, into: &scratch.keys)
    let size = network.tokenBlocks.size
    for k in scratch.text.tokens.indices {
      if let word = commonWords.word(of: scratch.keys.identities[k]) {
        scratch.input.places.append(Int32(word * size))
        scratch.input.summary.add(commonWords.summary(word))
      } else {
        scratch.input.places.append(~Int32(scratch.input.blocks.count))
        featurizer.tokenFeatures(
          of: scratch.text.tokens[k], scratch.text, into: &scratch.token,
          scratch: &scratch.featurizer)
        scratch.input.summary.add(scratch.token.summary)
        network.appendBlock(
          of: scratch.token, to: &scratch.input.blocks, scratch: &scratch.network.block)
      }
    }
    featurizer.addPairs(scratch.keys, to: &scratch.input.pairs, &scratch.input.summary)
  }
}
