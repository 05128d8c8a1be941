import Evaluation
import IntentTypes
import Testing

@Suite struct BreakdownTests {
  @Test(arguments: [
    ("Емтихан қашан?", WritingScript.cyrillic), ("When is the exam?", .latin),
    ("emtihan қашан", .mixed), ("wi-fi жатақханада неге істемейді екен", .cyrillic),
    ("12345 ?!", .other), ("", .other),
  ])
  func `the script of an utterance`(text: String, script: WritingScript) {
    #expect(WritingScript(of: text) == script)
  }

  @Test func `one row a language`() {
    let rows = breakdownByLanguage(of: [
      example("exam", [0, 1, 0], language: "kk"), example("exam", [1, 0, 0], language: "kk"),
      example("oos", [1, 0, 0], rejected: true, language: "ru"), example("exam", [0, 1, 0]),
    ])
    #expect(rows.map(\.group) == ["kk", "ru", "untagged"])
    #expect(rows.map(\.accuracy) == [0.5, nil, 1])
    #expect(rows.map(\.outOfScopeRecall) == [nil, 1, nil])
  }

  @Test func `one row a script`() {
    let rows = breakdownByScript(of: [
      example("exam", [0, 1, 0], text: "емтихан"), example("exam", [1, 0, 0], text: "exam"),
    ])
    #expect(rows.map(\.group) == ["cyrillic", "latin"])
  }
}
