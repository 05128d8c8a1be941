import Foundation
import IntentBenchmarks
import Testing
import Training

/// The variants of our classifier on data without a validation part.
@Suite struct VariantTests {
  /// Each utterance has a word that no other has: only a model that was trained on it knows its intent.
  static let corpus = (0..<36).map { number in
    let letter = UnicodeScalar(UInt32(0x3042 + 2 * number)).map(String.init) ?? ""
    return "intent\(number % 6)\t" + String(repeating: letter, count: 2) + " ok"
  }.joined(separator: "\n")

  @Test(arguments: [
    (ModelType.classifier(.default), nil), (.linear, nil), (.classifier(.default), "stemming"),
  ])
  func `every variant is trained on all the data`(model: ModelType, ablation: String?)
    async throws
  {
    try await withTemporaryFolder { folder in
      for part in ["train", "test"] {
        try Self.corpus.write(
          toFile: "\(folder)/\(part).tsv", atomically: true, encoding: .utf8)
      }
      let runner = CellRunner(adapterFolder: folder, timeoutSeconds: 60, command: "test")
      let result = await runner.result(
        of: CellSpecification(
          dataset: DatasetSource(name: "made", path: folder), model: model, ablation: ablation))
      #expect(result.failure == nil)
      #expect(result.figures?.accuracy.value == 1)
    }
  }
}
