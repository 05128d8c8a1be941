import Datasets
import Foundation
import IntentTypes
import Testing

@Suite struct SplitManifestTests {
  let utterances = HoldOutTests.utterances

  @Test func `gives each intent and language its shares, near-duplicates together`() {
    let manifest = SplitManifest.make(for: utterances, seed: 1)
    let parts = [Split.train, .validation, .gate].map { split in
      utterances.filter { manifest.split(of: $0.text) == split }
    }
    #expect(parts[0].count + parts[1].count + parts[2].count == 200)
    #expect((20...32).contains(parts[1].count), "validation has \(parts[1].count)")
    #expect((15...22).contains(parts[2].count), "gate has \(parts[2].count)")
    #expect(Set(parts[2].map(\.intent)).count == 10)
    #expect(HoldOutTests.straddling(parts) == 0)
  }

  @Test func `old assignments stay when utterances come`() {
    let old = SplitManifest.make(for: Array(utterances.prefix(150)), seed: 1)
    let new = SplitManifest.make(for: utterances, existing: old, seed: 2)
    for utterance in utterances.prefix(150) {
      #expect(new.split(of: utterance.text) == old.split(of: utterance.text))
    }
    #expect(utterances.allSatisfy { new.split(of: $0.text) != nil })
    #expect(SplitManifest.make(for: utterances, existing: new, seed: 2) == new)
  }

  @Test func `the gate remembers what left the corpus`() throws {
    let old = SplitManifest.make(for: utterances, seed: 1)
    let gone = try #require(utterances.first { old.split(of: $0.text) == .gate })
    let rest = utterances.filter { $0.text.lowercased() != gone.text.lowercased() }
    let new = SplitManifest.make(for: rest, existing: old, seed: 9)
    #expect(new.split(of: gone.text) == .gate)
    let again = SplitManifest.make(for: utterances, existing: new, seed: 9)
    #expect(again.split(of: gone.text) == .gate)
  }

  @Test func `a new near-duplicate goes where the old utterance is`() throws {
    let old = SplitManifest.make(for: utterances, seed: 1)
    for split in [Split.train, .validation, .gate] {
      let original = try #require(utterances.first { old.split(of: $0.text) == split })
      let copy = LabeledUtterance(
        text: "«\(original.text)»!", intent: original.intent, language: original.language)
      let new = SplitManifest.make(for: utterances + [copy], existing: old, seed: 3)
      #expect(new.split(of: copy.text) == split)
    }
  }

  @Test func `the file is a line an utterance, sorted, and comes back as it was`() throws {
    let folder = try TemporaryFolder()
    let few = [
      LabeledUtterance(text: "бағасы қанша", intent: Intent("price")),
      LabeledUtterance(text: "hello", intent: Intent("greet")),
    ]
    let manifest = SplitManifest.make(for: few, seed: 12)
    #expect(SplitManifest.key(of: "hello") == "2cf24dba5fb0")
    #expect(
      manifest.text
        == "# seed 12\ngreet\t2cf24dba5fb0\ttrain\nprice\t\(SplitManifest.key(of: few[0].text))\ttrain\n"
    )
    try manifest.write(to: folder.path + "/splits.tsv")
    #expect(try SplitManifest.read(at: folder.path + "/splits.tsv") == manifest)
  }

  @Test(arguments: [
    (
      "greet\t2cf24dba5fb0\n",
      "F:1: found 'greet\t2cf24dba5fb0'; expected intent<TAB>key of 12 digits<TAB>train, validation or gate"
    ),
    (
      "a\t2cf24dba5fb0\ttrain\nb\t2cf24dba5fb0\tgate\n",
      "F:2: found the key '2cf24dba5fb0' again; expected it once"
    ),
  ])
  func `a damaged manifest is refused`(text: String, message: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("splits.tsv", text)
    let error = #expect(throws: DatasetError.self) { try SplitManifest.read(at: path) }
    #expect(error?.description.replacingOccurrences(of: path, with: "F") == message)
  }

  @Test func `a corpus folder is read in its parts`() throws {
    let folder = try TemporaryFolder()
    let corpus = Dataset(format: .tsv, splits: [.train: utterances])
    try folder.write("utterances/keep", "")
    try corpus.write(to: folder.path + "/utterances/all.tsv", format: .tsv)
    try folder.write("blind.tsv", "intent1\tkk\tқайда\n")
    let before = try Dataset.read(at: folder.path)
    #expect(before.format == .helpline)
    #expect(before.parts == [.train, .test])
    #expect(
      before.warnings.last?.description
        == "found no \(folder.path)/splits.tsv: all is for training; expected a manifest")

    let manifest = try SplitManifest.update(corpus: folder.path, seed: 4)
    let data = try Dataset.read(at: folder.path)
    #expect(data.parts == [.train, .validation, .test, .gate])
    #expect(data[.gate].allSatisfy { manifest.split(of: $0.text) == .gate })
    #expect(data.utterances.count == 201)

    try folder.write("utterances/new.tsv", "intent1\tkk\tжаңа сұрақ\n")
    let after = try Dataset.read(at: folder.path)
    #expect(after.utterances.count == 202)
    #expect(
      after.warnings.last?.description
        == "\(folder.path)/utterances/new.tsv:1: found 1 utterances that \(folder.path)/splits.tsv "
        + "does not have, from here; expected all of them: make the manifest anew")
  }
}
