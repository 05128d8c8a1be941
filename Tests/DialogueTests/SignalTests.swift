@testable import Dialogue
import Foundation
import IntentTypes
import Knowledge
import Testing
import Text

/// What the dialogue itself understands, message by message; what only looks so is not it.
@Suite struct SignalTests {
  private static let reader = Result { SignalReader(knowledge: try HelpLineData.knowledge.get()) }

  private func reading(_ text: String) throws -> Reading {
    try Self.reader.get().reading(of: text)
  }

  private static let answers: [Signal] = [
    .yes, .no, .cancel, .skip, .first, .second, .third, .last, .acknowledgement,
  ]

  @Test(arguments: [
    "scholarship", "solar", "solaris", "sola", "schola", "солар", "suresh", "rights",
    "correctness", "верность", "точность", "жақсылық", "дұрыстау", "басқару", "nonsense",
    "stopover", "nextel", "oneself", "хорошист",
  ])
  func `a word that begins as a yes or a no is none`(text: String) throws {
    for signal in Self.answers { #expect(try !reading(text).isOnly(signal), "\(signal)") }
  }

  @Test(arguments: [
    ("иә", Signal.yes), ("ия", .yes), ("иа", .yes), ("ia", .yes), ("Да!", .yes), ("ОК", .yes),
    ("жоқ", .no), ("жок", .no), ("joq", .no), ("Нет, спасибо", .no), ("отмена", .cancel),
    ("болдырмау", .cancel), ("toqtat", .cancel), ("пропустить", .skip), ("anytime", .skip),
    ("екіншісі", .second), ("2-шісі", .second), ("the second one", .second), ("третий", .third),
    ("последнее", .last), ("түсіндім", .acknowledgement), ("tusindim", .acknowledgement),
    ("түсінікті", .acknowledgement), ("понятно", .acknowledgement), ("ясно", .acknowledgement),
    ("i see", .acknowledgement), ("got it", .acknowledgement), ("жақсы", .acknowledgement),
    ("ладно", .acknowledgement), ("окей спасибо", .acknowledgement),
    ("all good", .acknowledgement), ("no problem", .acknowledgement),
  ])
  func `an answer in one word, in any spelling`(text: String, signal: Signal) throws {
    #expect(try reading(text).isOnly(signal))
  }

  @Test func `no word of a title or an utterance is an answer but by being one`() throws {
    let knowledge = try HelpLineData.knowledge.get()
    let pipeline = TextPipeline()
    let answers = Self.answers.flatMap { knowledge.signals.patterns[$0] ?? [] }
      .flatMap(\.elements).flatMap(\.alternatives)
      .map { $0.words.map(\.text).joined(separator: " ") }
    let skeletons = Set(answers.map { pipeline.tokens(in: $0).skeletons })
    var texts = knowledge.intents.flatMap { intent in
      Language.allCases.map { knowledge.title(of: intent, in: $0) }
    }
    texts += try HelpLineData.utterances().map(\.text)
    let words = Set(texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber }.map(String.init) })
    // Every fifth one: each reading takes a while in a debug build.
    for (place, word) in words.sorted().enumerated() where place % 5 == 0 {
      let reading = try reading(word)
      guard Self.answers.contains(where: { reading.isOnly($0) }) else { continue }
      // `жақсы ма`, typed as one word: the particle is its own token.
      let said = reading.words.tokens.map { reading.text.skeletons[$0] }
      #expect(skeletons.contains(said), "\(word)")
    }
  }

  @Test(arguments: [
    (Signal.crisis, "хочу умереть"), (.crisis, "I want to kill myself"),
    (.person, "позовите оператора"), (.person, "адаммен сөйлескім келеді"),
    (.callback, "перезвоните мне"), (.delete, "удалите мои данные"),
    (.export, "пришлите мои данные"), (.refusal, "не зовите оператора"), (.wrong, "это не то"),
    (.complaintQuestion, "куда пожаловаться"), (.steps, "по шагам"), (.kazakh, "по-казахски"),
    (.acknowledgement, "понятно"), (.good, "помогло"), (.bad, "бесполезно"), (.yes, "да"),
    (.no, "нет"), (.cancel, "отмена"), (.skip, "пропустить"), (.third, "третий"),
  ])
  func `a signal is seen at the end of a long message`(signal: Signal, text: String) throws {
    let filler = String(repeating: "слово ", count: 200)
    #expect(try reading(filler + text).has(signal))
  }

  @Test(arguments: [
    "мне не нужен человек", "мне не нужен оператор", "оператор не нужен", "не нужен мне оператор",
    "не зови оператора, просто скажи расписание", "не надо соединять с оператором",
    "без оператора, пожалуйста", "не надо звать людей", "оператор керек емес",
    "операторды шақырмаңыз", "адам қажет емес", "мені операторға қоспаңыз", "қоңырау шалмаңыз",
    "I don't need a human", "don't transfer me to a person", "no operator please",
    "don't call me", "не звоните мне", "не перезванивайте",
  ])
  func `a person is refused`(text: String) throws {
    #expect(try Self.reader.get().refusesPerson(text))
  }

  @Test(arguments: [
    "мне не нужен бот, позовите оператора", "бот не нужен, оператор нужен", "оператор",
    "не хочу говорить с ботом, нужен человек", "no, operator please", "ботпен емес, адаммен",
    "I don't want the bot, give me a human", "нет, оператора", "без бота, с человеком",
    "ты не помог, позови человека", "why can't I talk to a human", "бот керек емес, адам керек",
    "не могу дозвониться до оператора", "расписание не нужно, оператора позовите",
  ])
  func `another refusal than a person's`(text: String) throws {
    #expect(try !Self.reader.get().refusesPerson(text))
  }

  @Test func `whoever asks for a person in the corpus does not refuse one`() throws {
    let reader = try Self.reader.get()
    for utterance in try HelpLineData.utterances() where utterance.intent == "talk_to_operator" {
      #expect(!reader.refusesPerson(utterance.text), "\(utterance.text)")
    }
  }

  @Test func `hardly any utterance of the corpus is but an acknowledgement`() throws {
    let conversation: Set = ["thanks", "goodbye", "greet", "bot_identity", "oos"]
    for utterance in try HelpLineData.utterances() where !conversation.contains(utterance.intent) {
      #expect(try !reading(utterance.text).isOnly(.acknowledgement), "\(utterance.text)")
    }
  }
}
