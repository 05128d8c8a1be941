import Mustache
public import Text

/// A sentence of the bot's own; a key of `messages.yml`.
public enum Message: String, Sendable, CaseIterable {
  case notice, noticeUnlimited = "notice_unlimited", noticeSample = "notice_sample"
  case clarify, clarifyTopic = "clarify_topic", clarifyAfterWrong = "clarify_after_wrong"
  case acknowledged
  case fallback, outOfScope = "out_of_scope", empty, tooLong = "too_long"
  case offerPerson = "offer_person", offerDeclined = "offer_declined"
  case handOff = "hand_off", handOffAbsent = "hand_off_absent"
  case handOffElsewhere = "hand_off_elsewhere", handOffLate = "hand_off_late"
  case handOffReturned = "hand_off_returned", crisis
  case aboutTopic = "about_topic", guide, noGuide = "no_guide"
  case ratingThanks = "rating_thanks", ratingSorry = "rating_sorry"
  case complaintRecorded = "complaint_recorded"
  case feedbackPrompt = "feedback_prompt", feedbackDone = "feedback_done"
  case surveySolved = "survey_solved", surveyEase = "survey_ease", surveyComment = "survey_comment"
  case surveyDone = "survey_done", surveyAgain = "survey_again"
  case callbackName = "callback_name", callbackContact = "callback_contact"
  case callbackContactAgain = "callback_contact_again", callbackTime = "callback_time"
  case callbackQuestion = "callback_question", callbackDone = "callback_done"
  case formCancelled = "form_cancelled", formAgain = "form_again"
  case deleteConfirm = "delete_confirm", deleteDone = "delete_done"
  case deleteDeclined = "delete_declined", exportDone = "export_done"
  case languageChanged = "language_changed", languageWhich = "language_which"
  case buttonYes = "button_yes", buttonNo = "button_no"
  case buttonPerson = "button_person", buttonCallback = "button_callback"
  case buttonCancel = "button_cancel", buttonSkip = "button_skip", buttonSteps = "button_steps"
  case buttonFeedback = "button_feedback", buttonAnyTime = "button_any_time"
  case buttonSurvey = "button_survey"
  case today, todayBefore = "today_before", laterOn = "later_on", tomorrow
  case onDay = "on_day", onDate = "on_date"
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// What the sentence may name beside the institution's facts.
  public var parameters: Set<String> {
    switch self {
    case .notice: ["days"]
    case .aboutTopic, .guide: ["title"]
    case .handOffAbsent, .handOffElsewhere, .callbackDone: ["when"]
    case .today, .todayBefore, .tomorrow: ["time"]
    case .onDay: ["day", "time"]
    case .onDate: ["date", "time"]
    default: []
    }
  }
}

/// The bot's own sentences in three languages: `messages.yml`.
public struct Messages: Sendable {
  /// A sentence without parameters is ready; one with some is a template.
  enum Wording: Sendable {
    case ready(String)
    case template(MustacheTemplate)
  }

  private let wordings: [Message: [Language: Wording]]

  init(wordings: [Message: [Language: Wording]]) {
    self.wordings = wordings
  }

  /// The sentence in `language`, plain text. `values` are for the message's `parameters`.
  public func text(
    _ message: Message, in language: Language, _ values: [String: String] = [:]
  ) -> String {
    precondition(
      Set(values.keys) == message.parameters,
      "\(message.rawValue) takes \(message.parameters.sorted()), not \(values.keys.sorted())")
    switch wordings[message]?[language] {
    case .ready(let text): return text
    case .template(let template): return template.render(values)
    case nil: return ""
    }
  }
}
