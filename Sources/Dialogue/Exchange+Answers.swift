import IntentTypes
import Knowledge
import Text

/// From a judgement to an answer, a question or a fallback.
extension Exchange {
  mutating func judgedTurn(_ judgement: Judgement, text: String, _ reading: Reading) -> Turn {
    let ranking = judgement.ranking
    if mayNeedHelp(ranking) { return helpTurn(ranking, reading) }
    if let topic = keptTopic(ranking, reading) {
      return answerTurn(topic, ranking: ranking, lead: say(.aboutTopic, ["title": title(topic)]))
    }
    if case .clarification(let options) = conversation.pending,
      let best = ranking.first?.intent, options.contains(best), !ranking.isOutOfScope
    {
      return intentTurn(best, ranking: ranking, text: text, reading)
    }
    let ambiguous = reading.ambiguousIntents
    if !ambiguous.isEmpty { return questionTurn(ambiguous, .clarifyTopic) }
    switch policy.outcome(of: ranking, contentWords: reading.content.count) {
    case .answer(let intent): return intentTurn(intent, ranking: ranking, text: text, reading)
    case .clarify(let intents): return questionTurn(intents, .clarify)
    case .fallback: return missTurn(isOutOfScope: ranking.isOutOfScope)
    }
  }

  /// Words of distress may be few and odd: the counsellor's title in the first place is enough for the
  /// contact to be shown.
  private func mayNeedHelp(_ ranking: IntentRanking) -> Bool {
    guard let best = ranking.first, best.intent == .psychologistHelp else { return false }
    return best.confidence >= policy.crisisThreshold
  }

  /// The contact, and the question where there is one.
  private mutating func helpTurn(_ ranking: IntentRanking, _ reading: Reading) -> Turn {
    let outcome = policy.outcome(of: ranking, contentWords: reading.content.count)
    let isAsked = conversation.pending.offers(.psychologistHelp)
    guard case .clarify(let intents) = outcome, !isAsked else { return crisisTurn() }
    var turn = questionTurn(intents, .clarify)
    turn.reply.texts.insert(say(.crisis), at: 0)
    return turn
  }

  /// The topic, when the message continues it and names no other one.
  private func keptTopic(_ ranking: IntentRanking, _ reading: Reading) -> Intent? {
    guard let topic = conversation.topic else { return nil }
    if keepsTopic(reading) { return topic }
    guard reading.continuesTopic, !reading.content.isEmpty, reading.ambiguousIntents.isEmpty else {
      return nil
    }
    guard let best = ranking.first, !ranking.isOutOfScope, best.intent != topic else {
      return topic
    }
    return best.confidence >= policy.topicThreshold ? nil : topic
  }

  /// Points back to the topic or only narrows it down, whatever a bot says.
  private func keepsTopic(_ reading: Reading) -> Bool {
    guard conversation.topic != nil else { return false }
    let narrows = reading.continuesTopic && !reading.content.isEmpty && reading.onlyNarrows
    return reading.refersBack || reading.asksBriefly || narrows
  }

  /// Whether the message says by itself what to do, so that a judgement changes nothing.
  func isDecided(by reading: Reading) -> Bool {
    if keepsTopic(reading) { return true }
    if case .clarification = conversation.pending { return false }
    return !reading.ambiguousIntents.isEmpty
  }

  /// What is done about an intent that was chosen, by a bot or by a button.
  mutating func intentTurn(
    _ intent: Intent, ranking: IntentRanking?, text: String = "", _ reading: Reading? = nil
  ) -> Turn {
    switch intent {
    case .talkToOperator:
      return line.signals.refusesPerson(text) ? declinedTurn() : handOffTurn(wishReason)
    case .psychologistHelp:
      return crisisTurn()
    case .complaintFeedback:
      let isQuestion = reading?.has(.complaintQuestion) ?? true
      return isQuestion ? complaintAnswerTurn(ranking) : complaintTurn(text)
    case .changeLanguage:
      if reading?.has(.kazakh) ?? false { return languageTurn(.kk) }
      if reading?.has(.russian) ?? false { return languageTurn(.ru) }
      if reading?.has(.english) ?? false { return languageTurn(.en) }
      return languageQuestion()
    case _ where SmallTalk.intents.contains(intent):
      return smallTalkTurn(intent)
    default:
      return answerTurn(intent, ranking: ranking)
    }
  }

  mutating func answerTurn(
    _ intent: Intent, ranking: IntentRanking? = nil, lead: String? = nil
  ) -> Turn {
    guard let answer = knowledge.answer(to: intent, in: language) else {
      return missTurn(isOutOfScope: false)
    }
    settle()
    if let ranking {
      conversation.alternatives = policy.options(of: ranking, besides: intent)
    }
    let followUps = knowledge.entries[intent]?.followUps ?? []
    let newAlternatives = followUps.filter { !conversation.alternatives.contains($0) }
    let rejected = conversation.rejected ?? []
    conversation.alternatives = Array(
      (conversation.alternatives + newAlternatives)
        .filter { $0 != intent && !rejected.contains($0) }.prefix(3))
    conversation.topic = intent
    conversation.rejected?.removeAll { $0 == intent }
    var buttons = buttons(for: followUps)
    if knowledge.entries[intent]?.guide != nil {
      buttons.insert(button(.buttonSteps, .guide(intent)), at: 0)
    }
    let texts = [lead, answer].compactMap { $0 }
    return Turn(.answer(intent), reply(texts, buttons, offersRating: true))
  }

  /// A person's contact first, then the answer, then the way to a person.
  mutating func crisisTurn() -> Turn {
    let intent = Intent.psychologistHelp
    // A form that the person was filling in is still open afterwards.
    if !conversation.pending.isPersonal {
      settle()
      conversation.pending = .offer(.policyRestriction)
    }
    conversation.topic = intent
    let texts = [say(.crisis), knowledge.answer(to: intent, in: language)].compactMap { $0 }
    return Turn(
      .answer(intent),
      reply(texts, [personButton, button(.buttonCallback, .callback)], offersRating: true))
  }

  mutating func smallTalkTurn(_ intent: Intent) -> Turn {
    conversation.pending = nil
    let text = knowledge.answer(to: intent, in: language) ?? say(.empty)
    let followUps = buttons(for: knowledge.entries[intent]?.followUps ?? [])
    let survey =
      intent == .goodbye && conversation.topic != nil ? [button(.buttonSurvey, .survey)] : []
    return Turn(.smallTalk(intent), reply([text], survey + followUps))
  }

  /// The recommended steps to a goal.
  mutating func guideTurn(_ intent: Intent) -> Turn {
    guard let guide = knowledge.entries[intent]?.guide else {
      return Turn(.fallback, reply([say(.noGuide)], [personButton]))
    }
    settle()
    conversation.topic = intent
    let texts = [say(.guide, ["title": title(intent)]), guide[language]]
    return Turn(.guide(intent), reply(texts, [personButton], offersRating: true))
  }

  func title(_ intent: Intent) -> String { knowledge.title(of: intent, in: language) }

  /// Something was answered: nothing is pending, nothing was missed.
  mutating func settle() {
    conversation.pending = nil
    conversation.questionsInARow = 0
    conversation.missesInARow = 0
  }
}
