import IntentTypes
import Knowledge
import Text

/// Ratings, complaints, and requests about one's own data.
extension Exchange {
  /// A rating in words or stars; "that is not what I asked". nil when the message is something else.
  mutating func ratingTurn(_ reading: Reading) -> Turn? {
    if reading.isOnly(.wrong, .no, .bad), reading.has(.wrong), conversation.topic != nil {
      return rateTurn(.bad)
    }
    if let stars = stars(reading) { return rateTurn(stars) }
    if reading.isOnly(.bad) { return rateTurn(.bad) }
    // "Hello 😊" is no rating.
    let rates =
      reading.isWordless || !reading.tokens(of: .good).isDisjoint(with: reading.content)
    return reading.isOnly(.good) && rates ? rateTurn(.good) : nil
  }

  /// A lone digit from 1 to 5 after an answer.
  private func stars(_ reading: Reading) -> Rating? {
    guard conversation.topic != nil, reading.text.tokens.count == 1 else { return nil }
    return reading.text.surfaces.first.flatMap { Int($0) }.flatMap { Rating(rawValue: "\($0)") }
  }

  /// Records a rating; after a bad one the next best titles are offered, or a person.
  mutating func rateTurn(_ rating: Rating) -> Turn {
    let effect = Effect.rating(rating, of: conversation.topic)
    guard rating.isNegative, conversation.topic != nil else {
      return Turn(.feedback, reply([say(.ratingThanks)]), effects: [effect])
    }
    let wrong = conversation.topic
    let options = conversation.alternatives.filter { $0 != wrong && knowledge.entries[$0] != nil }
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
