import Dialogue
import Testing
import Text

@Suite struct `The language of the reply` {
  private func languages(
    of messages: [(String, Language?)], start: Language
  ) throws -> [Language] {
    let knowledge = try HelpLineData.knowledge.get()
    let line = HelpLine(knowledge: knowledge)
    let bot = RuleBot(knowledge: knowledge)
    var conversation = Conversation(id: "a", language: start)
    var callback: CallbackRequest?
    return messages.map { text, interface in
      line.turn(
        for: UserMessage(text, time: 0, isPersonOnDuty: true, interface: interface),
        in: &conversation, callback: &callback, judging: { [bot.judgement(of: $0)] }
      ).reply.language
    }
  }

  @Test(arguments: [
    ("library", Language.en, Language.en), ("plagiarism", .en, .en), ("visa", .en, .en),
    ("military", .en, .en), ("qwerty zxcvb", .en, .en), ("privet", .en, .ru), ("salem", .en, .kk),
    ("расписание", .en, .ru), ("қайда", .en, .kk), ("exam", .ru, .en), ("hello", .kk, .en),
    ("общежитие", .kk, .ru), ("visa", .ru, .ru), ("кітапхана", .ru, .kk),
  ])
  func `a word keeps the page's language unless it is plainly of another`(
    word: String, page: Language, reply: Language
  ) throws {
    #expect(try languages(of: [(word, page)], start: page) == [reply])
  }

  @Test func `a few words keep the conversation's language`() throws {
    let replies = try languages(
      of: [
        ("How do I get a transcript of my grades?", nil), ("got it", nil), ("a visa", nil),
        ("а где библиотека находится", nil),
      ], start: .kk)
    #expect(replies == [.en, .en, .en, .ru])
  }

  @Test func `a page that is switched is a wish for its language`() throws {
    let replies = try languages(
      of: [
        ("Сколько стоит обучение на платном?", .ru), ("/tuition_cost", .en),
        ("/dormitory_info", .en),
        ("Где находится библиотека?", .en), ("/tuition_cost", .en),
      ], start: .ru)
    #expect(replies == [.ru, .en, .en, .ru, .ru])
  }
}
