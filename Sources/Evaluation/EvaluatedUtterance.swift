public import IntentTypes

/// One utterance of a test part, and what a classifier said to it.
public struct EvaluatedUtterance: Sendable, Equatable {
  public var utterance: LabeledUtterance
  public var ranking: IntentRanking

  public init(utterance: LabeledUtterance, ranking: IntentRanking) {
    self.utterance = utterance
    self.ranking = ranking
  }

  /// Whether the right answer is one of the known intents.
  public var isInScope: Bool { utterance.intent != .outOfScope }

  /// Whether the right intent stands first, rejected or not. An empty ranking is never correct.
  public var isCorrect: Bool { isAmong(first: 1) }

  /// Whether the right intent is answered: first in the ranking, and not rejected.
  public var isAnsweredCorrectly: Bool { isCorrect && !ranking.isOutOfScope }

  /// The first intent of the ranking; nil when the ranking is empty.
  public var predictedIntent: Intent? { ranking.first?.intent }

  /// Whether the right intent stands among the first `count` of the ranking.
  public func isAmong(first count: Int) -> Bool {
    ranking.prefix(count).contains { $0.intent == utterance.intent }
  }
}
