import Evaluation
import Foundation
import IntentTypes

/// Measures one cell: reads its data, trains, predicts, computes the figures.
public struct CellRunner: Sendable {
  /// The folder with the adapters' scripts.
  public var adapterFolder: String
  /// An outside program is ended after so many seconds.
  public var timeoutSeconds: Int
  /// The command line, for the record.
  public var command: String

  public init(adapterFolder: String, timeoutSeconds: Int, command: String) {
    self.adapterFolder = adapterFolder
    self.timeoutSeconds = timeoutSeconds
    self.command = command
  }

  /// Never throws: a cell that cannot be measured says why.
  public func result(of specification: CellSpecification) async -> CellResult {
    var provenance = Provenance(
      command: command, dataHash: "", versions: Provenance.ownVersions, machine: .current)
    do throws(BenchmarkError) {
      let data = try BenchmarkData(specification)
      provenance.dataHash = data.hash
      provenance.heldOut = data.heldOut
      if specification.model == .ruleBot { provenance.rulesHash = specification.dataset.rulesHash }
      var result = try await measured(specification, data, provenance)
      result.cost?.processorSeconds = processorSeconds()
      return result
    } catch {
      return CellResult(specification, failure: error.description, provenance: provenance)
    }
  }

  private func measured(
    _ specification: CellSpecification, _ data: BenchmarkData, _ provenance: Provenance
  ) async throws(BenchmarkError) -> CellResult {
    // One seed for all models: they are tested on the same perturbed texts.
    let perturbations =
      specification.isPerturbed ? Perturbation.applicable(to: data.test, seed: 1) : []
    let perturbed = perturbations.map { $0.applied(to: data.test, seed: 1) }
    let asked = data.validation + data.test + perturbed.flatMap { $0 }
    var answers = try await self.answers(specification, data, asked)
    let (first, count) = (data.validation.count, data.test.count)
    answers.fitThreshold(validation: answers.evaluated(data.validation, at: 0..<first))
    var parts: [String: [EvaluatedUtterance]] = [:]
    for (number, perturbation) in perturbations.enumerated() {
      let start = first + count * (number + 1)
      parts[perturbation.name] = answers.evaluated(perturbed[number], at: start..<start + count)
    }
    var provenance = provenance
    provenance.versions += answers.versions
    return CellResult(
      specification, test: answers.evaluated(data.test, at: first..<first + count),
      validation: answers.evaluated(data.validation, at: 0..<first), perturbed: parts,
      cost: .init(
        trainSeconds: answers.trainSeconds,
        peakMemoryBytes: answers.peakMemoryBytes ?? peakResidentBytes(),
        modelBytes: answers.modelBytes,
        latency: Latency(
          microseconds: answers.microseconds[first..<first + count].compactMap { $0 })),
      provenance: provenance)
  }

  private func answers(
    _ specification: CellSpecification, _ data: BenchmarkData, _ asked: [LabeledUtterance]
  ) async throws(BenchmarkError) -> ModelAnswers {
    switch specification.model {
    case .classifier, .linear:
      return try await .ofClassifier(data, asking: asked, specification)
    case .nearestCentroid, .nearestNeighbours, .naiveBayes:
      return try .ofBaseline(specification.model, data, asking: asked)
    case .ruleBot:
      return try .ofRuleBot(corpus: specification.dataset.path, asking: asked)
    case .adapter(let adapter):
      let (script, arguments) = adapter.script
      let program = OutsideProgram(
        name: adapter.rawValue, executable: "/usr/bin/env",
        arguments: ["python3", adapterFolder + "/" + script] + arguments,
        timeoutSeconds: timeoutSeconds)
      return try await answers(of: program, specification, data, asked)
    case .program(let path):
      let program = OutsideProgram(
        name: path, executable: path, arguments: [], timeoutSeconds: timeoutSeconds)
      return try await answers(of: program, specification, data, asked)
    }
  }

  /// The exchange with an outside program, in a folder of its own that is removed afterwards.
  private func answers(
    of program: OutsideProgram, _ specification: CellSpecification, _ data: BenchmarkData,
    _ asked: [LabeledUtterance]
  ) async throws(BenchmarkError) -> ModelAnswers {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "senim-cell-\(ProcessInfo.processInfo.processIdentifier)-\(UUID())").path
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: folder, reason: error.localizedDescription)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await .ofProgram(program, data, asking: asked, specification, workFolder: folder)
  }
}
