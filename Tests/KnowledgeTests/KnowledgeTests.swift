import Foundation
import IntentTypes
import Knowledge
import Testing
import Text

@Suite struct KnowledgeTests {
  @Test func `answers are filled in, in the reply's language, without HTML escapes`() throws {
    let files = try TemporaryKnowledge()
    let knowledge = try Knowledge.load(folder: files.folder)
    let cost = Intent("tuition_cost")
    #expect(knowledge.answer(to: cost, in: .kk) == "Жылына 1 теңге, 118-бөлме.")
    #expect(knowledge.answer(to: cost, in: .ru) == "В год 1 тенге, кабинет 118.")
    #expect(knowledge.answer(to: cost, in: .en) == "1 tenge a year, 9:00–18:00 & <never> \"late\".")
    #expect(knowledge.title(of: cost, in: .ru) == "Стоимость")
    #expect(knowledge.unit(of: cost)?.phone.kk == "+7 (7172) 00-00-05")
    #expect(knowledge.institution.isSample)
    #expect(knowledge.entries[Intent("tuition_payment")]?.guide?.en == "1. Open.")
    #expect(knowledge.intents == [cost, Intent("tuition_payment")])
    #expect(knowledge.findings.isEmpty)
  }

  @Test func `messages take their own values`() throws {
    let files = try TemporaryKnowledge()
    try files.replace(
      "about_topic {{title}}", by: "<{{title}}> & {{institution.name}}", in: "messages.yml")
    let knowledge = try Knowledge.load(folder: files.folder)
    let said = knowledge.messages.text(.aboutTopic, in: .ru, ["title": "A & {B}"])
    #expect(said == "<A & {B}> & Образец")
  }

  @Test func `a model's intent without an answer is an error`() throws {
    let files = try TemporaryKnowledge()
    let knowledge = try Knowledge.load(folder: files.folder)
    let intents = ["tuition_cost", "oos", "greet"].map { Intent($0) }
    let findings = knowledge.findings(forModelWith: intents)
    #expect(findings.map(\.description) == ["error: knowledge: greet: no title and no answer"])
  }

  @Test func `the shipped knowledge is sound and no brace is left`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "data/helpline").path()
    let knowledge = try Knowledge.load(folder: folder)
    #expect(knowledge.findings.map(\.description) == [])
    #expect(knowledge.entries.count == 60)
    for entry in knowledge.entries.values {
      for language in Language.allCases {
        let texts = [entry.answer[language], entry.title[language], entry.guide?[language] ?? ""]
        #expect(!texts.joined().contains { $0 == "{" || $0 == "}" }, "\(entry.intent)")
      }
    }
    for message in Message.allCases {
      let values = Dictionary(uniqueKeysWithValues: message.parameters.map { ($0, "7") })
      for language in Language.allCases {
        let text = knowledge.messages.text(message, in: language, values)
        #expect(!text.isEmpty && !text.contains { $0 == "{" || $0 == "}" }, "\(message)")
      }
    }
  }
}

@Suite struct KnowledgeCheckTests {
  /// What is damaged, and the one error that is found.
  struct Damage: CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let finding: String

    var testDescription: String { finding }
  }

  @Test(arguments: [
    Damage(
      file: "knowledge/money.yml", old: "title: {kk: \"Төлеу\", ru: \"Оплата\", en: \"Payment\"}",
      new: "title: {kk: \"Төлеу\", ru: \"Оплата\"}",
      finding: "error: knowledge/money.yml: tuition_payment: no title in en"),
    Damage(
      file: "knowledge/money.yml", old: "kk: \"Kaspi.\"", new: "kk: \" \"",
      finding: "error: knowledge/money.yml: tuition_payment: no answer in kk"),
    Damage(
      file: "knowledge/money.yml", old: "{kk: \"Kaspi.\"", new: "{kk: \"{{facts.price}}\"",
      finding:
        "error: knowledge/money.yml: tuition_payment: answer in kk: unknown placeholder {{facts.price}}"
    ),
    Damage(
      file: "knowledge/money.yml", old: "{kk: \"Kaspi.\"", new: "{kk: \"{{#facts}}x\"",
      finding:
        "error: knowledge/money.yml: tuition_payment: answer in kk: unknown placeholder {{#facts}}"),
    Damage(
      file: "knowledge/money.yml", old: "{kk: \"Kaspi.\"", new: "{kk: \"{{facts\"",
      finding: "error: knowledge/money.yml: tuition_payment: answer in kk: \"{{\" without \"}}\""),
    Damage(
      file: "knowledge/money.yml", old: "{kk: \"Kaspi.\"", new: "{kk: \"{a}\"",
      finding: "error: knowledge/money.yml: tuition_payment: answer in kk: a stray brace"),
    Damage(
      file: "knowledge/money.yml", old: "follow_ups: [tuition_payment]", new: "follow_ups: [wifi]",
      finding: "error: knowledge/money.yml: tuition_cost: unknown follow-up wifi"),
    Damage(
      file: "knowledge/money.yml", old: "follow_ups: [tuition_payment]",
      new: "follow_ups: [tuition_cost]",
      finding: "error: knowledge/money.yml: tuition_cost: follows up on itself"),
    Damage(
      file: "knowledge/money.yml", old: "follow_ups: []\n  unit: accounting",
      new: "follow_ups: []\n  unit: cashier",
      finding: "error: knowledge/money.yml: tuition_payment: unknown unit \"cashier\""),
    Damage(
      file: "knowledge/money.yml", old: "ru: \"Оплата\"", new: "ru: \"стоимость\"",
      finding:
        "error: knowledge/money.yml: tuition_payment: tuition_cost has the same title in ru: \"стоимость\""
    ),
    Damage(
      file: "institution.yml", old: "kk: \"1 теңге\", ", new: "",
      finding: "error: institution.yml: facts.tuition_year: no text in kk"),
    Damage(
      file: "institution.yml", old: "\"150\"", new: "\"{150}\"",
      finding: "error: institution.yml: facts.crisis_line: a brace in a value"),
    Damage(
      file: "messages.yml", old: "guide: \"guide {{title}}\"",
      new: "guide: {kk: \"{{title}}\", ru: \"{{title}}\", en: \"steps\"}",
      finding: "error: messages.yml: guide.en: no placeholder {{title}}"),
    Damage(
      file: "messages.yml", old: "empty: \"empty \"\n", new: "",
      finding: "error: messages.yml: no message empty"),
    Damage(
      file: "guides.yml", old: "tuition_payment:", new: "wifi:",
      finding: "error: guides.yml: wifi: the knowledge has no such intent"),
    Damage(
      file: "rules.yml", old: "  tuition_payment:\n", new: "  wifi:\n",
      finding: "error: rules.yml: wifi: unknown intent"),
    Damage(
      file: "rules.yml", old: "[tuition_cost, tuition_payment]", new: "[tuition_cost, wifi]",
      finding: "error: rules.yml: ambiguous: unknown intent wifi"),
  ])
  func `a damaged file is reported with its name and what is missing`(_ damage: Damage) throws {
    let files = try TemporaryKnowledge()
    try files.replace(damage.old, by: damage.new, in: damage.file)
    let findings = try Knowledge.findings(folder: files.folder)
    let errors = findings.filter { $0.severity == .error }
    #expect(errors.map(\.description) == [damage.finding])
    #expect(throws: KnowledgeError.invalid(findings)) {
      try Knowledge.load(folder: files.folder)
    }
  }

  @Test func `an intent in two files is reported`() throws {
    let files = try TemporaryKnowledge()
    try files.write(
      "tuition_cost: {title: A, answer: B, follow_ups: [], unit: accounting}",
      to: "knowledge/other.yml")
    let findings = try Knowledge.findings(folder: files.folder)
    #expect(
      findings.map(\.description) == [
        "error: knowledge/other.yml: tuition_cost: also in knowledge/money.yml"
      ])
  }

  @Test func `an intent without rules is a warning`() throws {
    let files = try TemporaryKnowledge()
    try files.replace("    en: pay\n", by: "", in: "rules.yml")
    let findings = try Knowledge.load(folder: files.folder).findings
    #expect(
      findings.map(\.description) == ["warning: rules.yml: tuition_payment: no rule in en"])
  }
}

@Suite struct KnowledgeErrorTests {
  struct Damage: CustomTestStringConvertible {
    let file: String
    let text: String?
    let message: String

    var testDescription: String { message }
  }

  @Test(arguments: [
    Damage(file: "rules.yml", text: nil, message: "cannot read rules.yml: no such file"),
    Damage(file: "guides.yml", text: "", message: "guides.yml: the file is empty"),
    Damage(
      file: "guides.yml", text: "- a\n", message: "guides.yml:1: the file: expected a mapping"),
    Damage(
      file: "messages.yml", text: "hello: x\n", message: "messages.yml:1: unknown message \"hello\""
    ),
    Damage(
      file: "signals.yml", text: "hello: x\n", message: "signals.yml:1: unknown signal \"hello\""),
    Damage(
      file: "knowledge/money.yml", text: "a: {titel: x}\n",
      message: "knowledge/money.yml:1: a: unknown key \"titel\""),
    Damage(
      file: "knowledge/money.yml", text: "a: {title: {kz: x}}\n",
      message: "knowledge/money.yml:1: a.title: \"kz\" is not kk, ru or en"),
    Damage(
      file: "rules.yml", text: "rules:\n  a:\n    kk: |\n      -b\n",
      message: "rules.yml:3: a.kk: \"-b\" requires no word"),
    Damage(
      file: "rules.yml", text: "rules:\n  a:\n    kk: \"[b\"\n",
      message: "rules.yml:3: a.kk: \"[b\" opens a bracket and does not close it"),
    Damage(
      file: "rules.yml", text: "rules:\n  a:\n    kk: \"@b\"\n",
      message: "rules.yml:3: a.kk: no list is called \"b\""),
    Damage(
      file: "rules.yml", text: "rules:\n  a:\n    kk: \"b/\"\n",
      message: "rules.yml:3: a.kk: \"\" lacks a word"),
    Damage(
      file: "rules.yml", text: "rules:\n  a:\n    kk: \"b*c\"\n",
      message: "rules.yml:3: a.kk: \"b*c\" has a stray \"*\""),
    Damage(
      file: "rules.yml", text: "ambiguous:\n  b: [a]\n",
      message: "rules.yml:2: ambiguous.b: 1 intents; a question offers 2 or 3"),
  ])
  func `a file that cannot be understood says where and why`(_ damage: Damage) throws {
    let files = try TemporaryKnowledge()
    if let text = damage.text {
      try files.write(text, to: damage.file)
    } else {
      try files.remove(damage.file)
    }
    let error = #expect(throws: KnowledgeError.self) { try Knowledge.load(folder: files.folder) }
    #expect(error?.description == damage.message)
  }

  @Test func `every signal needs words`() throws {
    let files = try TemporaryKnowledge()
    try files.write("yes: {kk: иә}\n", to: "signals.yml")
    let error = #expect(throws: KnowledgeError.self) { try Knowledge.load(folder: files.folder) }
    #expect(error?.description.hasPrefix("signals.yml:1: no words for no, cancel, skip") == true)
  }

  @Test func `bytes that are not UTF-8 are refused`() throws {
    let files = try TemporaryKnowledge()
    try Data([0x61, 0x3A, 0x20, 0xFF, 0xFE]).write(to: URL(filePath: "\(files.folder)/guides.yml"))
    let error = #expect(throws: KnowledgeError.self) { try Knowledge.load(folder: files.folder) }
    #expect(error?.description.hasPrefix("cannot read guides.yml") == true)
  }
}
