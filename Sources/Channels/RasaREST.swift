/// The REST channel of Rasa: what its clients send and read.
public enum RasaREST {
  /// One message to the webhook.
  public struct Incoming: Decodable, Sendable, Equatable {
    public let sender: String?
    public let message: String
    /// Names the message, so that a repeated one is answered, not stored, again: ours, optional.
    public let messageID: String?

    enum CodingKeys: String, CodingKey {
      case sender, message
      case messageID = "message_id"
    }

    /// Reads what nearly all clients send: an object of texts. nil for all else, which a decoder
    /// then reads or refuses.
    public init?(plain bytes: some Sequence<UInt8>) {
      guard let fields = PlainJSON.texts(in: bytes), let message = fields["message"] else {
        return nil
      }
      self.message = message
      sender = fields["sender"]
      messageID = fields["message_id"]
    }
  }

  /// What we add to the first message of a reply; Rasa's clients ignore it.
  public struct Metadata: Encodable, Sendable, Equatable {
    public let decision: String
    public let intent: String?
    public let language: String
    public let confidence: Double?
    public let bot: String
    public let model: String?

    public init(
      decision: String, intent: String?, language: String, confidence: Double?, bot: String,
      model: String?
    ) {
      self.decision = decision
      self.intent = intent
      self.language = language
      self.confidence = confidence
      self.bot = bot
      self.model = model
    }

    enum CodingKeys: CodingKey {
      case decision, intent, language, confidence, bot, model
    }

    /// Every field is there, also when it is null.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(decision, forKey: .decision)
      try container.encode(intent, forKey: .intent)
      try container.encode(language, forKey: .language)
      try container.encode(confidence, forKey: .confidence)
      try container.encode(bot, forKey: .bot)
      try container.encode(model, forKey: .model)
    }
  }

  /// One message of the reply.
  public struct Outgoing: Encodable, Sendable, Equatable {
    public let recipientID: String
    public let text: String?
    public let buttons: [RecordedReply.Button]?
    public let metadata: Metadata?
    /// The copy of the data that the person asked for.
    public let custom: JSONObject?

    enum CodingKeys: String, CodingKey {
      case text, buttons, metadata, custom
      case recipientID = "recipient_id"
    }
  }

  /// The messages of a reply: the metadata on the first, the buttons under the last.
  public static func messages(
    of reply: RecordedReply, to recipient: String, metadata: Metadata
  ) -> [Outgoing] {
    reply.texts.indices.map { index in
      let isLast = index == reply.texts.count - 1
      return Outgoing(
        recipientID: recipient, text: reply.texts[index],
        buttons: isLast && !reply.buttons.isEmpty ? reply.buttons : nil,
        metadata: index == 0 ? metadata : nil, custom: nil)
    }
  }

  /// A message that holds data only.
  public static func message(holding custom: JSONObject, to recipient: String) -> Outgoing {
    Outgoing(recipientID: recipient, text: nil, buttons: nil, metadata: nil, custom: custom)
  }
}
