import IntentTypes
import Knowledge
import Text

/// To a person: at once, or by a call-back when nobody is on duty.
extension Exchange {
  mutating func handOffTurn(_ reason: HandOffReason) -> Turn {
    guard message.isReachable else { return absentTurn(reason, .handOffElsewhere) }
    guard message.isPersonOnDuty else { return absentTurn(reason, .handOffAbsent) }
    settle()
    callback = nil
    conversation.handOff = .waiting(since: message.time, reason: reason)
    return Turn(
      .handOff(reason), reply([say(.handOff)], [button(.buttonCancel, .cancel)]),
      effects: [.handOff(reason, unit: unit)])
  }

  /// Why a wish for a person is one: after words of a crisis the bot itself has offered somebody.
  var wishReason: HandOffReason {
    switch conversation.pending {
    case .offer(.policyRestriction): .policyRestriction
    case .callback(let reason): reason
    default: .customerRequest
    }
  }

  /// Nobody can write to the person: it says when somebody will call, and begins the call-back form.
  private mutating func absentTurn(_ reason: HandOffReason, _ notice: Message) -> Turn {
    let form = startCallback(reason)
    let texts = [say(notice, ["when": dutyTime.text])] + form.texts
    return Turn(
      .handOff(reason), reply(texts, form.buttons), effects: [.handOff(reason, unit: unit)])
  }

  /// A call-back on demand.
  mutating func callbackTurn(_ reason: HandOffReason) -> Turn {
    let form = startCallback(reason)
    return Turn(.form, form)
  }

  /// Handed over, and nobody came in time: the message is answered, and a call-back is offered.
  mutating func lateTurn(_ reason: HandOffReason, _ turn: Turn) -> Turn {
    switch turn.decision {
    case .handOff, .answer(.psychologistHelp): return turn
    default: break
    }
    if conversation.pending.isPersonal { return turn }
    conversation.pending = conversation.pending ?? .callback(reason)
    var turn = turn
    turn.reply.texts.insert(say(.handOffLate), at: 0)
    turn.reply.buttons.append(button(.buttonCallback, .callback))
    return turn
  }

  private mutating func startCallback(_ reason: HandOffReason) -> Reply {
    settle()
    callback = CallbackRequest(reason: reason, unit: unit, promisedFrom: dutyTime.time)
    conversation.pending = .form(.callbackName)
    return prompt(for: .callbackName)
  }

  /// The unit of the topic; the help line's own where there is no topic.
  private var unit: String {
    let intent = conversation.topic ?? .talkToOperator
    return knowledge.entries[intent]?.unit ?? "help_line"
  }

  /// When a person can be expected, in words and as a time.
  var dutyTime: (text: String, time: Int) {
    let hours = settings.workingHours
    if let closing = hours.closing(at: message.time) {
      return (say(.todayBefore, ["time": closing.clock]), message.time)
    }
    guard let opening = hours.opening(after: message.time) else {
      return (say(.laterOn), message.time)
    }
    let text =
      switch opening.daysAhead {
      case 0: say(.today, ["time": opening.clock])
      case 1: say(.tomorrow, ["time": opening.clock])
      case 2...6:
        say(.onDay, ["day": say(Self.weekdays[opening.weekday]), "time": opening.clock])
      default:
        say(.onDate, ["date": "\(opening.day).\(opening.month)", "time": opening.clock])
      }
    return (text, opening.time)
  }

  private static let weekdays: [Message] = [
    .monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday,
  ]
}

extension HelpLine {
  /// Gives a conversation back to the bot when nobody came in time, or when the person on duty left
  /// without an answer, and offers a call-back.
  public func lateTurn(in conversation: inout Conversation) -> Turn {
    var reason = HandOffReason.customerRequest
    if case .waiting(_, let first) = conversation.handOff { reason = first }
    conversation.release()
    conversation.pending = .callback(reason)
    let language = conversation.language
    let button = Reply.Button(
      title: knowledge.messages.text(.buttonCallback, in: language), payload: .callback)
    return Turn(
      nil,
      Reply(
        [knowledge.messages.text(.handOffLate, in: language)], buttons: [button],
        language: language))
  }
}
