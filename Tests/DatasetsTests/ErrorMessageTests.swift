import Datasets
import Foundation
import IntentTypes
import Testing

/// Messages word for word; `F` stands for the file's path.
@Suite struct ErrorMessageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var format: DatasetFormat?
    var message: String
    var testDescription: String { message }

    init(_ text: String, _ message: String) {
      self.init(text, nil, message)
    }

    init(_ text: String, _ format: DatasetFormat?, _ message: String) {
      self.text = text
      self.format = format
      self.message = message
    }
  }

  static let expectedFormats = DatasetFormat.allCases.map(\.rawValue).joined(separator: ", ")

  static let cases: [Case] = [
    Case("", "F: found no utterances; expected at least one"),
    Case(" \n\n", "F: found no utterances; expected at least one"),
    Case(
      #"{"train": []}"#, .clinc150, "F: found no utterances; expected at least one"),
    Case(
      "just prose\n",
      "F: found 'just prose', which is no known format; expected one of \(expectedFormats)"),
    Case(
      #"{"a": 1, "b": 2}"#,
      "F: found a JSON object with 'a', 'b', which is no known format; expected one of "
        + expectedFormats),
    Case(
      "greet\thi\nbye\n", "F:2: found 1 column; expected 2 as in the first line: intent<TAB>text"),
    Case(
      "greet\ten\thi\nbye\tbye\n",
      "F:2: found 2 columns; expected 3 as in the first line: intent<TAB>language<TAB>text"),
    Case(
      "a\tb\tc\td\n",
      "F:1: found 4 columns; expected intent<TAB>text or intent<TAB>language<TAB>text"),
    Case("\thi\n", "F:1: found no label; expected the name of an intent"),
    Case("text,label\nhi,greet\nhey\n", "F:3: found 1 column; expected 2 as in the header"),
    Case(
      "text,label\n\"hi,greet\n",
      "F:2: found a quote that is never closed; expected a closing quote"),
    Case(
      "text,label\n\"hi\" there,greet\n",
      "F:2: found text after a closing quote; expected ',' or the line's end"),
    Case(
      "a,b\n1,2\n", .csv,
      "F:1: found the header 'a,b'; expected a column text, utterance, sentence or query and a "
        + "column intent, label, category or tag"),
    Case(
      #"{"train": [["hi", "greet"], ["bye"]]}"#,
      #"F:1: found an array in 'train'; expected a pair ["text", "label"]"#),
    Case(
      "{\"train\": [[\"hi\",\n \"greet\"] [",
      "F:2: found '[' at byte 11; expected ',' or ']' in JSON"),
    Case("{\"train\": [", "F:1: found the end; expected a value in JSON"),
    Case(
      "{\"text\": \"a\", \"label\": \"b\"}\n{\"text\": \"a\"}\n",
      "F:2: found no label; expected a string at intent, label, category or tag"),
    Case(
      "{\"text\": \"a\", \"label\": \"b\"}\n{\"text\": nope}\n",
      "F:2: found 'nope}' at byte 10; expected a value in JSON"),
    Case(
      "__label__a hi\nhello\n",
      "F:2: found no label at the line's start; expected __label__intent text"),
    Case(
      "nlu:\n- intent: a\n  examples: |\n    - hi\n    hey\n",
      "F:5: found 'hey'; expected '- example'"),
    Case(
      "nlu:\n- intent: a\n",
      "F:2: found the intent 'a' without examples; expected a block of lines or a list at 'examples'"
    ),
    Case(
      "nlu:\n- intent: \"a\n",
      "F:3: found unexpected end of stream; expected YAML"),
    Case(
      "# text = hi\n1\thi\n", "F:1: found a block without an intent; expected # intent = "),
    Case(
      #"{"intents": [{"tag": "a", "patterns": [1]}]}"#,
      "F:1: found a number among the patterns of 'a'; expected a string"),
    Case(
      #"{"train": [{"utterance": "a", "label": [1, 0]}]}"#,
      "F:1: found an array at 'label'; expected one label, a string or a number"),
    Case("greet\thi\n", .folder, "F: found a file; expected a folder folder"),
  ]

  @Test(arguments: cases)
  func `says what was found and expected, and where`(example: Case) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("data", example.text)
    let error = #expect(throws: DatasetError.self) {
      try Dataset.read(at: path, format: example.format)
    }
    #expect(error?.description.replacingOccurrences(of: path, with: "F") == example.message)
  }

  @Test func `names the line and byte that is not UTF-8`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.tsv", Data("greet\thi\nbye\tсә".utf8) + Data([0xff, 0x0a]))
    let error = #expect(throws: DatasetError.self) { try Dataset.read(at: path) }
    #expect(error?.description == "\(path):2: byte 9 of the line is not UTF-8; expected UTF-8 text")
  }

  @Test func `a missing file and a missing part have their own messages`() throws {
    let folder = try TemporaryFolder()
    var error = #expect(throws: DatasetError.self) { try Dataset.read(at: "/no/such") }
    #expect(error?.description == "cannot read /no/such: no such file or folder")
    try folder.write("seq.in", "hi\n")
    error = #expect(throws: DatasetError.self) { try Dataset.read(at: folder.path) }
    #expect(error?.description == "cannot read \(folder.path)/label: no such file or folder")
    try folder.write("label", "a\nb\n")
    error = #expect(throws: DatasetError.self) { try Dataset.read(at: folder.path) }
    #expect(
      error?.description
        == "\(folder.path)/seq.in:1: found 1 utterances beside 2 labels; expected a label for each")
  }

  @Test func `a line of ten megabytes is refused, not swallowed`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "a.tsv", "greet\thi\nbye\t" + String(repeating: "a b", count: 3_333_333))
    let error = #expect(throws: DatasetError.self) { try Dataset.read(at: path) }
    #expect(error == .tooLong(at: .init(file: path, line: 2), bytes: 9_999_999, limit: 65_536))
    #expect(
      error?.description
        == "\(path):2: found an utterance of 9999999 bytes; expected at most 65536")
    let noise = try folder.write("b", String(repeating: "a", count: 10_000_000))
    #expect(throws: DatasetError.self) { try Dataset.read(at: noise) }
  }

  @Test func `warns of odd data and reads it`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "a", "__label__a hi\n__label__b hi\n__label__a \n__label__a __label__c yes\n")
    let data = try Dataset.read(at: path)
    #expect(data[.train].count == 3)
    #expect(
      data.warnings.map { $0.description.replacingOccurrences(of: path, with: "F") } == [
        "F:3: found no text, skipped; expected an utterance",
        "F:4: found 2 labels, the first is taken; expected one label",
        "F:2: found the label 'b' for a text that has 'a' at F:1; expected one label for a text",
        "F:2: found one training example of 'b'; expected two or more",
      ])
  }

  @Test func `training needs two intents besides out-of-scope`() throws {
    let one = Dataset(
      format: .tsv,
      splits: [
        .train: [
          LabeledUtterance(text: "hi", intent: Intent("greet")),
          LabeledUtterance(text: "pizza", intent: .outOfScope),
        ]
      ])
    var error = #expect(throws: DatasetError.self) { try one.checkTrainable() }
    #expect(
      error?.description
        == "found one intent only, 'greet', in 2 training utterances; expected at least two")
    let test = Dataset(format: .tsv, splits: [.test: one[.train]])
    error = #expect(throws: DatasetError.self) { try test.checkTrainable() }
    #expect(
      error?.description == "found no training part, only test; expected utterances to train on")
  }

  @Test func `JSON cut anywhere is an error, never a crash`() throws {
    let folder = try TemporaryFolder()
    for example in FormatTests.examples where example.text.first == "{" {
      let bytes = Array(example.text.utf8)
      for length in stride(from: 1, to: bytes.count, by: 5) {
        let path = try folder.write("cut", Data(bytes[..<length]))
        _ = try? Dataset.read(at: path)
        _ = try? Dataset.read(at: path, format: example.format)
      }
    }
  }

  @Test func `a source for validation has such a part, or one without a name`() throws {
    let hi = [LabeledUtterance(text: "hi", intent: Intent("greet"))]
    func taken(_ splits: [Split]) throws(DatasetError) -> [LabeledUtterance] {
      let parts = Dictionary(uniqueKeysWithValues: splits.map { ($0, hi) })
      return try Dataset(format: .tsv, splits: parts).validationUtterances()
    }
    #expect(try taken([.train]) == hi)
    #expect(try taken([.train, .validation, .test]) == hi)
    let error = #expect(throws: DatasetError.self) { try taken([.train, .test]) }
    #expect(
      error?.description == "found no validation part, only train, test; expected one, or a file "
        + "of one part")
    #expect(throws: DatasetError.noValidation(splits: [.test])) { try taken([.test]) }
  }
}
