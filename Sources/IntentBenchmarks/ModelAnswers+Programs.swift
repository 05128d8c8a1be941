import Foundation
import IntentTypes

extension ModelAnswers {
  /// Lets an outside program train and predict by the line protocol.
  ///
  /// - Parameter workFolder: the files of the exchange go there; the caller removes it.
  static func ofProgram(
    _ program: OutsideProgram, _ data: BenchmarkData, asking utterances: [LabeledUtterance],
    _ specification: CellSpecification, workFolder: String
  ) async throws(BenchmarkError) -> ModelAnswers {
    let files = ["train.tsv", "test.txt", "output.tsv", "log.txt"].map { workFolder + "/" + $0 }
    try write(LineProtocol.trainFile(data.train), to: files[0])
    try write(LineProtocol.testFile(utterances), to: files[1])
    var started = program
    started.arguments += [
      "--train", files[0], "--test", files[1], "--output", files[2],
      "--seed", String(specification.seed), "--threads", String(specification.threads),
    ]
    let peakMemory = try await started.run(log: files[3])
    let answer = try LineProtocol.answer(
      in: try output(of: program, at: files[2]), of: program.name,
      intents: Set(data.train.map(\.intent)), expected: utterances.count)
    return ModelAnswers(
      rankings: answer.rankings, microseconds: answer.microseconds,
      trainSeconds: answer.trainSeconds, modelBytes: answer.modelBytes,
      peakMemoryBytes: peakMemory, versions: answer.versions, rejects: false)
  }

  private static func write(_ text: String, to path: String) throws(BenchmarkError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    } catch {
      throw .unwritable(path: path, reason: error.localizedDescription)
    }
  }

  private static func output(
    of program: OutsideProgram, at path: String
  ) throws(BenchmarkError) -> String {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .nonsense(
        program: program.name, line: 0, found: "no output file", expected: "the file \(path)")
    }
    guard let text = String(data: bytes, encoding: .utf8) else {
      throw .nonsense(
        program: program.name, line: 0, found: "bytes that are no UTF-8", expected: "UTF-8 text")
    }
    return text
  }
}
