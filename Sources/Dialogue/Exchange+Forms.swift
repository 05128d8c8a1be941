import IntentTypes
import Knowledge
import Text

/// The three forms: call-back, feedback, survey. One field a message, cancelled at any time.
extension Exchange {
  /// Longest value of a field, in characters.
  private static let longestValue = 500

  mutating func formTurn(_ field: FormField, text: String, _ reading: Reading) -> Turn {
    if reading.isOnly(.cancel) || (reading.isOnly(.no) && !field.isOpenQuestion) {
      return cancelledTurn()
    }
    if reading.isOnly(.skip) { return skippedTurn(field) }
    let value = text.trimmed
    guard value.count <= Self.longestValue else {
      return Turn(.form, reply([say(.formAgain)] + prompt(for: field).texts))
    }
    switch field {
    case .callbackName where reading.isOnly(.yes, .acknowledgement):
      return Turn(.form, prompt(for: field))
    case .callbackName, .callbackContact, .callbackTime, .callbackQuestion:
      return callbackFieldTurn(field, value)
    case .feedback:
      settle()
      return Turn(.feedback, reply([say(.feedbackDone)]), effects: [.complaint(value)])
    case .surveySolved, .surveyEase, .surveyComment:
      return surveyTurn(field, value, reading)
    }
  }

  mutating func cancelledTurn() -> Turn {
    settle()
    callback = nil
    return Turn(.form, reply([say(.formCancelled)]))
  }

  /// Optional fields can be left out; the others are asked for again.
  mutating func skippedTurn(_ field: FormField) -> Turn {
    switch field {
    case .callbackTime, .callbackQuestion: return callbackFieldTurn(field, nil)
    case .surveySolved: return surveyStep(.surveyEase)
    case .surveyEase: return surveyStep(.surveyComment)
    case .surveyComment: return surveyStep(nil)
    case .feedback: return cancelledTurn()
    case .callbackName, .callbackContact: return Turn(.form, prompt(for: field))
    }
  }

  private mutating func callbackFieldTurn(_ field: FormField, _ value: String?) -> Turn {
    guard var request = callback else { return callbackTurn(.customerRequest) }
    let next: FormField
    switch field {
    case .callbackName:
      request.name = value
      next = .callbackContact
    case .callbackContact:
      guard let value, Self.isContact(value) else {
        return Turn(.form, reply([say(.callbackContactAgain)], [cancelButton]))
      }
      request.contact = value
      next = .callbackTime
    case .callbackTime:
      request.preferredTime = value
      next = .callbackQuestion
    default:
      request.question = value
      settle()
      callback = nil
      return Turn(
        .form, reply([say(.callbackDone, ["when": dutyTime.text])]), effects: [.callback(request)])
    }
    callback = request
    conversation.pending = .form(next)
    return Turn(.form, prompt(for: next))
  }

  /// Something that a person can be reached by: a number of at least six digits, an e-mail address,
  /// a name in a messenger.
  private static func isContact(_ value: String) -> Bool {
    value.filter { $0.isNumber }.count >= 6 || (value.contains("@") && value.count >= 4)
  }

  /// A number of stars, a yes or a no, or a comment.
  private mutating func surveyTurn(
    _ field: FormField, _ value: String, _ reading: Reading
  ) -> Turn {
    switch field {
    case .surveySolved:
      let answer =
        reading.isOnly(.yes, .good) ? "yes" : reading.isOnly(.no, .bad) ? "no" : "partly"
      return surveyStep(.surveyEase, SurveyAnswer(question: field, value: answer))
    case .surveyEase:
      guard let rating = Rating(rawValue: value), rating != .good, rating != .bad else {
        return Turn(.form, reply([say(.surveyAgain)], prompt(for: field).buttons))
      }
      return surveyStep(.surveyComment, SurveyAnswer(question: field, value: rating.rawValue))
    default:
      return surveyStep(nil, SurveyAnswer(question: field, value: value))
    }
  }

  /// Records an answer and goes on to `next`; nil ends the survey.
  mutating func surveyStep(_ next: FormField?, _ answer: SurveyAnswer? = nil) -> Turn {
    let effects = answer.map { [Effect.survey($0)] } ?? []
    guard let next else {
      settle()
      return Turn(.form, reply([say(.surveyDone)]), effects: effects)
    }
    conversation.pending = .form(next)
    return Turn(.form, prompt(for: next), effects: effects)
  }

  mutating func startForm(_ field: FormField) -> Turn {
    settle()
    conversation.pending = .form(field)
    return Turn(field == .feedback ? .feedback : .form, prompt(for: field))
  }

  var cancelButton: Reply.Button { button(.buttonCancel, .cancel) }

  /// What a field asks for.
  func prompt(for field: FormField) -> Reply {
    switch field {
    case .callbackName: reply([say(.callbackName)], [cancelButton])
    case .callbackContact: reply([say(.callbackContact)], [cancelButton])
    case .callbackTime: reply([say(.callbackTime)], [button(.buttonAnyTime, .skip), cancelButton])
    case .callbackQuestion:
      reply([say(.callbackQuestion)], [button(.buttonSkip, .skip), cancelButton])
    case .feedback: reply([say(.feedbackPrompt)], [cancelButton])
    case .surveySolved:
      reply(
        [say(.surveySolved)],
        [
          button(.buttonYes, .yes), button(.buttonNo, .no), button(.buttonSkip, .skip),
        ])
    case .surveyEase:
      reply(
        [say(.surveyEase)],
        [Rating.one, .two, .three, .four, .five].map {
          Reply.Button(title: $0.rawValue, payload: .rate($0))
        })
    case .surveyComment: reply([say(.surveyComment)], [button(.buttonSkip, .skip)])
    }
  }
}

extension FormField {
  /// "No" is an answer here, not the wish to stop.
  fileprivate var isOpenQuestion: Bool {
    switch self {
    case .surveySolved, .surveyComment, .callbackTime, .callbackQuestion: true
    case .callbackName, .callbackContact, .feedback, .surveyEase: false
    }
  }
}

extension String {
  /// Without blanks and line breaks at both ends.
  fileprivate var trimmed: String {
    let first = firstIndex { !$0.isWhitespace } ?? endIndex
    let last = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? first
    return String(self[first..<max(first, last)])
  }
}
