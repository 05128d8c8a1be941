import Datasets
import IntentTypes
import Testing

/// Each format in a small example: what is read, where it stood, and that it is recognised.
@Suite struct FormatTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var format: DatasetFormat
    var text: String
    /// `split line intent language text`
    var expected: [String]
    var testDescription: String { format.rawValue }
  }

  static let examples: [Example] = [
    Example(
      format: .tsv, text: "greet\tсәлем\n\nbye\t see you \n",
      expected: ["train 1 greet - сәлем", "train 3 bye -  see you "]),
    Example(
      format: .tsv, text: "\u{feff}greet\tkk\tсәлем\r\noos\ten\tpizza\r\n",
      expected: ["train 1 greet kk сәлем", "train 2 oos en pizza"]),
    Example(
      format: .csv,
      text: "text,category\n\"a \"\"card\"\", please\",card\r\n\"two\nlines\",card\nplain,top_up\n",
      expected: [
        "train 2 card - a \"card\", please", "train 3 card - two\nlines", "train 5 top_up - plain",
      ]),
    Example(
      format: .csv, text: "\u{feff}Label;Language;Utterance\r\ngreet;ru;привет, мир\r\n",
      expected: ["train 2 greet ru привет, мир"]),
    Example(
      format: .jsonl,
      text: """
        {"text": "hi \\u0041\\ud83d\\ude00", "intent": "greet"}

        {"utterance": "bye", "label": 7, "lang": "en"}

        """,
      expected: ["train 1 greet - hi A😀", "train 3 7 en bye"]),
    Example(
      format: .clinc150,
      text: """
        {"oos_val": [["pizza", "oos"]],
         "val": [["hey", "greet"]], "train": [["hi", "greet"],
         ["bye", "bye"]], "test": [], "oos_train": [["sky", "oos"]]}
        """,
      expected: [
        "train 2 greet - hi", "train 3 bye - bye", "train 3 oos - sky", "validation 2 greet - hey",
        "validation 1 oos - pizza",
      ]),
    Example(
      format: .rasa,
      text: """
        version: "3.1"
        nlu:
        - intent: faq/tuition
          examples: |
            - how much is [tuition](topic)
            - pay for [dorm]{"entity":"place","role":"to"} now
        - synonym: dormitory
          examples: |
            - dorm
        - intent: out_of_scope
          examples:
          - text: |
              pizza
            metadata:
              lang: en
          - text: sky
        """,
      expected: [
        "train 5 faq/tuition - how much is tuition", "train 6 faq/tuition - pay for dorm now",
        "train 12 oos en pizza", "train 16 oos - sky",
      ]),
    Example(
      format: .fasttext, text: "__label__greet hi there\n__label__oos  pizza\n",
      expected: ["train 1 greet - hi there", "train 2 oos - pizza"]),
    Example(
      format: .tutorial,
      text: """
        {"intents": [
          {"tag": "greet", "patterns": ["hi",
            "hey"], "responses": ["Hello"], "context_set": ""},
          {"tag": "bye", "patterns": ["bye"], "responses": []}
        ]}
        """,
      expected: ["train 2 greet - hi", "train 3 greet - hey", "train 4 bye - bye"]),
    Example(
      format: .snips,
      text: """
        {"language": "en", "intents": {"lights": {"utterances": [
          {"data": [{"text": "light in the "}, {"text": "hall", "entity": "room"}]}
        ]}}, "entities": {}}
        """,
      expected: ["train 2 lights en light in the hall"]),
    Example(
      format: .xsid,
      text: """
        # id = 1
        # text-en = Wake me
        # text = Vekk meg
        # intent = alarm/set
        1\tVekk\talarm/set\tO
        2\tmeg\talarm/set\tO

        # id: 2
        # intent: weather
        1\tRain\tweather\tO
        2\ttoday\tweather\tB-datetime
        """,
      expected: ["train 3 alarm/set - Vekk meg", "train 8 weather - Rain today"]),
    Example(
      format: .autointent,
      text: """
        {"train_0": [{"utterance": "hi", "label": 0},
          {"utterance": "pizza"}], "test": [{"utterance": "sky", "label": null}],
         "intents": [{"id": 0, "name": "greet"}]}
        """,
      expected: ["train 1 greet - hi", "train 2 oos - pizza", "test 2 oos - sky"]),
    Example(
      format: .autointent,
      text: """
        [{"intent_id": 0, "intent_name": "greet", "sample_utterances": ["hi", "hey"],
          "regexp_full_match": []}]
        """,
      expected: ["train 1 greet - hi", "train 1 greet - hey"]),
  ]

  @Test(arguments: examples)
  func `reads and recognises`(example: Example) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("data.unknown", example.text)
    for format in [nil, example.format] {
      let data = try Dataset.read(at: path, format: format)
      #expect(data.format == example.format)
      #expect(listing(data) == example.expected)
    }
  }

  @Test func `a JSON array of records is read as JSON lines`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "a", #"[{"text": "hi", "label": "greet"}, {"text":"x","label":"y"}]"#)
    #expect(listing(try Dataset.read(at: path)) == ["train 1 greet - hi", "train 1 y - x"])
  }

  @Test func `a folder of parts goes to the parts by their names`() throws {
    let folder = try TemporaryFolder()
    try folder.write("train/seq.in", "hi\nbye\n")
    try folder.write("train/label", "greet\nbye\n")
    try folder.write("dev/seq.in", "hello\n")
    try folder.write("dev/label", "greet\n")
    try folder.write("test.csv", "text,label\nhey,greet\n")
    try folder.write("train_5/seq.in", "unread\n")
    try folder.write("LICENSE", "unread")
    let data = try Dataset.read(at: folder.path)
    #expect(
      listing(data) == [
        "train 1 greet - hi", "train 2 bye - bye", "validation 1 greet - hello",
        "test 2 greet - hey",
      ])
  }

  @Test func `loose data files are one training part`() throws {
    let folder = try TemporaryFolder()
    try folder.write("b.tsv", "bye\tbye\n")
    try folder.write("a.tsv", "greet\thi\n")
    try folder.write("README.md", "unread")
    #expect(
      listing(try Dataset.read(at: folder.path)) == ["train 1 greet - hi", "train 1 bye - bye"])
  }
}

/// `split line intent language text` for each utterance.
func listing(_ data: Dataset) -> [String] {
  data.parts.flatMap { split in
    data[split].map {
      "\(split) \($0.origin?.line ?? 0) \($0.intent) \($0.language ?? "-") \($0.text)"
    }
  }
}
