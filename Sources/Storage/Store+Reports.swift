/// How many turns of a period ended alike; the input of the savings report.
public struct OutcomeCount: Sendable, Equatable {
  public var bot: String
  public var decision: String
  public var intent: String?
  public var language: String?
  public var outcome: String?
  public var rating: Int64?
  /// Whether the conversation was handed to a person at this turn or later.
  public var isHandedOver: Bool
  public var count: Int64
}

/// How many turns of a duel were judged alike by both bots.
public struct DuelCount: Sendable, Equatable {
  /// Of the bot that answered; its confidence is nil.
  public var judgement: StoredJudgement
  /// Of the other bot; its confidence is nil.
  public var otherJudgement: StoredJudgement
  public var language: String?
  public var rating: Int64?
  public var outcome: String?
  public var checkedIntent: String?
  public var count: Int64
}

/// The conversations that began in a period; a conversation never moves to another one.
public struct ConversationCounts: Sendable, Equatable {
  public var started: Int64
  /// Those of them that were handed to a person, then or later.
  public var handedOver: Int64
}

extension Store {
  /// The outcomes of the turns of a period, counted; ordered by bot, decision, intent, language.
  public func outcomes(
    in period: Period
  ) async throws(StorageError) -> [OutcomeCount] {
    try await reportReader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        SELECT bot_type, decision, intent, language, outcome, rating, handed_over, COUNT(*) FROM (
          SELECT t.bot_type, t.decision, t.intent, t.language, t.outcome, t.rating,
            CASE WHEN EXISTS (SELECT 1 FROM hand_overs h WHERE h.conversation = t.conversation
              AND h.created_at >= t.created_at) THEN 1 ELSE 0 END AS handed_over
          FROM turns t WHERE t.created_at >= $1 AND t.created_at < $2) AS judged
        GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
        """, period.values)
      return try rows.map { row throws(StorageError) in
        var row = RowReader(row)
        return OutcomeCount(
          bot: try row.text(), decision: try row.text(), intent: try row.optionalText(),
          language: try row.optionalText(), outcome: try row.optionalText(),
          rating: try row.optionalInteger(), isHandedOver: try row.integer() != 0,
          count: try row.integer())
      }
    }
  }

  /// The duel turns of a period, counted by what both bots made of them and what a person found.
  public func duels(in period: Period) async throws(StorageError) -> [DuelCount] {
    try await reportReader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        SELECT bot_type, decision, intent, other_bot, other_decision, other_intent, language,
          rating, outcome, checked_intent, COUNT(*)
        FROM turns WHERE created_at >= $1 AND created_at < $2 AND other_bot IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
        """, period.values)
      return try rows.map { row throws(StorageError) in
        var row = RowReader(row)
        return DuelCount(
          judgement: StoredJudgement(
            bot: try row.text(), decision: try row.text(), intent: try row.optionalText()),
          otherJudgement: StoredJudgement(
            bot: try row.text(), decision: try row.text(), intent: try row.optionalText()),
          language: try row.optionalText(), rating: try row.optionalInteger(),
          outcome: try row.optionalText(), checkedIntent: try row.optionalText(),
          count: try row.integer())
      }
    }
  }

  /// The turns of a period whose decision was one of `decisions`, oldest first: by default those
  /// that the bot could not answer.
  public func turns(
    in period: Period, decided decisions: [String] = ["fallback"], limit: Int = 1_000
  ) async throws(StorageError) -> [StoredTurn] {
    let places = (0..<decisions.count).map { "$\($0 + 3)" }.joined(separator: ", ")
    guard !places.isEmpty else { return [] }
    return try await reportReader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        SELECT \(StoredTurn.columns) FROM turns WHERE created_at >= $1 AND created_at < $2
          AND decision IN (\(places))
        ORDER BY created_at, conversation, sequence LIMIT $\(decisions.count + 3)
        """, period.values + decisions.map { .text($0) } + [.integer(Int64(limit))])
      return try rows.map { row throws(StorageError) in try StoredTurn(row: row) }
    }
  }

  /// The conversations that began in a period, for containment.
  public func conversationCounts(
    in period: Period
  ) async throws(StorageError) -> ConversationCounts {
    try await reportReader.run { connection throws(StorageError) in
      let rows = try connection.execute(
        """
        SELECT COUNT(*), COUNT(CASE WHEN EXISTS (
          SELECT 1 FROM hand_overs h WHERE h.conversation = c.id) THEN 1 END)
        FROM conversations c WHERE c.created_at >= $1 AND c.created_at < $2
        """, period.values)
      var row = RowReader(rows.first ?? [])
      return ConversationCounts(started: try row.integer(), handedOver: try row.integer())
    }
  }
}
