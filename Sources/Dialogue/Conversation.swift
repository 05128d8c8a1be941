public import IntentTypes
public import Text

/// What is remembered of one conversation between two messages. A value without any text of the
/// person's: what is typed into a form goes to a `CallbackRequest`, everything else into turns.
public struct Conversation: Sendable, Equatable, Codable {
  public let id: String
  /// Of the next reply.
  public internal(set) var language: Language
  /// Of the page, as the last message told it.
  public internal(set) var interface: Language?
  /// The person asked for this language: it stays.
  public internal(set) var hasChosenLanguage = false
  /// The first reply has said that this is a program.
  public var hasShownNotice = false
  /// The intent that was answered last.
  public internal(set) var topic: Intent?
  /// The next best intents of the last ranking, best first.
  public internal(set) var alternatives: [Intent] = []
  /// Answers that the person called wrong; not offered again. nil for none.
  public internal(set) var rejected: [Intent]?
  /// What the bot waits for.
  public internal(set) var pending: Pending?
  /// Questions asked without an answer in between.
  public internal(set) var questionsInARow = 0
  /// Messages not understood, without an answer in between.
  public internal(set) var missesInARow = 0
  /// Messages of the person.
  public internal(set) var messageCount = 0
  public internal(set) var handOff = HandOff.none

  /// - Parameter language: that of the interface, until a message shows another.
  public init(id: String, language: Language) {
    self.id = id
    self.language = language
  }

  /// The next reply is in the language of the form that the person has filled in.
  public mutating func speak(_ language: Language) {
    self.language = language
  }

  /// A person has written: the bot is silent from now on.
  public mutating func takeOver() {
    handOff = .taken
    pending = nil
  }

  /// The person has closed the matter: the bot answers again.
  public mutating func release() {
    handOff = .none
    pending = nil
    questionsInARow = 0
    missesInARow = 0
  }
}

/// Who has the conversation.
public enum HandOff: Sendable, Equatable, Codable {
  /// The bot.
  case none
  /// Handed over, nobody has written yet. `since`: seconds since 1970, UTC.
  case waiting(since: Int, reason: HandOffReason)
  /// A person.
  case taken
}

/// What the bot waits for.
public enum Pending: Sendable, Equatable, Codable {
  /// Which of these?
  case clarification([Intent])
  /// Shall a person take over?
  case offer(HandOffReason)
  /// Which language?
  case language
  /// Shall somebody call back?
  case callback(HandOffReason)
  /// Really delete the data?
  case deletion
  /// The next field of a form.
  case form(FormField)
}

/// A field of one of the three forms.
public enum FormField: String, Sendable, Codable, CaseIterable {
  case callbackName = "callback_name"
  case callbackContact = "callback_contact"
  case callbackTime = "callback_time"
  case callbackQuestion = "callback_question"
  case feedback
  case surveySolved = "survey_solved"
  case surveyEase = "survey_ease"
  case surveyComment = "survey_comment"

  /// What is typed here is kept in a `CallbackRequest` only, never in a turn.
  public var isPersonal: Bool {
    switch self {
    case .callbackName, .callbackContact, .callbackTime, .callbackQuestion: true
    case .feedback, .surveySolved, .surveyEase, .surveyComment: false
    }
  }
}
