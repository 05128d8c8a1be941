import IntentTypes
import Knowledge
import Text

/// A typed message, in order of precedence: crisis, a person, what the bot waits for, requests,
/// ratings, and only then the bots.
extension Exchange {
  mutating func textTurn(_ text: String, judging: (String) -> [Judgement]) -> Turn {
    // Counting characters takes longer than most of what follows.
    let isShort = text.utf8.count <= settings.maximumCharacters
    guard isShort || text.count <= settings.maximumCharacters else {
      return Turn(.fallback, reply([say(.tooLong)]))
    }
    let reading = line.signals.reading(of: text)
    if !conversation.pending.isPersonal { followLanguage(of: text, reading) }
    guard !reading.text.tokens.isEmpty else { return Turn(.fallback, reply([say(.empty)])) }
    if reading.has(.crisis) { return crisisTurn() }
    if let turn = personTurn(reading) { return turn }
    if case .form(let field) = conversation.pending {
      return formTurn(field, text: text, reading)
    }
    let understood =
      pendingTurn(reading) ?? commandTurn(reading) ?? ratingTurn(reading) ?? neutralTurn(reading)
    if let understood { return understood }
    if conversation.messageCount > settings.messageLimit { return offerTurn(.usageLimit) }
    judgements = judging(text)
    guard let judgement = judgements.first else { return handOffTurn(.toolFailure) }
    if judgements.count > 1, !isDecided(by: reading) {
      var other = self
      otherDecision = other.judgedTurn(judgements[1], text: text, reading).decision
    }
    return judgedTurn(judgement, text: text, reading)
  }

  /// An explicit wish for a person wins over everything but a form that leads to one.
  private mutating func personTurn(_ reading: Reading) -> Turn? {
    if conversation.pending.isPersonal { return nil }
    if reading.has(.callback) { return callbackTurn(wishReason) }
    return reading.has(.person) ? handOffTurn(wishReason) : nil
  }

  /// What the bot waits for, answered in words; nil when the message is about something else.
  private mutating func pendingTurn(_ reading: Reading) -> Turn? {
    switch conversation.pending {
    case .deletion:
      conversation.pending = nil
      if reading.isOnly(.yes) { return deletionTurn() }
      return reading.isOnly(.no, .cancel) ? Turn(.request, reply([say(.deleteDeclined)])) : nil
    case .offer(let reason):
      conversation.pending = nil
      if reading.isOnly(.yes) { return handOffTurn(reason) }
      return reading.isOnly(.no, .cancel) ? declinedTurn() : nil
    case .callback(let reason):
      conversation.pending = nil
      if reading.isOnly(.yes) { return callbackTurn(reason) }
      return reading.isOnly(.no, .cancel) ? declinedTurn() : nil
    case .clarification(let options):
      return choiceTurn(among: options, reading)
    case .form, nil:
      return nil
    }
  }

  /// Language, deletion, export, steps: understood without a bot.
  private mutating func commandTurn(_ reading: Reading) -> Turn? {
    if reading.isOnly(.kazakh) { return languageTurn(.kk) }
    if reading.isOnly(.russian) { return languageTurn(.ru) }
    if reading.isOnly(.english) { return languageTurn(.en) }
    if reading.has(.delete) { return deletionQuestion() }
    if reading.has(.export) {
      return Turn(.request, reply([say(.exportDone)]), effects: [.exportData])
    }
    if reading.isOnly(.steps), let topic = conversation.topic { return guideTurn(topic) }
    return nil
  }

  /// "Yes", "no" or "stop" when nothing was asked.
  private mutating func neutralTurn(_ reading: Reading) -> Turn? {
    guard reading.isOnly(.yes, .no, .cancel), !reading.isOnly(.filler) else { return nil }
    conversation.pending = nil
    return Turn(.fallback, reply([say(.empty)]))
  }
}
