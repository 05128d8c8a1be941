public import IntentTypes

/// One message and what the help line made of it: all that a store has to keep, beside the text.
public struct Turn: Sendable, Equatable {
  /// nil while a person has the conversation and the bot is silent.
  public var decision: Decision?
  public var reply: Reply
  /// What the bots thought, the serving one first; empty where nobody was asked (buttons, forms).
  public var judgements: [Judgement] = []
  /// In a duel: what would have been decided on the judgement of the other bot, in the same place of
  /// the conversation. nil where the message itself decided, so that no bot had a part in it.
  public var otherDecision: Decision?
  /// What has to be done outside the dialogue, in this order.
  public var effects: [Effect] = []
  /// The person typed into the call-back form: the text must not be stored, logged or learned.
  public var isPersonal = false

  public init(_ decision: Decision?, _ reply: Reply, effects: [Effect] = []) {
    self.decision = decision
    self.reply = reply
    self.effects = effects
  }
}

/// What has to be done outside the dialogue.
public enum Effect: Sendable, Equatable {
  /// nil: of the help line as a whole.
  case rating(Rating, of: Intent?)
  /// A complaint, a suggestion or praise, as typed: mask it before it is stored.
  case complaint(String)
  case survey(SurveyAnswer)
  /// To the desk of this unit (a key of `institution.yml`).
  case handOff(HandOffReason, unit: String)
  /// Complete: to be encrypted and kept apart.
  case callback(CallbackRequest)
  /// Confirmed by the person.
  case deleteData
  case exportData
}

/// One answer of the survey: `question` is `survey_solved`, `survey_ease` or `survey_comment`.
public struct SurveyAnswer: Sendable, Equatable, Codable {
  public let question: FormField
  /// `yes`, `partly`, `no`; `1`…`5`; a comment as typed (mask it).
  public let value: String
}

/// Who should call whom back, when, and about what. The only open personal data there is: keep it
/// encrypted and apart, also while it is incomplete.
public struct CallbackRequest: Sendable, Equatable, Codable {
  public var reason: HandOffReason
  /// The unit's key in `institution.yml`.
  public var unit: String
  public var name: String?
  public var contact: String?
  public var preferredTime: String?
  public var question: String?
  /// When the person was told to expect it: seconds since 1970, UTC.
  public var promisedFrom: Int

  public init(reason: HandOffReason, unit: String, promisedFrom: Int) {
    self.reason = reason
    self.unit = unit
    self.promisedFrom = promisedFrom
  }
}
