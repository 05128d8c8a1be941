import Datasets
import IntentTypes
import Testing

@Suite struct CorpusLinterTests {
  /// Lints lines `intent<TAB>language<TAB>text`; the file is called `c.tsv`.
  func lint(_ lines: [String], _ linter: CorpusLinter) -> [String] {
    let utterances = lines.enumerated().map { index, line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return LabeledUtterance(
        text: cells[2], intent: Intent(cells[0]), language: cells[1],
        origin: .init(file: "c.tsv", line: index + 1))
    }
    return linter.findings(in: utterances).map(\.description)
  }

  /// A linter that does not ask for numbers of examples or for languages.
  var lenient: CorpusLinter {
    var linter = CorpusLinter()
    linter.fewestExamples = 0
    linter.requiredLanguages = ["en"]
    return linter
  }

  @Test(arguments: [
    ([], []),
    (["a\ten\tsame", "a\ten\tsame"], ["c.tsv:2: error: the same text as c.tsv:1 [duplicate]"]),
    (
      ["a\ten\tsame", "b\ten\tsame"],
      ["c.tsv:2: error: the same text as c.tsv:1, with the intent 'a' [duplicate-label]"]
    ),
    (["a\ten\tHow to pay?", "a\ten\thow to pay"], []),
    (
      ["a\ten\tHow to pay?", "b\ten\thow to pay"],
      [
        "c.tsv:2: warning: nearly the same text as c.tsv:1, with the intent 'a' [near-duplicate]"
      ]
    ),
    (["a\ten\t hi"], ["c.tsv:1: error: blanks at the start or the end of the text [whitespace]"]),
    (["a\ten\thi  you"], ["c.tsv:1: warning: two blanks in a row [whitespace]"]),
    (
      ["a\ten\thi\u{200b}you"],
      ["c.tsv:1: error: the invisible character U+200B in the text [character]"]
    ),
    (["a\ten\tok 👩‍🎓 yes"], []),
    (
      ["a\ten\thi", "a\tde\thallo welt"],
      ["c.tsv:2: error: the language tag 'de'; expected en or mixed [language]"]
    ),
  ])
  func `finds what is wrong with utterances`(lines: [String], expected: [String]) {
    #expect(lint(lines, lenient) == expected)
  }

  @Test func `finds missing languages and few examples`() {
    #expect(
      lint(["a\tkk\tсәлем", "a\tmixed\tпривет достар"], CorpusLinter()) == [
        "c.tsv:1: warning: the intent 'a' has 2 of at least 10 utterances [few-examples]",
        "c.tsv:1: error: the intent 'a' has no utterances in ru or en [missing-language]",
      ])
  }

  @Test func `asks for the language and for personal data`() {
    var linter = lenient
    linter.language = { $0.contains("привет") ? "ru" : nil }
    linter.personalData = { text in text.split(separator: ",").dropFirst().map(String.init) }
    linter.samples = SamplePersonalData(values: [
      "phone": ["7010000559"], "iban": ["KZ20125T186252760189"],
    ])
    #expect(
      lint(
        [
          "a\ten\tпривет", "a\tmixed\tпривет hello",
          "a\ten\tcall,+7 (701) 000-05-59,kz20 125t 1862 5276 0189", "a\ten\tme,87010000558",
        ], linter) == [
          "c.tsv:1: warning: tagged 'en', but looks like 'ru' [language]",
          "c.tsv:4: error: '87010000558' looks like personal data and is not a sample value "
            + "[personal-data]",
        ])
  }

  @Test func `lists disputes, other findings and copies of the test part`() {
    var linter = lenient
    let disputed = LabeledUtterance(
      text: "pay", intent: Intent("a"), origin: .init(file: "c.tsv", line: 1))
    linter.disputes = [.init(utterance: disputed, predicted: Intent("b"), confidence: 0.876)]
    linter.testPart = [LabeledUtterance(text: "Where is it?", intent: Intent("b"))]
    linter.otherFindings = [
      LintFinding(origin: nil, severity: .error, rule: "title", message: "no title of 'a'")
    ]
    #expect(
      lint(["a\ten\tpay", "b\ten\twhere is it"], linter) == [
        "error: no title of 'a' [title]",
        "c.tsv:1: warning: cross-validation takes this for 'b' (88 %), not 'a' [disputed]",
        "c.tsv:2: warning: nearly the same text as an utterance of the test part [test-part]",
      ])
  }

  @Test func `sample values are read by kind`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "s.yml", "iin: # 12 digits\n  - \"040731553055\"\nname:\n  - Anna Sample\n")
    let samples = try SamplePersonalData.read(at: path)
    #expect(samples.values == ["iin": ["040731553055"], "name": ["Anna Sample"]])
    #expect(samples.allows("040731-553055"))
    #expect(!samples.allows("040731553056"))
    let bad = try folder.write("b.yml", "iin: 12\n")
    let error = #expect(throws: DatasetError.self) { try SamplePersonalData.read(at: bad) }
    #expect(error?.description == "\(bad):1: found no list at 'iin'; expected a list of values")
  }
}
