public import IntentTypes

/// A kind of bot.
public enum BotKind: String, Sendable, Codable, CaseIterable {
  case rules, learning
}

/// What a bot thinks of an utterance.
public struct Judgement: Sendable, Equatable {
  public let bot: BotKind
  /// Complete, best first; out of scope where the bot knows nothing.
  public let ranking: IntentRanking
  /// The rule that matched, as written; nil for the learning bot.
  public let rule: String?

  public init(bot: BotKind, ranking: IntentRanking, rule: String? = nil) {
    self.bot = bot
    self.ranking = ranking
    self.rule = rule
  }
}

/// The seam between the dialogue and what understands people: two bots ship.
public protocol Bot: Sendable {
  func judgement(of utterance: String) -> Judgement
}

/// The self-learning bot: a classifier behind a function.
public struct LearningBot: Bot {
  private let rank: @Sendable (String) -> IntentRanking

  public init(rank: @escaping @Sendable (String) -> IntentRanking) {
    self.rank = rank
  }

  public func judgement(of utterance: String) -> Judgement {
    Judgement(bot: .learning, ranking: rank(utterance))
  }
}
