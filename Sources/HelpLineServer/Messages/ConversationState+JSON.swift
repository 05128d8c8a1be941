import Channels
import Dialogue
import IntentTypes
import Text

extension ConversationState {
  /// As it is stored; `JSONDecoder` reads it. Written by hand, since each message does it.
  var json: String {
    var text = JSONText()
    text.object { text in
      text.key("dialogue") { dialogue.write(to: &$0) }
      if let lastAnswer { text.key("lastAnswer") { $0.literal("\(lastAnswer)") } }
    }
    return text.text
  }
}

extension Conversation {
  fileprivate func write(to text: inout JSONText) {
    text.object { text in
      text.key("alternatives") { $0.intents(alternatives) }
      text.key("handOff") { handOff.write(to: &$0) }
      text.key("hasChosenLanguage") { $0.literal(hasChosenLanguage ? "true" : "false") }
      text.key("hasShownNotice") { $0.literal(hasShownNotice ? "true" : "false") }
      text.key("id", id)
      if let interface { text.key("interface", interface.rawValue) }
      text.key("language", language.rawValue)
      text.key("messageCount") { $0.literal("\(messageCount)") }
      text.key("missesInARow") { $0.literal("\(missesInARow)") }
      if let pending { text.key("pending") { pending.write(to: &$0) } }
      text.key("questionsInARow") { $0.literal("\(questionsInARow)") }
      if let rejected { text.key("rejected") { $0.intents(rejected) } }
      if let topic { text.key("topic", topic.name) }
    }
  }
}

extension HandOff {
  fileprivate func write(to text: inout JSONText) {
    switch self {
    case .none: text.enumeration("none") { _ in }
    case .taken: text.enumeration("taken") { _ in }
    case .waiting(let since, let reason):
      text.enumeration("waiting") { text in
        text.key("reason", reason.rawValue)
        text.key("since") { $0.literal("\(since)") }
      }
    }
  }
}

extension Pending {
  fileprivate func write(to text: inout JSONText) {
    switch self {
    case .clarification(let options):
      text.enumeration("clarification") { text in text.key("_0") { $0.intents(options) } }
    case .offer(let reason): text.enumeration("offer") { $0.key("_0", reason.rawValue) }
    case .language: text.enumeration("language") { _ in }
    case .callback(let reason): text.enumeration("callback") { $0.key("_0", reason.rawValue) }
    case .deletion: text.enumeration("deletion") { _ in }
    case .form(let field): text.enumeration("form") { $0.key("_0", field.rawValue) }
    }
  }
}

extension JSONText {
  /// A case of an enumeration as Swift's derived conformances code it.
  fileprivate mutating func enumeration(
    _ name: String, _ values: (inout JSONText) -> Void
  ) {
    object { text in
      text.key(name) { $0.object(values) }
    }
  }

  fileprivate mutating func intents(_ intents: [Intent]) {
    array(intents) { $0.string($1.name) }
  }
}
