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
    let judgement = StoredJudgement(
      bot: bot, decision: turn.decision, judgement: serving)
    self.init(
      conversation: conversation, messageID: message.messageID, createdAt: time,
      utterance: utterance, language: turn.reply.language.rawValue, judgement: judgement,
      ranking: serving.map { RankingText.json($0.ranking) },
      model: bot == .learning ? engine.model?.hash : nil,
      otherJudgement: turn.otherDecision.flatMap { decision in
        other.map { StoredJudgement(bot: $0.bot, decision: decision, judgement: $0) }
      },
      latencyMicroseconds: latencyMicroseconds, reply: reply)
  }

  /// The decision's name while a person has the conversation.
  static let silence = "silent"
  /// The decision's name of what an operator writes.
  static let person = "person"
}

extension StoredJudgement {
  /// What was, or would have been, decided on a bot's judgement. Where the decision names no intent it is
  /// the best one of the ranking.
  fileprivate init(bot: BotKind, decision: Decision?, judgement: Judgement?) {
    let intent = decision?.intent ?? judgement?.ranking.first?.intent
    self.init(
      bot: bot.rawValue, decision: decision?.name ?? StoredTurn.silence, intent: intent?.name,
      confidence: intent.flatMap { judgement?.ranking.confidence(of: $0) })
  }
}
