import IntentTypes
import Knowledge
import Text

/// Questions back, and what to do where nothing is understood.
extension Exchange {
  /// Asks which of two or three is meant; a third question in a row offers a person instead.
  mutating func questionTurn(_ intents: [Intent], _ question: Message) -> Turn {
    guard conversation.questionsInARow < policy.questionLimit else {
      return offerTurn(.pendingClarification)
    }
    let options = Array(intents.prefix(3))
    conversation.questionsInARow += 1
    conversation.pending = .clarification(options)
    conversation.alternatives = options
    return Turn(.clarify(options), reply([say(question)], buttons(for: options)))
  }

  /// An answer to a question in words: a place, yes, no, a word of one title. nil for anything else.
  mutating func choiceTurn(among options: [Intent], _ reading: Reading) -> Turn? {
    if let option = option(titled: reading, among: options) { return chosenTurn(option) }
    if let place = place(reading, of: options.count) { return chosenTurn(options[place]) }
    if reading.isOnly(.yes) { return chosenTurn(options[0]) }
    if reading.isOnly(.no, .wrong, .cancel) {
      conversation.pending = nil
      return missTurn(isOutOfScope: false)
    }
    guard let option = option(named: reading, among: options) else { return nil }
    return chosenTurn(option)
  }

  private mutating func chosenTurn(_ intent: Intent) -> Turn {
    conversation.alternatives.removeAll { $0 == intent }
    return intentTurn(intent, ranking: nil)
  }

  /// "2", "the second one", "option 2": 0 is the first. nil also beyond `count`.
  func place(_ reading: Reading, of count: Int) -> Int? {
    if reading.has(.last), reading.isOnly(.last, .first, .placeWord) { return count - 1 }
    let places: [Signal] = [.first, .second, .third]
    let place = places.firstIndex { reading.has($0) && reading.isOnly($0, .placeWord) }
    return place.flatMap { $0 < count ? $0 : nil }
  }

  /// The option whose whole title was typed: also where it says yes or no.
  private func option(titled reading: Reading, among options: [Intent]) -> Intent? {
    let said = reading.text.stems
    return options.first { line.signals.reading(of: title($0)).text.stems == said }
  }

  /// The one option whose title shares most words with a short message; nil for a tie.
  private func option(named reading: Reading, among options: [Intent]) -> Intent? {
    let subject = reading.subject
    guard !subject.isEmpty, subject.count <= 4 else { return nil }
    let stems = reading.text.stems
    let said = Set(subject.tokens.map { stems[$0] })
    let shared = options.map { option in
      (option, line.signals.stems(of: title(option)).intersection(said).count)
    }
    let best = shared.map(\.1).max() ?? 0
    let named = shared.filter { $0.1 == best }
    return best > 0 && named.count == 1 ? named[0].0 : nil
  }

  /// Not understood: the first time it asks for other words, the second time it offers a person.
  mutating func missTurn(isOutOfScope: Bool) -> Turn {
    conversation.missesInARow += 1
    if conversation.missesInARow >= policy.missLimit {
      return offerTurn(isOutOfScope ? .unsupportedRequest : .missingKnowledge)
    }
    conversation.pending = nil
    return Turn(
      .fallback, reply([say(isOutOfScope ? .outOfScope : .fallback)], [personButton]))
  }

  /// Offers a person; "yes" accepts.
  mutating func offerTurn(_ reason: HandOffReason) -> Turn {
    conversation.pending = .offer(reason)
    let buttons = [button(.buttonYes, .yes), button(.buttonNo, .no)]
    return Turn(.fallback, reply([say(.offerPerson)], buttons))
  }

  mutating func declinedTurn() -> Turn {
    settle()
    return Turn(.fallback, reply([say(.offerDeclined)]))
  }
}
