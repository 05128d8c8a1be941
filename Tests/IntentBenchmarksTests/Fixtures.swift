import Evaluation
import Foundation
import IntentBenchmarks
import IntentTypes

/// A measured cell in which the model is right wherever `correct` is true.
func measuredCell(
  _ model: ModelType, seed: UInt64 = 1, correct: [Bool], ablation: String? = nil,
  dataHash: String = "d1", dataset: String = "made", processorSeconds: Double? = nil
) -> CellResult {
  let intents = [Intent("exam"), Intent("library")]
  let test = correct.map { isRight in
    EvaluatedUtterance(
      utterance: LabeledUtterance(text: "when is the exam", intent: intents[0]),
      ranking: IntentRanking(
        intents: intents, probabilities: isRight ? [0.75, 0.25] : [0.25, 0.75]))
  }
  return CellResult(
    CellSpecification(
      dataset: DatasetSource(name: dataset, path: "/nowhere"), model: model, ablation: ablation,
      seed: seed),
    test: test, validation: [], perturbed: ["lost-case": test],
    cost: .init(
      trainSeconds: 2, peakMemoryBytes: 50_000_000, modelBytes: 9_000_000,
      latency: Latency(microseconds: [4, 5, 6]), processorSeconds: processorSeconds),
    provenance: Provenance(
      command: "benchmark-intents run", dataHash: dataHash, versions: Provenance.ownVersions,
      machine: Machine(processor: "test", cores: 2, memoryBytes: 1 << 33, system: "Linux")))
}

/// A folder that is removed when `body` ends.
func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "senim-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder.path)
}
