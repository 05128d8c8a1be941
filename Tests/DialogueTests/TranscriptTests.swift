import Dialogue
import Foundation
import IntentTypes
import Knowledge
import Testing
import Text

@Suite struct TranscriptTests {
  @Test(arguments: Transcript.all)
  func `a conversation goes as written`(_ transcript: Transcript) throws {
    var rehearsal = try Rehearsal()
    for (line, step) in transcript.steps {
      rehearsal.place = "\(transcript.file):\(line)"
      try rehearsal.perform(step)
    }
    rehearsal.finishTurn()
  }

  @Test func `there are conversations in three languages`() {
    #expect(Transcript.all.count >= 40)
  }
}

/// Performs a transcript and checks what holds for every turn.
struct Rehearsal {
  let line: HelpLine
  let bot: RuleBot
  let intents: [Intent]
  var place = ""
  var conversation = Conversation(id: "transcript", language: .kk)
  var callback: CallbackRequest?
  /// Monday, 23 November 2026, 10:00 in Kazakhstan.
  var time = 1_795_410_000
  var isPersonOnDuty = true
  var ranking: [String]?
  var turn: Turn?
  var expectedEffects: [String] = []

  init() throws {
    let knowledge = try HelpLineData.knowledge.get()
    line = HelpLine(knowledge: knowledge)
    bot = RuleBot(knowledge: knowledge)
    intents = knowledge.intents
  }

  mutating func perform(_ step: Transcript.Step) throws {
    switch step {
    case .language(let tag):
      conversation = Conversation(
        id: "transcript", language: try #require(Language(rawValue: tag)))
    case .time(let seconds): time = seconds
    case .duty(let duty): isPersonOnDuty = duty
    case .rank(let ranking): self.ranking = ranking
    case .takeOver: conversation.takeOver()
    case .release: conversation.release()
    case .message(let text): try say(text)
    case .decision(let expected):
      let turn = try #require(turn)
      #expect(Self.description(of: turn) == expected, "\(place)\n\(turn.reply.texts)")
    case .contains(let text):
      let said = try #require(turn).reply.texts.joined(separator: "\n")
      #expect(said.contains(text), "\(place)")
    case .lacks(let text):
      let said = try #require(turn).reply.texts.joined(separator: "\n")
      #expect(!said.contains(text), "\(place)")
    case .buttons(let payloads):
      let buttons = try #require(turn).reply.buttons.map { "\($0.payload)".dropFirst() }
      #expect(buttons.map(String.init) == payloads, "\(place)")
    case .effect(let effect): expectedEffects.append(effect)
    }
  }

  private mutating func say(_ text: String) throws {
    finishTurn()
    let message = UserMessage(text, time: time, isPersonOnDuty: isPersonOnDuty)
    let scripted = ranking
    turn = line.turn(for: message, in: &conversation, callback: &callback) { [bot, intents] text in
      guard let scripted else { return [bot.judgement(of: text)] }
      if scripted == ["none"] { return [] }
      let ranking = IntentRanking.scripted(scripted, intents: intents)
      return [Judgement(bot: .learning, ranking: ranking)]
    }
    ranking = nil
    let turn = try #require(turn)
    try checkAlways(turn, text: text)
    conversation = try JSONDecoder().decode(
      Conversation.self, from: JSONEncoder().encode(conversation))
  }

  /// The effects of the last turn are complete.
  mutating func finishTurn() {
    guard let turn else { return }
    #expect(turn.effects.map(Self.description) == expectedEffects, "\(place)")
    expectedEffects = []
  }

  /// What holds for every reply of every conversation.
  private func checkAlways(_ turn: Turn, text: String) throws {
    let reply = turn.reply
    let shown = reply.texts + reply.buttons.map(\.title)
    for part in shown {
      #expect(!part.contains { $0 == "{" || $0 == "}" }, "\(place): \(part)")
      #expect(
        !part.contains(/[a-z]+_[a-z]+/) || part.contains("@") || part.contains("http"),
        "\(place): \(part)")
      #expect(!part.isEmpty, "\(place)")
    }
    #expect((turn.decision == nil) == reply.texts.isEmpty, "\(place)")
    if case .clarify(let options) = turn.decision {
      #expect((2...3).contains(options.count) && reply.buttons.count == options.count, "\(place)")
    }
    if turn.isPersonal, text.count > 3 {
      let kept = String(decoding: try JSONEncoder().encode(conversation), as: UTF8.self)
      #expect(!kept.contains(text) && !shown.joined().contains(text), "\(place)")
    }
  }

  private static func description(of turn: Turn) -> String {
    guard let decision = turn.decision else { return "silence" }
    var parts = [decision.name]
    switch decision {
    case .clarify(let intents): parts += intents.map(\.name)
    case .handOff(let reason): parts.append(reason.rawValue)
    default: parts += decision.intent.map { [$0.name] } ?? []
    }
    return (parts + [turn.reply.language.rawValue]).joined(separator: " ")
  }

  private static func description(of effect: Effect) -> String {
    switch effect {
    case .rating(let rating, let intent): "rating \(rating.rawValue) \(intent?.name ?? "-")"
    case .complaint(let text): "complaint \(text)"
    case .survey(let answer): "\(answer.question.rawValue) \(answer.value)"
    case .handOff(let reason, let unit): "hand_off \(reason.rawValue) \(unit)"
    case .callback(let request):
      "callback \(request.name ?? "-") | \(request.contact ?? "-") | \(request.preferredTime ?? "-")"
        + " | \(request.question ?? "-")"
    case .deleteData: "delete"
    case .exportData: "export"
    }
  }
}

extension IntentRanking {
  /// `["tuition_cost", "0.9", …]`; the other intents share what is left. `["oos"]` rejects.
  static func scripted(_ script: [String], intents: [Intent]) -> IntentRanking {
    var given = [Intent: Float]()
    for position in stride(from: 0, to: script.count - 1, by: 2) {
      given[Intent(script[position])] = Float(script[position + 1])
    }
    let rest =
      Swift.max(0, 1 - given.values.reduce(0, +)) / Float(Swift.max(1, intents.count - given.count))
    return IntentRanking(
      intents: intents, probabilities: intents.map { given[$0] ?? rest },
      outOfScopeScore: script == ["oos"] ? 1 : 0, isOutOfScope: script == ["oos"])
  }
}
