import IntentTypes
import Knowledge
import Text

/// Ratings, complaints, and requests about one's own data.
extension Exchange {
  /// A rating in words or stars; "that is not what I asked". nil when the message is something else.
  mutating func ratingTurn(_ reading: Reading) -> Turn? {
    guard conversation.topic != nil || reading.has(.rated) else { return praiseTurn(reading) }
    if reading.has(.wrong), reading.isOnly(.wrong, .no, .bad, .rated) { return rateTurn(.bad) }
    if let stars = stars(reading) { return rateTurn(stars) }
    if reading.has(.bad), reading.isOnly(.bad, .rated) { return rateTurn(.bad) }
    return isPraise(reading) ? rateTurn(.good) : nil
  }

  /// "Cool", a thumb: with nothing to rate, just heard.
  private mutating func praiseTurn(_ reading: Reading) -> Turn? {
    isPraise(reading) ? acknowledgedTurn() : nil
  }

  /// "Hello 😊" is no praise.
  private func isPraise(_ reading: Reading) -> Bool {
    let rates =
      reading.isWordless || !reading.tokens(of: .good).isDisjoint(with: reading.content)
    return rates && reading.has(.good) && reading.isOnly(.good, .rated)
  }

  /// A digit from 1 to 5 after an answer, alone or with "stars".
  private func stars(_ reading: Reading) -> Rating? {
    guard conversation.topic != nil else { return nil }
    let numbers = reading.words.subtracting(reading.tokens(of: .stars))
    let isLone = reading.text.tokens.count == 1
    guard numbers.count == 1, isLone || reading.has(.stars) else { return nil }
    return numbers.tokens.first.flatMap { Int(reading.text.surfaces[$0]) }
      .flatMap { Rating(rawValue: "\($0)") }
  }

  /// Wrong answers that are remembered.
  private static let rejectedLimit = 5

  /// Records a rating; after a bad one the next best titles are offered, or a person.
  mutating func rateTurn(_ rating: Rating) -> Turn {
    let effect = Effect.rating(rating, of: conversation.topic)
    guard rating.isNegative, conversation.topic != nil else {
      return Turn(.feedback, reply([say(.ratingThanks)]), effects: [effect])
    }
    let rejected = (conversation.rejected ?? []) + [conversation.topic].compactMap { $0 }
    conversation.rejected = Array(rejected.suffix(Self.rejectedLimit))
    let options = conversation.alternatives.filter {
      !rejected.contains($0) && knowledge.entries[$0] != nil
    }
    var turn =
      options.count >= 2
      ? questionTurn(options, .clarifyAfterWrong) : offerTurn(.missingKnowledge)
    turn.reply.texts.insert(say(.ratingSorry), at: 0)
    turn.effects = [effect]
    return turn
  }

  /// A complaint in words is recorded.
  mutating func complaintTurn(_ text: String) -> Turn {
    settle()
    conversation.topic = .complaintFeedback
    let answer = knowledge.answer(to: .complaintFeedback, in: language)
    let texts = [say(.complaintRecorded), answer].compactMap { $0 }
    return Turn(.feedback, reply(texts, complaintButtons), effects: [.complaint(text)])
  }

  /// A question about complaints is answered, and the answer can be rated as any other.
  mutating func complaintAnswerTurn(_ ranking: IntentRanking?) -> Turn {
    var turn = answerTurn(.complaintFeedback, ranking: ranking)
    turn.reply.buttons = complaintButtons
    return turn
  }

  private var complaintButtons: [Reply.Button] {
    [button(.buttonFeedback, .feedback), personButton]
  }

  mutating func deletionQuestion() -> Turn {
    conversation.pending = .deletion
    let buttons = [button(.buttonYes, .yes), button(.buttonNo, .no)]
    return Turn(.request, reply([say(.deleteConfirm)], buttons))
  }

  /// Confirmed: nothing is remembered but the language.
  mutating func deletionTurn() -> Turn {
    var forgotten = Conversation(id: conversation.id, language: language)
    forgotten.hasChosenLanguage = conversation.hasChosenLanguage
    forgotten.hasShownNotice = true
    conversation = forgotten
    callback = nil
    return Turn(.request, reply([say(.deleteDone)]), effects: [.deleteData])
  }
}
