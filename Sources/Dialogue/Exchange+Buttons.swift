import IntentTypes
import Knowledge
import Text

extension Exchange {
  mutating func buttonTurn(_ payload: Payload) -> Turn {
    switch payload {
    case .intent(let intent): return chosenIntentTurn(intent)
    case .yes: return yesTurn()
    case .no: return noTurn()
    case .cancel: return cancelTurn()
    case .skip:
      guard case .form(let field) = conversation.pending else { return emptyTurn }
      return skippedTurn(field)
    case .callback: return callbackTurn(wishReason)
    case .feedback: return startForm(.feedback)
    case .survey: return startForm(.surveySolved)
    case .deleteData: return deletionQuestion()
    case .exportData:
      return Turn(.request, reply([say(.exportDone)]), effects: [.exportData])
    case .rate(let rating):
      guard conversation.pending == .form(.surveyEase) else { return rateTurn(rating) }
      return surveyStep(
        .surveyComment, SurveyAnswer(question: .surveyEase, value: rating.rawValue))
    case .language(let language): return languageTurn(language)
    case .guide(let intent): return guideTurn(intent)
    }
  }

  /// A title was chosen; a button of an older knowledge is a miss.
  private mutating func chosenIntentTurn(_ intent: Intent) -> Turn {
    guard knowledge.entries[intent] != nil else { return missTurn(isOutOfScope: false) }
    callback = nil
    conversation.alternatives.removeAll { $0 == intent }
    return intentTurn(intent, ranking: nil)
  }

  private mutating func yesTurn() -> Turn {
    switch conversation.pending {
    case .language: return languageTurn(Language.offered[0])
    case .deletion: return deletionTurn()
    case .offer(let reason): return handOffTurn(reason)
    case .callback(let reason): return callbackTurn(reason)
    case .clarification(let options): return intentTurn(options[0], ranking: nil)
    case .form(.surveySolved):
      return surveyStep(.surveyEase, SurveyAnswer(question: .surveySolved, value: "yes"))
    case .form, nil: return emptyTurn
    }
  }

  private mutating func noTurn() -> Turn {
    switch conversation.pending {
    case .language:
      conversation.pending = nil
      return emptyTurn
    case .deletion:
      conversation.pending = nil
      return Turn(.request, reply([say(.deleteDeclined)]))
    case .offer, .callback: return declinedTurn()
    case .clarification:
      conversation.pending = nil
      return missTurn(isOutOfScope: false)
    case .form(.surveySolved):
      return surveyStep(.surveyEase, SurveyAnswer(question: .surveySolved, value: "no"))
    case .form, nil: return emptyTurn
    }
  }

  /// Stops what the bot waits for.
  private mutating func cancelTurn() -> Turn {
    switch conversation.pending {
    case .form: return cancelledTurn()
    case .language, .deletion, .offer, .callback, .clarification: return noTurn()
    case nil: return emptyTurn
    }
  }

  private var emptyTurn: Turn { Turn(.fallback, reply([say(.empty)])) }
}
