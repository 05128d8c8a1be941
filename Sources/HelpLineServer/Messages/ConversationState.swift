import Dialogue
import Foundation
import Storage

/// What the server remembers of a conversation: the store keeps it as JSON.
struct ConversationState: Codable, Sendable, Equatable {
  var dialogue: Conversation
  /// The last turn that answered a question: what a rating belongs to.
  var lastAnswer: Int64?

  init(dialogue: Conversation) {
    self.dialogue = dialogue
  }

  /// - Throws: `unexpectedValue` for a state that this version cannot read.
  init(json: String) throws(StorageError) {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
    } catch {
      throw .unexpectedValue(column: 6, found: "\(error)", expected: "the state of a conversation")
    }
  }

  /// Who answers the next message.
  var owner: Owner {
    switch dialogue.handOff {
    case .none: .bot
    case .waiting: .waiting
    case .taken: .person
    }
  }

  /// A person has it, is waited for, or is wished for by the call-back form.
  var isHandedOver: Bool {
    if case .form(let field) = dialogue.pending, field.isPersonal { return true }
    return owner != .bot
  }

  enum Owner: String, Codable, Sendable {
    case bot, waiting, person

    /// Without anybody's word yet the store calls the conversation the bot's.
    var stored: StoredConversation.Owner { self == .person ? .person : .bot }
  }
}

/// A stored conversation with its state read.
struct OpenConversation: Sendable {
  var stored: StoredConversation
  var state: ConversationState
}
