public import IntentTypes
public import Text

/// What the help line does about a message. Every outcome has a case, so that the compiler makes each
/// be handled.
public enum Decision: Sendable, Equatable {
  /// The answer to one intent.
  case answer(Intent)
  /// A question: which of these two or three?
  case clarify([Intent])
  /// Not understood, or none of the help line's business.
  case fallback
  /// To a person.
  case handOff(HandOffReason)
  /// A rating or a complaint was recorded, or is asked for.
  case feedback
  /// A step of a form: call-back, feedback, survey.
  case form
  /// What a person may ask for by law: deletion or export of the data.
  case request
  /// The steps to a goal.
  case guide(Intent)
  /// Greeting, thanks, leave-taking, who are you.
  case smallTalk(Intent)
  /// The language of the replies.
  case language(Language)

  /// As it stands in interfaces and storage: `hand_off`.
  public var name: String {
    switch self {
    case .answer: "answer"
    case .clarify: "clarify"
    case .fallback: "fallback"
    case .handOff: "hand_off"
    case .feedback: "feedback"
    case .form: "form"
    case .request: "request"
    case .guide: "guide"
    case .smallTalk: "small_talk"
    case .language: "language"
    }
  }

  /// The intent that was answered; nil where the decision has none.
  public var intent: Intent? {
    switch self {
    case .answer(let intent), .guide(let intent), .smallTalk(let intent): intent
    case .clarify, .fallback, .handOff, .feedback, .form, .request, .language: nil
    }
  }
}

/// Why a person takes over; the names are those of help desks (Chatwoot).
public enum HandOffReason: String, Sendable, Codable, CaseIterable {
  /// Somebody asked for a person.
  case customerRequest = "customer_request"
  /// The bot did not understand, or its answer was wrong.
  case missingKnowledge = "missing_knowledge"
  /// Understood, but outside what the bot does.
  case unsupportedRequest = "unsupported_request"
  /// Not for a program to handle: words of a crisis.
  case policyRestriction = "policy_restriction"
  /// No bot could judge the message.
  case toolFailure = "tool_failure"
  /// Two questions did not settle it.
  case pendingClarification = "pending_clarification"
  /// The conversation is longer than the settings allow.
  case usageLimit = "usage_limit"
}
