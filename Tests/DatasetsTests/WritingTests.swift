import Datasets
import Foundation
import IntentTypes
import Testing

@Suite struct WritingTests {
  static let utterances = [
    LabeledUtterance(text: "сәлем, \"дос\" \\ 😀", intent: Intent("greet"), language: "kk"),
    LabeledUtterance(text: "hi: - there; #1", intent: Intent("greet"), language: "en"),
    LabeledUtterance(text: "'да' | нет", intent: Intent("yes"), language: "ru"),
    LabeledUtterance(text: "pizza", intent: .outOfScope, language: "en"),
  ]

  static func withoutLanguages(_ utterances: [LabeledUtterance]) -> [LabeledUtterance] {
    utterances.map { LabeledUtterance(text: $0.text, intent: $0.intent) }
  }

  static func withoutOrigins(_ utterances: [LabeledUtterance]) -> [LabeledUtterance] {
    utterances.map { LabeledUtterance(text: $0.text, intent: $0.intent, language: $0.language) }
  }

  @Test(arguments: DatasetFormat.allCases.filter { $0 != .helpline })
  func `what is written is read again, and recognised`(format: DatasetFormat) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out"
    let data = Dataset(format: .tsv, splits: [.train: Self.withoutLanguages(Self.utterances)])
    try data.write(to: path, format: format)
    let read = try Dataset.read(at: path)
    #expect(read.format == format)
    #expect(Self.withoutLanguages(read[.train]) == data[.train])
    #expect(read.parts == [.train])
  }

  @Test(arguments: [DatasetFormat.tsv, .csv, .jsonl, .rasa, .xsid])
  func `languages are kept`(format: DatasetFormat) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out"
    try Dataset(format: .tsv, splits: [.train: Self.utterances]).write(to: path, format: format)
    #expect(Self.withoutOrigins(try Dataset.read(at: path)[.train]) == Self.utterances)
  }

  @Test(arguments: DatasetFormat.allCases.filter { $0 != .helpline })
  func `parts are kept`(format: DatasetFormat) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out"
    let plain = Self.withoutLanguages(Self.utterances)
    let data = Dataset(
      format: .tsv, splits: [.train: plain, .validation: [plain[0]], .test: [plain[1], plain[3]]])
    try data.write(to: path, format: format)
    let read = try Dataset.read(at: path)
    for split in Split.allCases {
      #expect(Self.withoutLanguages(read[split]) == data[split])
    }
  }

  @Test(arguments: [
    (DatasetFormat.tsv, "a\tb", "cannot write tsv: 'a\tb' has a tab in its text"),
    (.tsv, "a\nb", "cannot write tsv: 'a\nb' has a line break in its text"),
    (.folder, "a\nb", "cannot write folder: 'a\nb' has a line break in its text"),
    (.rasa, "[a](b)", "cannot write rasa: '[a](b)' has text that Rasa takes for an entity"),
    (.helpline, "a", "cannot write helpline: its files are written by people; try tsv"),
  ])
  func `refuses what the format cannot hold, and writes nothing`(
    format: DatasetFormat, text: String, message: String
  ) throws {
    let folder = try TemporaryFolder()
    let data = Dataset(
      format: .csv, splits: [.train: [LabeledUtterance(text: text, intent: Intent("x"))]])
    let error = #expect(throws: DatasetError.self) {
      try data.write(to: folder.path + "/out", format: format)
    }
    #expect(error?.description == message)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func `a folder with something in it is not replaced`() throws {
    let folder = try TemporaryFolder()
    try folder.write("out/mine.txt", "mine")
    let data = Dataset(format: .tsv, splits: [.train: Self.utterances, .test: Self.utterances])
    let error = #expect(throws: DatasetError.self) {
      try data.write(to: folder.path + "/out", format: .tsv)
    }
    #expect(error?.description == "cannot write \(folder.path)/out: it is there already")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
  }

  @Test func `a file in a missing folder cannot be written`() throws {
    let data = Dataset(format: .tsv, splits: [.train: Self.utterances])
    let error = #expect(throws: DatasetError.self) {
      try data.write(to: "/no/such/folder/out.tsv", format: .tsv)
    }
    #expect(error?.description == "cannot write /no/such/folder/out.tsv: No such file or directory")
  }
}
