import Channels
import Dialogue
import IntentTypes
import Storage
import Text

extension StoredTurn {
  /// The turn as it is kept.
  ///
  /// - Parameters:
  ///   - utterance: masked.
  ///   - reply: as JSON.
  init(
    _ message: IncomingMessage, _ turn: Turn, reply: String, conversation: String,
    engine: Engine, utterance: String, at time: Timestamp, latencyMicroseconds: Int64
  ) {
    let serving = turn.judgements.first
    let other = turn.judgements.dropFirst().first
    let bot = serving?.bot ?? engine.serving(conversation: conversation)
    let intent = turn.decision?.intent ?? serving?.ranking.first?.intent
    self.init(
      conversation: conversation, messageID: message.messageID, createdAt: time,
      utterance: utterance, language: turn.reply.language.rawValue,
      judgement: StoredJudgement(
        bot: bot.rawValue, decision: turn.decision?.name ?? Self.silence, intent: intent?.name,
        confidence: intent.flatMap { serving?.ranking.confidence(of: $0) }),
      ranking: serving.map { RankingText.json($0.ranking) },
      model: bot == .learning ? engine.model?.hash : nil,
      otherJudgement: other.map { other in
        StoredJudgement(other, policy: engine.helpLine.settings.policy)
      },
      latencyMicroseconds: latencyMicroseconds, reply: reply)
  }

  /// The decision's name while a person has the conversation.
  static let silence = "silent"
  /// The decision's name of what an operator writes.
  static let person = "person"
}

extension StoredJudgement {
  /// What the bot that did not serve would have done with the message alone.
  init(_ judgement: Judgement, policy: ConfidencePolicy) {
    let best = judgement.ranking.first
    let decision: Decision =
      switch policy.outcome(of: judgement.ranking, contentWords: 2) {
      case .answer(let intent): .answer(intent)
      case .clarify(let intents): .clarify(intents)
      case .fallback: .fallback
      }
    self.init(
      bot: judgement.bot.rawValue, decision: decision.name, intent: best?.intent.name,
      confidence: best?.confidence)
  }
}
