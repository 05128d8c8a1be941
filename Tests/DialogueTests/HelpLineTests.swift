import Dialogue
import Foundation
import IntentTypes
import Knowledge
import Testing
import Text

/// What holds for any conversation whatever: random messages, random rankings.
@Suite struct HelpLineTests {
  private static let phrases = [
    "сәлем", "иә", "жоқ", "2", "екіншісі", "стипендия", "жатақхана", "отмена", "оператор", "5",
    "это не то", "спасибо", "тапсыру керек еді", "what about master's students?", "delete my data",
    "in English", "👍", "", "   ", "/rate{\"value\":\"bad\"}", "/callback", "/feedback", "/survey",
    "/cancel", "/skip", "/yes", "/no", "/tuition_cost", "/nothing", "Айгерім", "87010000559",
    "не хочу жить", "Где деканат и как туда дойти?", "{{facts.site}}", "<b>x</b>", "'; drop table",
    String(repeating: "ұзын ", count: 600),
  ]

  @Test(arguments: 0..<40)
  func `never more than two questions in a row, never braces, silent while handed over`(
    _ seed: Int
  ) throws {
    var generator = SplitMix(state: UInt64(seed))
    let knowledge = try HelpLineData.knowledge.get()
    let line = HelpLine(knowledge: knowledge)
    var conversation = Conversation(id: "\(seed)", language: .kk)
    var callback: CallbackRequest?
    var questions = 0
    var notices = 0
    for step in 0..<60 {
      let text = Self.phrases.randomElement(using: &generator) ?? ""
      let wasTaken = conversation.handOff != .none
      let duty = Bool.random(using: &generator)
      let message = UserMessage(text, time: 1_795_410_000 + step * 30, isPersonOnDuty: duty)
      let probabilities = knowledge.intents.map { _ in
        pow(Float.random(in: 0..<1, using: &generator), 12)
      }
      let total = probabilities.reduce(0, +)
      let turn = line.turn(for: message, in: &conversation, callback: &callback) { _ in
        let ranking = IntentRanking(
          intents: knowledge.intents, probabilities: probabilities.map { $0 / total })
        return [Judgement(bot: .learning, ranking: ranking)]
      }
      if case .clarify = turn.decision { questions += 1 } else { questions = 0 }
      #expect(questions <= 2, "seed \(seed), step \(step)")
      if turn.reply.texts.joined().contains(/бағдарламамын|Я программа|I am a program/) {
        notices += 1
      }
      let shown = (turn.reply.texts + turn.reply.buttons.map(\.title)).joined()
      #expect(!shown.contains { $0 == "{" || $0 == "}" }, "seed \(seed), step \(step): \(shown)")
      if wasTaken, turn.decision == nil { #expect(turn.reply.texts.isEmpty) }
      if conversation.handOff != .none, generator.next() % 4 == 0 { conversation.release() }
      let kept = try JSONEncoder().encode(conversation)
      #expect(try JSONDecoder().decode(Conversation.self, from: kept) == conversation)
      #expect(!String(decoding: kept, as: UTF8.self).contains("87010000559"))
    }
    // bot_identity says it again when asked who it is; only the notice counts days.
    #expect(notices >= 1)
  }

  @Test func `the notice is said once`() throws {
    let line = HelpLine(knowledge: try HelpLineData.knowledge.get())
    var conversation = Conversation(id: "a", language: .ru)
    var callback: CallbackRequest?
    var said = 0
    for text in ["привет", "спасибо", "справка", "да"] {
      let turn = line.turn(
        for: UserMessage(text, time: 0, isPersonOnDuty: true), in: &conversation,
        callback: &callback
      ) { _ in [] }
      said += turn.reply.texts.count { $0.contains("90 дн") }
    }
    #expect(said == 1)
  }

  @Test(
    arguments: [
      (Language.kk, "өшіртпейінше сақталады"), (.ru, "хранятся, пока вы не попросите"),
      (.en, "kept until you ask"),
    ])
  func `where nothing is deleted by its age the notice counts no days`(
    language: Language, promise: String
  ) throws {
    var settings = HelpLineSettings()
    settings.retentionDays = 0
    let line = HelpLine(knowledge: try HelpLineData.knowledge.get(), settings: settings)
    var conversation = Conversation(id: "a", language: language)
    var callback: CallbackRequest?
    let turn = line.turn(
      for: UserMessage("/tuition_cost", time: 0, isPersonOnDuty: true), in: &conversation,
      callback: &callback
    ) { _ in [] }
    #expect(turn.reply.texts.first?.contains(promise) == true)
    #expect(turn.reply.texts.first?.contains("0") == false)
  }

  @Test func `a long conversation is offered a person`() throws {
    var settings = HelpLineSettings()
    settings.messageLimit = 3
    let knowledge = try HelpLineData.knowledge.get()
    let line = HelpLine(knowledge: knowledge, settings: settings)
    let bot = RuleBot(knowledge: knowledge)
    var conversation = Conversation(id: "a", language: .ru)
    var callback: CallbackRequest?
    var turn: Turn?
    for text in ["Где библиотека?", "Где медпункт?", "Где деканат?", "Где касса?", "да"] {
      turn = line.turn(
        for: UserMessage(text, time: 0, isPersonOnDuty: true), in: &conversation,
        callback: &callback
      ) { [bot.judgement(of: $0)] }
    }
    #expect(turn?.decision == .handOff(.usageLimit))
  }
}

/// Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators".
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}
