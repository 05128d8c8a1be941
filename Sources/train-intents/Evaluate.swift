import ArgumentParser
import Datasets
import Dispatch
import Evaluation
import Foundation
import IntentClassification
import IntentTypes

/// Measures a model on labelled utterances.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure a model on labelled utterances.",
    discussion: """
      EXAMPLE:
        train-intents evaluate --model models/m.safetensors --data data/helpline --split test --json
      """)

  @Option(help: "The weight file.") var model: String
  @Option(help: "Labelled utterances.") var data: String
  @Option(
    help: "Which part: train, validation, test or gate. Default: test where there is one, else all."
  )
  var split: Split?
  @Option(help: "Force the format of the data: \(formatNames).") var format: DatasetFormat?
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let classifier = try load(model)
    let dataset = try read(data, format)
    let utterances = try part(of: dataset)
    warn(about: utterances, classifier)
    var scratch = IntentClassifier.Scratch()
    var times: [Double] = []
    var evaluated: [EvaluatedUtterance] = []
    times.reserveCapacity(utterances.count)
    for utterance in utterances {
      let start = DispatchTime.now().uptimeNanoseconds
      let ranking = classifier.rank(utterance.text, &scratch)
      times.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1000)
      evaluated.append(EvaluatedUtterance(utterance: utterance, ranking: ranking))
    }
    let summary = EvaluationSummary(evaluated, latency: Latency(microseconds: times))
    print(json ? summary.json : table(summary))
  }

  private func warn(about utterances: [LabeledUtterance], _ classifier: IntentClassifier) {
    let known = Set(classifier.intents).union([.outOfScope])
    let strange = utterances.filter { !known.contains($0.intent) }
    guard let first = strange.first else { return }
    printError(
      "warning: \(strange.count) of \(utterances.count) utterances have intents that the model does not know, "
        + "such as \(first.intent.name): they count as wrong")
  }

  private func part(of dataset: Dataset) throws -> [LabeledUtterance] {
    let wanted = split ?? (dataset[.test].isEmpty ? nil : .test)
    guard let wanted else { return dataset.utterances }
    guard !dataset[wanted].isEmpty else {
      let parts = dataset.parts.map(\.rawValue).joined(separator: ", ")
      throw Failure(
        PartError(description: "\(data): found no \(wanted.rawValue) part, only \(parts)"))
    }
    return dataset[wanted]
  }

  private func table(_ summary: EvaluationSummary) -> String {
    func share(_ value: Double?) -> String { value.map(percent) ?? "-" }
    func time(_ value: Double?) -> String { value.map { String(format: "%.1f µs", $0) } ?? "-" }
    let rows = [
      ("utterances", "\(summary.utterances)"),
      ("in scope", "\(summary.inScopeCount)"),
      ("  accuracy", share(summary.accuracy)),
      ("  accuracy with rejection", share(summary.accuracyWithRejection)),
      ("  macro-F1", share(summary.macroF1)),
      ("  calibration error (15 bins)", share(summary.expectedCalibrationError)),
      ("out of scope", "\(summary.outOfScopeCount)"),
      ("  recall", share(summary.outOfScopeRecall)),
      ("  AUROC", share(summary.auroc)),
      ("  false alarms at 95 % recall", share(summary.fpr95)),
      ("time an utterance, median", time(summary.latency?.medianMicroseconds)),
      ("time an utterance, 99 %", time(summary.latency?.p99Microseconds)),
    ]
    return rows.map { name, value in
      name.padding(toLength: 34, withPad: " ", startingAt: 0) + value
    }.joined(separator: "\n")
  }
}

/// A part that the data does not have.
struct PartError: Error, CustomStringConvertible {
  let description: String
}

/// Loads a model, or says why not.
func load(_ path: String) throws -> IntentClassifier {
  do {
    return try IntentClassifier.load(path)
  } catch {
    throw Failure(error)
  }
}
