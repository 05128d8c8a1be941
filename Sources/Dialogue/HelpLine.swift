import IntentTypes
public import Knowledge
import Text

/// The dialogue: a message and what is remembered go in, a decision and a reply come out.
///
/// Pure: no files, no clock, no randomness. One serves all conversations and never changes; what
/// belongs to one of them is its `Conversation`.
public final class HelpLine: Sendable {
  public let knowledge: Knowledge
  public let settings: HelpLineSettings
  let signals: SignalReader
  let languages = LanguageIdentifier()

  public init(knowledge: Knowledge, settings: HelpLineSettings = HelpLineSettings()) {
    self.knowledge = knowledge
    self.settings = settings
    signals = SignalReader(knowledge: knowledge)
  }

  /// Handles one message.
  ///
  /// - Parameters:
  ///   - conversation: what is remembered; keep it with the turn.
  ///   - callback: the call-back being filled in, if any; keep it encrypted and apart from the turn.
  ///     It is nil again when the form is complete (`Effect.callback`) or cancelled.
  ///   - judging: asks the bots, the serving one first; called at most once, and only for messages
  ///     that need it. No judgement at all hands over with `tool_failure`.
  public func turn(
    for message: UserMessage, in conversation: inout Conversation,
    callback: inout CallbackRequest?, judging: (String) -> [Judgement]
  ) -> Turn {
    conversation.messageCount += 1
    var exchange = Exchange(
      line: self, message: message, conversation: conversation, callback: callback)
    let turn = exchange.turn(judging: judging)
    conversation = exchange.conversation
    callback = exchange.callback
    return turn
  }
}
