/// The web chat's JSON: messages with numbers that grow within a conversation.
public enum WebChat {
  /// One bubble of the chat.
  public struct Message: Codable, Sendable, Equatable {
    public enum Sender: String, Codable, Sendable {
      case user, bot, person, system
    }

    /// Grows within the conversation; the cursor of history and events.
    public let id: Int64
    public let from: Sender
    public let text: String
    public let language: String?
    public let buttons: [RecordedReply.Button]
    public let rateable: Bool
    /// `good` or `bad`.
    public let rating: String?
    /// Seconds since 1970, UTC.
    public let time: Double
  }

  /// A turn as the store keeps it.
  public struct RecordedTurn: Sendable {
    public let sequence: Int64
    public let utterance: String
    public let language: String?
    public let reply: RecordedReply
    public let rating: String?
    public let time: Double

    public init(
      sequence: Int64, utterance: String, language: String?, reply: RecordedReply, rating: String?,
      time: Double
    ) {
      self.sequence = sequence
      self.utterance = utterance
      self.language = language
      self.reply = reply
      self.rating = rating
      self.time = time
    }
  }

  /// Numbers of one turn's messages: part 0 is the person's, the others the reply's.
  public static let partsPerTurn: Int64 = 16

  /// The turn that a message belongs to.
  public static func sequence(ofMessage id: Int64) -> Int64 { id / partsPerTurn }

  /// The bubbles of a turn, in their order.
  public static func messages(of turn: RecordedTurn) -> [Message] {
    let first = turn.sequence * partsPerTurn
    var messages = [Message]()
    if !turn.utterance.isEmpty || turn.reply.pressed != nil {
      messages.append(
        Message(
          id: first, from: .user, text: turn.reply.pressed ?? turn.utterance,
          language: turn.language, buttons: [], rateable: false, rating: nil, time: turn.time))
    }
    let sender: Message.Sender =
      switch turn.reply.speaker {
      case .bot: .bot
      case .person: .person
      case .system: .system
      }
    for (index, text) in turn.reply.texts.prefix(Int(partsPerTurn) - 1).enumerated() {
      let isLast = index == turn.reply.texts.count - 1
      messages.append(
        Message(
          id: first + 1 + Int64(index), from: sender, text: text, language: turn.reply.language,
          buttons: isLast ? turn.reply.buttons : [],
          rateable: isLast && turn.reply.offersRating, rating: isLast ? turn.rating : nil,
          time: turn.time))
    }
    return messages
  }
}
