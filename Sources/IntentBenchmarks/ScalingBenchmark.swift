import Foundation
public import Reports
import Training

/// Time and memory an utterance at growing sizes: cost should grow no faster than the data.
public struct ScalingBenchmark: Codable, Sendable, Equatable {
  public let utterances: Int
  public let trainSeconds: Double
  /// Of the whole process, in bytes; it must have measured this size alone.
  public let peakMemoryBytes: Int?

  /// Trains one bag tower and one convolution tower for one epoch on so many synthetic utterances.
  ///
  /// - Throws: `training`.
  public static func measured(
    utterances: Int, threads: Int
  ) async throws(BenchmarkError) -> ScalingBenchmark {
    let train = SyntheticUtterances().make(utterances, seed: 1)
    var settings = Hyperparameters()
    settings.bagTowers = 1
    settings.convolutionTowers = 1
    settings.epochs = 1
    let trainer = IntentTrainer(hyperparameters: settings, threads: threads)
    let start = now()
    do throws(TrainingError) {
      keep(try await trainer.trainUncalibrated(train))
    } catch {
      throw .training(error.description)
    }
    return ScalingBenchmark(
      utterances: utterances, trainSeconds: seconds(since: start),
      peakMemoryBytes: peakResidentBytes())
  }

  /// `measured` in a process of its own.
  ///
  /// - Parameter executable: `benchmark-intents`.
  /// - Throws: what the process fails with; `unreadableResult`.
  public static func measuredInProcess(
    utterances: Int, threads: Int, executable: String
  ) async throws(BenchmarkError) -> ScalingBenchmark {
    let file = FileManager.default.temporaryDirectory.appending(path: "senim-\(UUID()).json").path
    defer {
      try? FileManager.default.removeItem(atPath: file)
      try? FileManager.default.removeItem(atPath: file + ".log")
    }
    let program = OutsideProgram(
      name: "the process of \(utterances) utterances", executable: executable,
      arguments: [
        "scaling", "--size", String(utterances), "--threads", String(threads), "--output", file,
      ], timeoutSeconds: 3600)
    try await program.run(log: file + ".log")
    do {
      return try JSONDecoder().decode(
        ScalingBenchmark.self, from: Data(contentsOf: URL(fileURLWithPath: file)))
    } catch {
      throw .unreadableResult(path: file, reason: "\(error)")
    }
  }

  /// Writes the figures as JSON.
  ///
  /// - Throws: `unwritable`.
  public func write(to path: String) throws(BenchmarkError) {
    try ResultsFolder.write(try ResultsFolder.json(self), to: path)
  }

  /// One row a size.
  public static func table(_ rows: [ScalingBenchmark]) -> Table {
    var table = Table(
      columns: [
        .init("utterances"), .init("seconds"), .init("µs an utterance"), .init("peak memory"),
        .init("bytes an utterance"),
      ],
      caption:
        "One epoch of one tower of each kind, synthetic utterances of 100 intents, vocabulary "
        + "and features included. \(Machine.current.sentence).")
    for row in rows {
      let count = Double(max(row.utterances, 1))
      table.append([
        Table.Cell("\(row.utterances)"), Table.Cell(fixed(row.trainSeconds, decimals: 2)),
        Table.Cell(fixed(row.trainSeconds * 1e6 / count, decimals: 1)),
        Table.Cell(bytes(row.peakMemoryBytes)),
        Table.Cell(fixed(row.peakMemoryBytes.map { Double($0) / count }, decimals: 0)),
      ])
    }
    return table
  }
}
