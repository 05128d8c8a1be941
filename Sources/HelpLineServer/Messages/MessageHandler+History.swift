import Channels
import Dialogue
import Storage

extension MessageHandler {
  /// The web messages of a conversation whose numbers are above `cursor`, in their order.
  func messages(of conversation: String, after cursor: Int64) async throws -> [WebChat.Message] {
    let sequence = max(WebChat.sequence(ofMessage: cursor), 1)
    let turns = try await store.turns(of: conversation, after: sequence - 1)
    return try turns.flatMap { turn in
      WebChat.messages(of: WebChat.RecordedTurn(turn, reply: try Self.reply(turn.reply)))
    }.filter { $0.id > cursor }
  }
}

extension WebChat.RecordedTurn {
  init(_ turn: StoredTurn, reply: RecordedReply) {
    self.init(
      sequence: turn.sequence, utterance: turn.utterance, language: turn.language, reply: reply,
      rating: Rating.thumb(ofStars: turn.rating)?.rawValue,
      time: Double(turn.createdAt.microseconds) / 1e6)
  }
}
