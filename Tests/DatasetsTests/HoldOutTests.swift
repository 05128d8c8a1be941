import Datasets
import IntentTypes
import Testing

@Suite struct HoldOutTests {
  /// 20 utterances of each of 10 intents, every fifth a copy of the one before it in capitals.
  static let utterances: [LabeledUtterance] = {
    let words = [
      "pen", "river", "cloud", "stone", "lamp", "garden", "violin", "marble", "tunnel",
      "window",
    ]
    var utterances = [LabeledUtterance]()
    for intent in 0..<10 {
      for number in 0..<20 {
        let n = number % 5 == 4 ? number - 1 : number
        let text =
          "\(words[intent]) \(words[n % 9]) \(words[(n / 9 + intent) % 9]) \(intent * n)"
        utterances.append(
          LabeledUtterance(
            text: number % 5 == 4 ? text.uppercased() : text, intent: Intent("intent\(intent)"),
            language: number < 10 ? "kk" : "ru"))
      }
    }
    return utterances
  }()

  static func straddling(_ parts: [[LabeledUtterance]]) -> Int {
    let owner = parts.enumerated().flatMap { part, utterances in utterances.map { _ in part } }
    return NearDuplicates(parts.flatMap { $0 }).groups.count { Set($0.map { owner[$0] }).count > 1 }
  }

  @Test(arguments: [0.1, 0.25, 0.5])
  func `holds out a share of each intent, with its near-duplicates`(fraction: Double) {
    let (kept, heldOut) = Dataset.holdOut(fraction: fraction, seed: 7, of: Self.utterances)
    #expect(kept.count + heldOut.count == 200)
    let expected = 200 * fraction
    #expect(abs(Double(heldOut.count) - expected) <= 0.15 * expected)
    #expect(Set(kept.map(\.intent)).count == 10)
    #expect(Set(heldOut.map(\.intent)).count == 10)
    #expect(Self.straddling([kept, heldOut]) == 0)
  }

  @Test func `one seed gives one hold-out, another gives another`() {
    let first = Dataset.holdOut(fraction: 0.2, seed: 1, of: Self.utterances)
    #expect(Dataset.holdOut(fraction: 0.2, seed: 1, of: Self.utterances) == first)
    #expect(Dataset.holdOut(fraction: 0.2, seed: 2, of: Self.utterances) != first)
  }

  @Test func `an intent with one utterance keeps it`() {
    let single = [
      LabeledUtterance(text: "alpha", intent: Intent("a")),
      LabeledUtterance(text: "beta", intent: Intent("b")),
    ]
    #expect(Dataset.holdOut(fraction: 0.9, seed: 1, of: single).heldOut.isEmpty)
  }

  @Test func `folds take every utterance once and are of one size`() {
    let folds = Dataset.kFolds(5, seed: 3, of: Self.utterances)
    #expect(folds.flatMap { $0 }.sorted() == Array(0..<200))
    #expect(folds.allSatisfy { (35...45).contains($0.count) })
    #expect(folds.allSatisfy { fold in Set(fold.map { Self.utterances[$0].intent }).count == 10 })
    #expect(Self.straddling(folds.map { fold in fold.map { Self.utterances[$0] } }) == 0)
  }

  @Test func `few-shot samples have the asked number of each kind`() {
    let sample = Dataset.fewShot(perIntent: 3, seed: 5, of: Self.utterances)
    #expect(sample.count == 30)
    #expect(Set(sample.map(\.intent)).count == 10)
    let byLanguage = Dataset.fewShot(perIntentAndLanguage: 3, seed: 5, of: Self.utterances)
    #expect(byLanguage.count == 60)
    #expect(Dataset.fewShot(perIntent: 99, seed: 5, of: Self.utterances) == Self.utterances)
    #expect(Dataset.fewShot(perIntent: 3, seed: 6, of: Self.utterances) != sample)
  }

  @Test func `merged sources have their parts together and say which lack one`() {
    let a = Dataset(
      format: .csv, splits: [.train: [Self.utterances[0]], .validation: [Self.utterances[1]]])
    let b = Dataset(format: .tsv, splits: [.train: [Self.utterances[2]]])
    let merged = Dataset.merging([a, b])
    #expect(merged.format == .csv)
    #expect(merged[.train] == [Self.utterances[0], Self.utterances[2]])
    #expect(merged[.validation] == [Self.utterances[1]])
    #expect(
      merged.warnings.map(\.description) == [
        "found no validation part in source 2 of 2; the others' is used; "
          + "expected the part in all sources or in none"
      ])
  }
}

private func == (
  a: (kept: [LabeledUtterance], heldOut: [LabeledUtterance]),
  b: (kept: [LabeledUtterance], heldOut: [LabeledUtterance])
) -> Bool {
  a.kept == b.kept && a.heldOut == b.heldOut
}

private func != (
  a: (kept: [LabeledUtterance], heldOut: [LabeledUtterance]),
  b: (kept: [LabeledUtterance], heldOut: [LabeledUtterance])
) -> Bool {
  !(a == b)
}
