public import IntentTypes
import Knowledge
import Text

/// One message being handled: the working state of `HelpLine.turn`.
struct Exchange {
  let line: HelpLine
  let message: UserMessage
  var conversation: Conversation
  var callback: CallbackRequest?
  /// The text belongs to the call-back form.
  var isPersonal = false
  /// What the bots said, once they were asked.
  var judgements: [Judgement] = []
  /// What the second of them would have led to.
  var otherDecision: Decision?

  var knowledge: Knowledge { line.knowledge }
  var settings: HelpLineSettings { line.settings }
  var policy: ConfidencePolicy { line.settings.policy }
  var language: Language { conversation.language }

  mutating func turn(judging: (String) -> [Judgement]) -> Turn {
    switch conversation.handOff {
    case .taken:
      return silentTurn
    case .waiting(let since, let reason):
      if isCancel {
        conversation.release()
        return Turn(.fallback, reply([say(.handOffReturned)]))
      }
      if message.time - since < settings.patienceSeconds {
        // Nobody has come yet: words of a crisis are answered all the same.
        return hasCrisis ? introduced(crisisTurn()) : silentTurn
      }
      conversation.release()
      return introduced(lateTurn(reason, contentTurn(judging: judging)))
    case .none:
      return introduced(contentTurn(judging: judging))
    }
  }

  /// The bot has the conversation.
  private mutating func contentTurn(judging: (String) -> [Judgement]) -> Turn {
    followInterface()
    isPersonal = conversation.pending.isPersonal
    var turn =
      switch message.content {
      case .button(let payload): buttonTurn(payload)
      case .text(let text): textTurn(text, judging: judging)
      }
    turn.judgements = judgements
    turn.otherDecision = otherDecision
    if case .text = message.content { turn.isPersonal = isPersonal }
    return turn
  }

  /// The person does not want to wait for somebody any more.
  private var isCancel: Bool {
    switch message.content {
    case .button(let payload): payload == .cancel
    case .text(let text): line.signals.reading(of: text).isOnly(.cancel)
    }
  }

  private var hasCrisis: Bool {
    guard case .text(let text) = message.content else { return false }
    return line.signals.reading(of: text).has(.crisis)
  }

  /// A person has the conversation.
  private var silentTurn: Turn { Turn(nil, .silence(language)) }

  /// The first reply says once that this is a program, and what is stored.
  private mutating func introduced(_ turn: Turn) -> Turn {
    guard !conversation.hasShownNotice, !turn.reply.texts.isEmpty else { return turn }
    conversation.hasShownNotice = true
    var turn = turn
    let days = settings.retentionDays
    var notice = days > 0 ? say(.notice, ["days": "\(days)"]) : say(.noticeUnlimited)
    if knowledge.institution.isSample { notice += " " + say(.noticeSample) }
    // In a crisis a person's contact comes first.
    let place = turn.decision == .answer(.psychologistHelp) ? turn.reply.texts.count : 0
    turn.reply.texts.insert(notice, at: place)
    return turn
  }

  func say(_ message: Message, _ values: [String: String] = [:]) -> String {
    knowledge.messages.text(message, in: language, values)
  }

  func button(_ message: Message, _ payload: Payload) -> Reply.Button {
    Reply.Button(title: say(message), payload: payload)
  }

  func buttons(for intents: some Sequence<Intent>) -> [Reply.Button] {
    intents.map { intent in
      Reply.Button(title: knowledge.title(of: intent, in: language), payload: .intent(intent))
    }
  }

  /// Always at hand: the way to a person.
  var personButton: Reply.Button { button(.buttonPerson, .intent(.talkToOperator)) }

  func reply(
    _ texts: [String], _ buttons: [Reply.Button] = [], offersRating: Bool = false
  ) -> Reply {
    Reply(texts, buttons: buttons, offersRating: offersRating, language: language)
  }
}

extension Pending? {
  /// The next message belongs to the call-back form.
  var isPersonal: Bool {
    if case .form(let field) = self { return field.isPersonal }
    return false
  }
}

extension Pending? {
  /// The bot has asked whether `intent` is meant.
  func offers(_ intent: Intent) -> Bool {
    if case .clarification(let options) = self { return options.contains(intent) }
    return false
  }
}

extension Intent {
  static let talkToOperator = Intent("talk_to_operator")
  public static let psychologistHelp = Intent("psychologist_help")
  static let complaintFeedback = Intent("complaint_feedback")
  static let changeLanguage = Intent("change_language")
  static let dataPrivacy = Intent("data_privacy")
  static let goodbye = Intent("goodbye")
  static let thanks = Intent("thanks")
}
