import Channels
import Dialogue
import PersonalData
import Foundation
import Storage
import Text

/// A call-back ordered by the page's form, all fields at once.
extension MessageHandler {
  /// What the form asks for.
  struct CallbackForm: Sendable {
    let name: String
    let contact: String
    /// nil: any time.
    let preferredTime: String?
    let question: String?
  }

  /// Stores a ticket. The dialogue fills in its own form with the fields, so that both ways to a
  /// call-back check and promise the same.
  ///
  /// - Throws: 400 for a contact that nobody can be reached by.
  func order(_ form: CallbackForm, message: IncomingMessage) async throws -> Handled {
    for attempt in 1... {
      let now = Timestamp(Date())
      let engine = engine.current
      var conversation = try await open(message, engine: engine, at: now)
      let (turn, request) = try filled(
        form, in: conversation, language: message.language, helpLine: engine.helpLine, at: now)
      conversation.state.dialogue.hasShownNotice = true
      let reply = RecordedReply(turn.reply, pressed: message.pressed.map { masker.mask($0).text })
      do {
        let appended = try await store.append(
          StoredTurn(
            message, turn, reply: reply.json, conversation: conversation.stored.id,
            engine: engine, utterance: PersonalText.mask, at: now, latencyMicroseconds: 0),
          changing: ConversationChange(state: conversation.state.json),
          after: conversation.stored.lastSequence,
          recording: try records(of: [.callback(request)], in: conversation, at: now)
            + [.handOverEnd(now)])
        return try finish(
          appended, reply: reply, draft: nil, conversation: conversation, message: message)
      } catch StorageError.conversationMoved where attempt < Self.attempts {
        conversations[key(of: message)] = nil
      } catch StorageError.unknownConversation where attempt < Self.attempts {
        conversations[key(of: message)] = nil
      }
    }
    throw RequestError.notKept
  }

  /// The last turn of the dialogue's form and the complete request. Before its texts stand the notice, where it was
  /// not shown yet, and a contact of help where the question has words of a crisis: such a question stays in the
  /// ticket, and the form goes on without an answer.
  private func filled(
    _ form: CallbackForm, in conversation: OpenConversation, language: Language?,
    helpLine: HelpLine, at now: Timestamp
  ) throws(RequestError) -> (Turn, CallbackRequest) {
    var dialogue = conversation.state.dialogue
    if conversation.state.owner != .bot { dialogue.release() }
    if let language { dialogue.speak(language) }
    var draft: CallbackRequest?
    var last: Turn?
    var first: [String] = []
    let skip = Payload.skip.description
    let fields = [
      Payload.callback.description, form.name, form.contact, form.preferredTime ?? skip,
      form.question ?? skip,
    ]
    func play(_ text: String) -> Turn {
      helpLine.turn(
        for: UserMessage(
          text, time: Int(now.microseconds / 1_000_000), isPersonOnDuty: false),
        in: &dialogue, callback: &draft, judging: { _ in [] })
    }
    let isFirst = !dialogue.hasShownNotice
    for (place, field) in fields.enumerated() {
      var turn = play(field)
      if place == 0, isFirst { first += turn.reply.texts.prefix(1) }
      if turn.decision == .answer(.psychologistHelp) {
        first.insert(contentsOf: turn.reply.texts, at: 0)
        turn = play(skip)
      }
      last = turn
    }
    for case .callback(var request) in last?.effects ?? [] {
      guard var last else { break }
      request.question = form.question
      last.reply.texts.insert(contentsOf: first, at: 0)
      return (last, request)
    }
    throw .malformed("expected a name and a phone number or an e-mail address")
  }
}
