public import IntentTypes

/// Rasa's `POST /model/parse`.
public enum RasaParse {
  public struct Incoming: Decodable, Sendable {
    public let text: String
    public let messageID: String?

    enum CodingKeys: String, CodingKey {
      case text
      case messageID = "message_id"
    }
  }

  public struct Entry: Encodable, Sendable, Equatable {
    public let name: String
    public let confidence: Double
  }

  /// Why the intent is `nlu_fallback`, and what it would have been.
  public struct Fallback: Encodable, Sendable, Equatable {
    public let reason: String
    public let original: Entry?
  }

  public struct Outgoing: Encodable, Sendable, Equatable {
    public let text: String
    public let messageID: String?
    public let intent: Entry
    /// The help line extracts none; Rasa's clients expect the field.
    public let entities: [String]
    public let intentRanking: [Entry]
    public let fallback: Fallback?

    enum CodingKeys: String, CodingKey {
      case text, intent, entities, fallback
      case messageID = "message_id"
      case intentRanking = "intent_ranking"
    }
  }

  /// Rasa's name for "not understood".
  static let fallbackName = "nlu_fallback"

  /// The answer for `ranking`. Where the utterance is rejected the intent is `nlu_fallback`, and the
  /// true ranking follows it: a fallback never hides the original guess.
  public static func answer(
    text: String, messageID: String?, ranking: IntentRanking, isUnsure: Bool
  ) -> Outgoing {
    let entries = ranking.map { Entry(name: $0.intent.name, confidence: $0.confidence) }
    guard ranking.isOutOfScope || isUnsure || entries.isEmpty else {
      return Outgoing(
        text: text, messageID: messageID, intent: entries[0], entities: [], intentRanking: entries,
        fallback: nil)
    }
    let confidence =
      ranking.isOutOfScope ? ranking.outOfScopeScore : 1 - (entries.first?.confidence ?? 0)
    let fallback = Entry(name: fallbackName, confidence: confidence)
    return Outgoing(
      text: text, messageID: messageID, intent: fallback, entities: [],
      intentRanking: [fallback] + entries,
      fallback: Fallback(
        reason: ranking.isOutOfScope ? "out_of_scope" : "low_confidence", original: entries.first))
  }
}
