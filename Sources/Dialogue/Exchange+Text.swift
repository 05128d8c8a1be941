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
    if let turn = personTurn(text, reading) { return turn }
    if case .form(let field) = conversation.pending {
      if let turn = questionInForm(field, text: text, reading, judging: judging) { return turn }
      return formTurn(field, text: text, reading)
    }
    return understoodTurn(reading) ?? botTurn(text, reading, judging: judging)
  }

  /// What needs no bot.
  private mutating func understoodTurn(_ reading: Reading) -> Turn? {
    pendingTurn(reading) ?? commandTurn(reading) ?? ratingTurn(reading) ?? neutralTurn(reading)
  }

  private mutating func botTurn(
    _ text: String, _ reading: Reading, judging: (String) -> [Judgement]
  ) -> Turn {
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
  private mutating func personTurn(_ text: String, _ reading: Reading) -> Turn? {
    guard !conversation.pending.isPersonal else { return nil }
    let isAboutPerson = reading.has(.person) || reading.has(.callback) || reading.has(.refusal)
    if isAboutPerson, line.signals.refusesPerson(text) {
      return reading.isOnly(.refusal, .person, .callback, .no) ? declinedTurn() : nil
    }
    if reading.has(.callback) { return callbackTurn(wishReason) }
    return reading.has(.person) ? handOffTurn(wishReason) : nil
  }

  /// A question where a name was asked for leaves the form; nil when it may be a name.
  private mutating func questionInForm(
    _ field: FormField, text: String, _ reading: Reading, judging: (String) -> [Judgement]
  ) -> Turn? {
    guard field == .callbackName, !reading.isOnly(.cancel), !reading.isOnly(.skip) else {
      return nil
    }
    let asks = text.contains { $0 == "?" || $0 == "？" }
    guard asks || reading.words.count > Self.longestName else { return nil }
    var other = self
    other.isPersonal = false
    other.callback = nil
    other.settle()
    let turn = other.understoodTurn(reading) ?? other.botTurn(text, reading, judging: judging)
    guard turn.decision?.intent != nil else {
      return asks ? Turn(.form, prompt(for: field)) : nil
    }
    self = other
    return turn
  }

  /// Words that a name may have without a doubt.
  private static let longestName = 2

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
      if reading.isOnly(.acknowledgement) { return acknowledgedTurn() }
      return reading.isOnly(.no, .cancel) ? declinedTurn() : nil
    case .language:
      conversation.pending = nil
      return place(reading, of: Language.offered.count).map { languageTurn(Language.offered[$0]) }
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

  mutating func acknowledgedTurn() -> Turn {
    settle()
    return Turn(.smallTalk(.thanks), reply([say(.acknowledged)]))
  }

  /// "Yes", "no", "stop" or "I see" when nothing was asked.
  private mutating func neutralTurn(_ reading: Reading) -> Turn? {
    if reading.isOnly(.acknowledgement) { return acknowledgedTurn() }
    guard reading.isOnly(.yes, .no, .cancel), !reading.isOnly(.filler) else { return nil }
    conversation.pending = nil
    return Turn(.fallback, reply([say(.empty)]))
  }
}
