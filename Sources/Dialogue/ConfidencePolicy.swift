public import IntentTypes

/// From a ranking to one of three outcomes. Owns the thresholds; confidences are calibrated
/// probabilities, so that a threshold means the same after each training.
public struct ConfidencePolicy: Sendable, Equatable, Codable {
  /// Least confidence to answer.
  public var answerThreshold = 0.6
  /// Least confidence of the best intent to ask a question.
  public var clarifyThreshold = 0.2
  /// Least lead over the second to answer.
  public var margin = 0.15
  /// Least confidence to answer a message of one word.
  public var oneWordThreshold = 0.85
  /// Least confidence of another intent to leave the topic in a message that continues it.
  public var topicThreshold = 0.75
  /// Least confidence of the counsellor's intent in the first place to show whom to call.
  public var crisisThreshold = 0.2
  /// An intent with less is not offered in a question.
  public var optionThreshold = 0.04
  /// Questions in a row before a person is offered.
  public var questionLimit = 2
  /// Misses in a row before a person is offered.
  public var missLimit = 2

  public init() {}

  public enum Outcome: Sendable, Equatable {
    case answer(Intent)
    /// Two or three, best first.
    case clarify([Intent])
    case fallback
  }

  /// Decides about a ranking. `contentWords` counts the words that say something.
  public func outcome(of ranking: IntentRanking, contentWords: Int) -> Outcome {
    guard let best = ranking.first, !ranking.isOutOfScope else { return .fallback }
    let second = ranking.dropFirst().first?.confidence ?? 0
    let threshold = contentWords == 1 ? oneWordThreshold : answerThreshold
    if best.confidence >= threshold, best.confidence - second >= margin {
      return .answer(best.intent)
    }
    let options = options(of: ranking)
    guard best.confidence >= clarifyThreshold, options.count >= 2 else {
      return best.confidence >= answerThreshold ? .answer(best.intent) : .fallback
    }
    return .clarify(options)
  }

  /// The two or three best intents that are worth offering; fewer where there are none. `answered`
  /// is not worth it any more.
  public func options(of ranking: IntentRanking, besides answered: Intent? = nil) -> [Intent] {
    ranking.lazy.filter { entry in
      entry.confidence >= optionThreshold && entry.intent != answered
        && !SmallTalk.intents.contains(entry.intent)
    }
    .prefix(3).map(\.intent)
  }
}

/// The intents of conversation: answered shortly, never offered as an option.
enum SmallTalk {
  static let intents: Set<Intent> = [
    Intent("greet"), Intent("goodbye"), Intent("thanks"), Intent("bot_identity"),
  ]
}
