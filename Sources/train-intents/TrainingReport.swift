import Crypto
import Datasets
import Evaluation
import Foundation
import IntentClassification
import IntentTypes
import ModelFiles
import Training

/// What training gave: one sentence for people, the same figures as JSON for programs.
struct TrainingReport {
  let output: String
  let seconds: Double
  let model: TrainedModel
  let dataHash: String
  /// Parameters of all towers, and bytes of the weight file.
  let parameters: Int
  let fileBytes: Int
  let peakMegabytes: Double
  let information: [String: String]

  init(_ model: TrainedModel, request: TrainingRequest, output: String, seconds: Double) {
    self.model = model
    self.output = output
    self.seconds = seconds
    dataHash = Self.hash(of: request.train + request.validation)
    parameters = model.classifier.network.parameterCount
    peakMegabytes = peakResidentMegabytes()
    let summary = model.validation
    var information = [
      "seed": String(request.seed), "preset": request.preset.rawValue,
      "data_sha256": dataHash, "trained_on": String(model.trainedOn),
      "held_out": String(model.heldOut), "variant": model.isLinear ? "linear" : "network",
      "hyperparameters": Self.json(model.hyperparameters),
    ]
    information["validation_accuracy"] = summary.accuracy.map { "\($0)" }
    information["validation_macro_f1"] = summary.macroF1.map { "\($0)" }
    information["validation_ece"] = summary.expectedCalibrationError.map { "\($0)" }
    information["validation_oos_auroc"] = summary.auroc.map { "\($0)" }
    self.information = information
    var classifier = model.classifier
    classifier.information = information
    fileBytes = (try? classifier.modelFile.serialized().count) ?? 0
  }

  /// SHA-256 over all utterances with their labels, in their order.
  private static func hash(of utterances: [LabeledUtterance]) -> String {
    var hasher = SHA256()
    for utterance in utterances {
      hasher.update(data: Data("\(utterance.intent.name)\t\(utterance.text)\n".utf8))
    }
    return hasher.finalize().map { String(format: "%02x", $0) }.joined()
  }

  private static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// One line that a person can read.
  var sentence: String {
    let intents = model.classifier.intents.count
    let accuracy = model.validation.accuracy.map {
      "\(percent($0)) right on \(model.heldOut) held-out ones"
    }
    return "wrote \(output): \(intents) intents from \(model.trainedOn) utterances in "
      + "\(String(format: "%.1f", seconds)) s; "
      + (accuracy ?? "nothing was held out, so that confidence and rejection are not fitted")
      + " (\(String(format: "%.1f", Double(fileBytes) / 1e6)) MB"
      + (model.isLinear ? ", linear variant)" : ")")
  }

  /// The same figures and more, on one line.
  var json: String {
    let summary = model.validation
    let object: [String: any Sendable] = [
      "output": output, "intents": model.classifier.intents.count,
      "trained_on": model.trainedOn, "held_out": model.heldOut,
      "variant": model.isLinear ? "linear" : "network",
      "accuracy": summary.accuracy ?? NSNull(), "macro_f1": summary.macroF1 ?? NSNull(),
      "ece": summary.expectedCalibrationError ?? NSNull(),
      "out_of_scope_auroc": summary.auroc ?? NSNull(),
      "seconds": seconds, "peak_megabytes": peakMegabytes,
      "epochs": model.hyperparameters.epochs, "parameters": parameters, "file_bytes": fileBytes,
      "seed": model.hyperparameters.seed, "data_sha256": dataHash,
    ]
    let data = try? JSONSerialization.data(
      withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}

/// `0.9412` → `94.1 %`.
func percent(_ share: Double) -> String {
  String(format: "%.1f %%", share * 100)
}

/// The largest resident memory of this process so far, in megabytes, as the kernel counts it.
func peakResidentMegabytes() -> Double {
  var usage = rusage()
  guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
  return Double(usage.ru_maxrss) / 1024
}
