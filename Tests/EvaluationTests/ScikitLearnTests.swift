import Evaluation
import Foundation
import IntentTypes
import Testing

/// The same rankings measured here and by scikit-learn.
@Suite struct ScikitLearnTests {
  /// Both sides compute in doubles; only the order of sums differs.
  static let tolerance = 1e-6

  @Test(
    .enabled(if: ScikitLearn.python != nil, Comment(rawValue: ScikitLearn.reason)),
    arguments: [1, 2, 3] as [UInt64])
  func `every metric agrees with scikit-learn's`(seed: UInt64) throws {
    let utterances = randomExamples(count: 300, seed: seed, intents: seed == 3 ? 2 : 9)
    let expected = try ScikitLearn.metrics(of: utterances)
    let detection = OutOfScopeDetection(utterances)
    let figures = [
      "accuracy": accuracy(of: utterances), "top3": accuracy(of: utterances, top: 3),
      "macro_f1": macroF1(of: utterances), "weighted_f1": weightedF1(of: utterances),
      "oos_precision": detection.precision, "oos_recall": detection.recall,
      "oos_f1": detection.f1, "auroc": detection.auroc, "aupr": detection.aupr,
      "fpr95": detection.fpr95, "ece": Calibration(utterances).expectedError,
    ]
    for (name, value) in figures {
      let value = try #require(value)
      let theirs = try #require(expected.figures[name])
      #expect(abs(value - theirs) < Self.tolerance, "\(name): \(value), theirs \(theirs)")
    }
    let scores = intentScores(of: utterances)
    for (name, values) in [
      ("precision", scores.map { $0.precision ?? 0 }), ("recall", scores.map { $0.recall ?? 0 }),
      ("f1", scores.map(\.f1)),
    ] {
      let theirs = try #require(expected.lists[name])
      #expect(values.count == theirs.count)
      #expect(zip(values, theirs).allSatisfy { abs($0 - $1) < Self.tolerance }, "\(name)")
    }
    #expect(ConfusionMatrix(utterances).counts == expected.confusion)
  }
}

/// Runs scikit-learn in the virtual environment that the adapters make for themselves.
enum ScikitLearn {
  struct Metrics {
    var figures: [String: Double]
    var lists: [String: [Double]]
    var confusion: [[Int]]
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let installation = run(
    "/usr/bin/env",
    ["python3", root.appending(path: "scripts/adapters/environment.py").path, "scikit-learn"])

  /// The interpreter that has scikit-learn; nil where it cannot be installed.
  static var python: String? {
    installation.status == 0
      ? installation.output.trimmingCharacters(in: .whitespacesAndNewlines) : nil
  }

  static var reason: String {
    python == nil ? "scikit-learn is not installed: \(installation.errors)" : "scikit-learn"
  }

  static func metrics(of utterances: [EvaluatedUtterance]) throws -> Metrics {
    let rows = utterances.map { evaluated -> [String: Any] in
      [
        "truth": evaluated.utterance.intent.name,
        "predicted": evaluated.predictedIntent?.name ?? "",
        "top3": evaluated.ranking.prefix(3).map(\.intent.name),
        "confidence": evaluated.ranking.first?.confidence ?? 0,
        "score": evaluated.ranking.outOfScopeScore,
        "rejected": evaluated.ranking.isOutOfScope,
      ]
    }
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "scikit_metrics.py").path
    let answer = run(
      try #require(python), [script], input: try JSONSerialization.data(withJSONObject: rows))
    try #require(answer.status == 0, Comment(rawValue: answer.errors))
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any])
    return Metrics(
      figures: object.compactMapValues { ($0 as? NSNumber)?.doubleValue },
      lists: object.compactMapValues { $0 as? [Double] },
      confusion: try #require(object["confusion"] as? [[Int]]))
  }

  private static func run(
    _ program: String, _ arguments: [String], input: Data = Data()
  ) -> (status: Int32, output: String, errors: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    do {
      // Files in place of pipes: none can fill up and block.
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let files = ["input", "output", "errors"].map { folder.appending(path: $0) }
      try input.write(to: files[0])
      for file in files.dropFirst() { try Data().write(to: file) }
      let process = Process()
      process.executableURL = URL(filePath: program)
      process.arguments = arguments
      process.standardInput = try FileHandle(forReadingFrom: files[0])
      process.standardOutput = try FileHandle(forWritingTo: files[1])
      process.standardError = try FileHandle(forWritingTo: files[2])
      try process.run()
      process.waitUntilExit()
      return (
        process.terminationStatus, try String(contentsOf: files[1], encoding: .utf8),
        try String(contentsOf: files[2], encoding: .utf8)
      )
    } catch {
      return (-1, "", "\(error)")
    }
  }
}
