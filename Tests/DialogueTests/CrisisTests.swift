import Dialogue
import Foundation
import IntentTypes
import Knowledge
import Testing
import Text

/// Words of a crisis are understood without any bot, as people type them; what only sounds so is not
/// one.
@Suite struct CrisisTests {
  private static let line = Result { HelpLine(knowledge: try HelpLineData.knowledge.get()) }

  private func isCrisis(_ text: String) throws -> Bool {
    isCrisis(text, try Self.line.get())
  }

  private func isCrisis(_ text: String, _ line: HelpLine) -> Bool {
    var conversation = Conversation(id: "a", language: .ru)
    var callback: CallbackRequest?
    let turn = line.turn(
      for: UserMessage(text, time: 0, isPersonOnDuty: true), in: &conversation,
      callback: &callback
    ) { _ in [] }
    return turn.decision == .answer(.psychologistHelp)
  }

  @Test(arguments: [
    "не хочу жить", "не хачу жить", "не хочю жить", "не хачю жить", "нехочу жить", "нехачу жить",
    "нехочю жить", "ни хочу жить", "Не хачу больше жить", "жить не хочу", "жить нехочу",
    "не хочу жыть", "нехочется жить", "жить не хочеться", "неохота жить", "жить не охота",
    "хачу умереть", "хочю умереть", "хочу умиреть", "хачу сдохнуть", "хотела бы умереть",
    "хочу здохнуть", "не хочу жить с этой болью", "не хочу жить в этом мире",
    "не хочу жить, соседи травят", "ne hochu zhit", "ne hochu jit", "hochu umeret",
    "я нехачу жить, помогите", "я себя убью", "sebia ubyu", "убью себя", "я хочу спрыгнуть с крыши",
    "меня избивают дома", "меня изнасиловали", "больше не могу так жить",
  ])
  func `Russian, however it is spelt`(text: String) throws {
    #expect(try isCrisis(text))
  }

  @Test(arguments: [
    "өмір сүргім келмейді", "омир сургим келмейди", "омір сүргім келмейді", "өмір сүргім келмиді",
    "омир сургим келмид", "omir surgim kelmeidi", "ómir súrgim kelmeidi", "өмір сүргым келмейді",
    "өлгім келеді", "олгим келеди", "olgim keledi", "өлгім кеп тұр", "олгим кеп жур",
    "ölgim keledi", "өлгым келед", "өлгім келіп жүр", "өмірден шаршадым", "омирден шаршадым",
    "өмір сүруден шаршадым", "өмір сүргім кемейді",
  ])
  func `Kazakh, in either script and without its letters`(text: String) throws {
    #expect(try isCrisis(text))
  }

  @Test(arguments: [
    "i don't want to live", "i don’t want to live", "i dont want to live", "dont want to live",
    "dont wanna live", "i do not want to live anymore", "i dnt want to live", "dont want live",
    "don't want to exist", "i dont wanna be alive", "I don't want to live in this world",
    "i want to die", "wanna die", "i wana die", "wish i was dead",
    "i don't want to live, my roommate hates me", "suiside", "I can't go on anymore",
    "i was raped", "i want to jump off the roof",
  ])
  func `English, with and without its apostrophe`(text: String) throws {
    #expect(try isCrisis(text))
  }

  @Test(arguments: [
    "не хочу жить в общежитии", "не хочу жить в общаге", "нехочу жить в общаге",
    "не хачу жить в общежитие", "не хочу жить с соседом", "не хочу жить с этим соседом",
    "нехочу жить с соседями", "не хочу жить с моей соседкой", "не хочу жить в этой комнате",
    "не хочу жить в одной комнате с курящим", "не хочу жить в квартире",
    "не хочу жить с родителями",
    "не хочу жить на пятом этаже", "где лучше жить: в общаге или на квартире?",
    "хочу жить в общежитии", "как переселиться, не хочу жить вчетвером",
    "жатақханада өмір сүргім келмейді", "көршіммен өмір сүргім келмейді",
    "жатақханада тұрғым келмейді", "көршіммен тұрғым келмейді", "оқығым келмейді",
    "i don't want to live in the dorm", "dont want to live in dormitory",
    "i dont want to live with my roommate", "i don't want to live with a roommate",
    "I don't want to live off campus", "dont want to live in this room",
    "i don't want to live far from campus", "do not want to live with my parents",
  ])
  func `where to live is no crisis`(text: String) throws {
    #expect(try !isCrisis(text))
  }

  /// A message that no line of the signals knows, judged by a bot.
  private func turn(_ ranking: [String]) throws -> Turn {
    let knowledge = try HelpLineData.knowledge.get()
    var conversation = Conversation(id: "a", language: .en)
    var callback: CallbackRequest?
    return try Self.line.get().turn(
      for: UserMessage("everything is grey these weeks", time: 0, isPersonOnDuty: true),
      in: &conversation, callback: &callback
    ) { _ in
      [Judgement(bot: .learning, ranking: .scripted(ranking, intents: knowledge.intents))]
    }
  }

  @Test(arguments: [
    ["psychologist_help", "0.48"], ["psychologist_help", "0.22"],
    ["psychologist_help", "0.4", "medical_centre", "0.35"], ["psychologist_help", "0.95"],
  ])
  func `the counsellor in the first place of a ranking shows the contact`(
    ranking: [String]
  ) throws {
    #expect(try turn(ranking).reply.texts.joined().contains("150"))
  }

  @Test(arguments: [
    ["psychologist_help", "0.12"], ["medical_centre", "0.4", "psychologist_help", "0.35"],
  ])
  func `in another place or with little confidence it does not`(ranking: [String]) throws {
    #expect(try !turn(ranking).reply.texts.joined().contains("150"))
  }

  @Test func `no utterance of another intent in the corpus is one`() throws {
    let folder = HelpLineData.folder + "/utterances"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let line = try Self.line.get()
    for file in files where file.hasSuffix(".tsv") && file != "psychologist_help.tsv" {
      let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      for row in text.split(separator: "\n") {
        let fields = row.split(separator: "\t", maxSplits: 2)
        guard fields.count == 3, fields[0] != "intent" else { continue }
        #expect(!isCrisis(String(fields[2]), line), "\(file): \(fields[2])")
      }
    }
  }
}
