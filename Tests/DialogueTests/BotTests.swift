@testable import Dialogue
import IntentTypes
import Knowledge
import Testing
import Text

@Suite struct RuleBotTests {
  @Test(arguments: [
    ("Шәкіртақы қашан түседі?", "scholarship_info"), ("stipendiya qashan", "scholarship_info"),
    ("стипендия кашан туседи", "scholarship_info"), ("Когда платят стипендию?", "scholarship_info"),
    ("wifi не работает", "wifi_access"), ("Жатақханада вай-фай жоқ", "wifi_access"),
    ("Platonus не открывается", "lms_problem"), ("I forgot my Moodle password", "lms_password"),
    ("хочу взять академ", "academic_leave"), ("апелляцияға қалай беремін", "grade_appeal"),
  ])
  func `the rules understand`(_ utterance: String, _ intent: String) throws {
    let bot = RuleBot(knowledge: try HelpLineData.knowledge.get())
    let judgement = bot.judgement(of: utterance)
    #expect(judgement.ranking.first?.intent.name == intent)
    #expect(!judgement.ranking.isOutOfScope)
    #expect(judgement.rule != nil && judgement.bot == .rules)
  }

  @Test(arguments: ["", "💐", "qwrtp zxcv", "бассейн бар ма", "where is the canteen"])
  func `what no rule knows is out of scope, with a complete ranking`(_ utterance: String) throws {
    let knowledge = try HelpLineData.knowledge.get()
    let ranking = RuleBot(knowledge: knowledge).judgement(of: utterance).ranking
    #expect(ranking.isOutOfScope)
    #expect(ranking.count == knowledge.intents.count)
    #expect(abs(ranking.map(\.confidence).reduce(0, +) - 1) < 1e-5)
  }

  @Test func `two equally strong rules leave a question`() throws {
    let bot = RuleBot(knowledge: try HelpLineData.knowledge.get())
    let ranking = bot.judgement(of: "антиплагиат, мобильность").ranking
    let outcome = ConfidencePolicy().outcome(of: ranking, contentWords: 2)
    #expect(outcome == .clarify([Intent("plagiarism_check"), Intent("academic_mobility")]))
  }
}

@Suite struct DuelTests {
  private func duel() throws -> Duel {
    let ranking = IntentRanking(intents: [Intent("a")], probabilities: [1])
    return Duel(
      rules: RuleBot(knowledge: try HelpLineData.knowledge.get()),
      learning: LearningBot { _ in ranking })
  }

  @Test func `half of the conversations each, always the same one`() throws {
    let duel = try duel()
    let ids = (0..<10_000).map { "conversation-\($0)" }
    let rules = ids.count { duel.serving(conversation: $0) == .rules }
    // Six standard deviations of a fair coin are 300.
    #expect((4_700...5_300).contains(rules), "\(rules)")
    #expect(ids.allSatisfy { duel.serving(conversation: $0) == duel.serving(conversation: $0) })
  }

  @Test func `both judge, the serving one first`() throws {
    let duel = try duel()
    for id in ["a", "b", "c", "d", "e"] {
      let judgements = duel.judgements(of: "сәлем", conversation: id)
      #expect(judgements.count == 2)
      #expect(judgements[0].bot == duel.serving(conversation: id))
      #expect(judgements[0].bot != judgements[1].bot)
    }
  }

  /// One message to a duel whose bots say what `rankings` says, the serving one first.
  private func turn(
    _ text: String, _ rankings: [[String]], in conversation: inout Conversation
  ) throws -> Turn {
    let knowledge = try HelpLineData.knowledge.get()
    var callback: CallbackRequest?
    return HelpLine(knowledge: knowledge).turn(
      for: UserMessage(text, time: 1_795_410_000, isPersonOnDuty: true), in: &conversation,
      callback: &callback
    ) { _ in
      zip([BotKind.rules, .learning], rankings).map { bot, script in
        Judgement(bot: bot, ranking: .scripted(script, intents: knowledge.intents))
      }
    }
  }

  @Test(arguments: [
    (["tuition_cost", "0.9"], Decision.answer(Intent("tuition_cost"))),
    (["talk_to_operator", "0.9"], .handOff(.customerRequest)),
    (["greet", "0.9"], .smallTalk(Intent("greet"))), (["oos"], .fallback),
    (
      ["tuition_cost", "0.4", "dormitory_place", "0.35"],
      .clarify([Intent("tuition_cost"), Intent("dormitory_place")])
    ),
  ])
  func `the other bot's decision is made in the same place and changes nothing`(
    script: [String], decision: Decision
  ) throws {
    var conversation = Conversation(id: "a", language: .en)
    let turn = try turn(
      "something about the library", [["library_services", "0.9"], script], in: &conversation)
    #expect(turn.decision == .answer(Intent("library_services")))
    #expect(turn.otherDecision == decision)
    #expect(turn.effects.isEmpty && conversation.handOff == .none && conversation.pending == nil)
    #expect(conversation.topic == Intent("library_services"))
  }

  @Test func `where the message itself decides there is no other decision`() throws {
    var conversation = Conversation(id: "a", language: .en)
    let rankings = [["tuition_cost", "0.9"], ["dormitory_place", "0.9"]]
    for text in ["/tuition_cost", "and how much does it cost?", "I want a human", "/cancel"] {
      #expect(try turn(text, rankings, in: &conversation).otherDecision == nil, "\(text)")
    }
    let judged = try turn("what does a year of studies cost", rankings, in: &conversation)
    #expect(judged.otherDecision == .answer(Intent("dormitory_place")))
  }
}
