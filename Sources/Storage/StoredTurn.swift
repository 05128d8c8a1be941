/// What one bot made of an utterance; in a duel the bot that did not answer is recorded too.
public struct StoredJudgement: Sendable, Equatable, Codable {
  public var bot: String
  public var decision: String
  public var intent: String?
  /// 0...1
  public var confidence: Double?

  public init(bot: String, decision: String, intent: String? = nil, confidence: Double? = nil) {
    self.bot = bot
    self.decision = decision
    self.intent = intent
    self.confidence = confidence
  }
}

/// One utterance and its reply as they are stored.
public struct StoredTurn: Sendable, Equatable {
  public var conversation: String
  /// 1, 2, 3, … within the conversation; given by the store.
  public var sequence: Int64
  /// Made by the client; a second turn with the same one is a replay.
  public var messageID: String
  public var createdAt: Timestamp
  /// Masked by the caller (module PersonalData).
  public var utterance: String
  public var language: String?
  /// Of the bot that answered.
  public var judgement: StoredJudgement
  /// All intents with their confidence, JSON.
  public var ranking: String?
  /// The hash of the model file.
  public var model: String?
  /// Of the other bot in a duel.
  public var otherJudgement: StoredJudgement?
  /// From the utterance to the reply.
  public var latencyMicroseconds: Int64
  /// JSON.
  public var reply: String
  public var rating: Int64?
  public var outcome: String?
  /// The right intent as a person found it.
  public var checkedIntent: String?

  /// A turn for `Store.append`, which gives it its sequence number.
  public init(
    conversation: String, messageID: String, createdAt: Timestamp, utterance: String,
    language: String? = nil, judgement: StoredJudgement, ranking: String? = nil,
    model: String? = nil,
    otherJudgement: StoredJudgement? = nil, latencyMicroseconds: Int64, reply: String,
    rating: Int64? = nil, outcome: String? = nil
  ) {
    self.conversation = conversation
    sequence = 0
    self.messageID = messageID
    self.createdAt = createdAt
    self.utterance = utterance
    self.language = language
    self.judgement = judgement
    self.ranking = ranking
    self.model = model
    self.otherJudgement = otherJudgement
    self.latencyMicroseconds = latencyMicroseconds
    self.reply = reply
    self.rating = rating
    self.outcome = outcome
  }
}

extension StoredTurn {
  static let columns =
    "conversation, sequence, message_id, created_at, utterance, language, bot_type, decision, "
    + "intent, confidence, ranking, model, other_bot, other_decision, other_intent, "
    + "other_confidence, latency, reply, rating, outcome, checked_intent"

  init(row: [SQLValue]) throws(StorageError) {
    var row = RowReader(row)
    conversation = try row.text()
    sequence = try row.integer()
    messageID = try row.text()
    createdAt = try row.time()
    utterance = try row.text()
    language = try row.optionalText()
    judgement = StoredJudgement(
      bot: try row.text(), decision: try row.text(), intent: try row.optionalText(),
      confidence: try row.optionalReal())
    ranking = try row.optionalText()
    model = try row.optionalText()
    otherJudgement = try StoredJudgement(optional: &row)
    latencyMicroseconds = try row.integer()
    reply = try row.text()
    rating = try row.optionalInteger()
    outcome = try row.optionalText()
    checkedIntent = try row.optionalText()
  }

  func values(sequence: Int64) -> [SQLValue] {
    [
      .text(conversation), .integer(sequence), .text(messageID), .time(createdAt),
      .text(utterance), .text(language), .text(judgement.bot), .text(judgement.decision),
      .text(judgement.intent), .real(judgement.confidence), .text(ranking), .text(model),
      .text(otherJudgement?.bot), .text(otherJudgement?.decision), .text(otherJudgement?.intent),
      .real(otherJudgement?.confidence), .integer(latencyMicroseconds), .text(reply),
      .integer(rating), .text(outcome), .text(checkedIntent),
    ]
  }
}

extension StoredJudgement {
  /// Nil where the columns are null, that is outside a duel.
  init?(optional row: inout RowReader) throws(StorageError) {
    let bot = try row.optionalText()
    let decision = try row.optionalText()
    let intent = try row.optionalText()
    let confidence = try row.optionalReal()
    guard let bot, let decision else { return nil }
    self.init(bot: bot, decision: decision, intent: intent, confidence: confidence)
  }
}
