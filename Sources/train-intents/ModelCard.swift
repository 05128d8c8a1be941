import Datasets
import Evaluation
import Features
import Foundation
import IntentClassification
import Kernels
import Training

/// The model card (Mitchell et al. 2019, arXiv:1810.03993): what a weight file is, from what, how good.
struct ModelCard {
  let markdown: String

  init(_ model: TrainedModel, _ report: TrainingReport, command: TrainingOptions, fileName: String)
  {
    let summary = model.validation
    let settings = model.hyperparameters
    func figure(_ value: Double?) -> String {
      value.map { String(format: "%.2f", $0 * 100) } ?? "-"
    }
    let allData =
      command.allData
      ? "; the held-out part was added to the training data afterwards" : ""
    markdown = """
      # \(fileName)

      An intent classifier: utterance in, ranking of \(model.classifier.intents.count) intents out.

      | | |
      |---|---|
      | trained on | \(model.trainedOn) utterances |
      | held out for confidence and rejection | \(model.heldOut) utterances\(allData) |
      | data hash (SHA-256) | `\(report.dataHash)` |
      | seed, preset | \(command.seed), \(command.preset.rawValue) |
      | variant | \(model.isLinear ? "linear (preferred by validation)" : "network") |
      | towers | \(settings.bagTowers) bag, \(settings.convolutionTowers) convolution |
      | n-grams known | \(model.classifier.featurizer.vocabulary.count) |
      | parameters | \(report.parameters) |
      | size | \(report.fileBytes) bytes |
      | OpenBLAS kernel | \(blasKernelName()) (another kernel gives other last bits, hence another hash) |

      ## Measured on the held-out part

      | figure | % |
      |---|---|
      | accuracy, in scope | \(figure(summary.accuracy)) |
      | accuracy, a rejected one counts as an error | \(figure(summary.accuracyWithRejection)) |
      | macro-F1 | \(figure(summary.macroF1)) |
      | expected calibration error (15 bins) | \(figure(summary.expectedCalibrationError)) |
      | out of scope: recall | \(figure(summary.outOfScopeRecall)) |
      | out of scope: AUROC | \(figure(summary.auroc)) |

      The held-out part also chose temperature and threshold, so these figures are a little optimistic; measure
      on a test part with `train-intents evaluate`.

      ## Made by

          \(Self.commandLine(command))

      Hyperparameters:

      ```json
      \(report.information["hyperparameters"] ?? "{}")
      ```

      ## Limits

      The model knows the words and n-grams of its training data and nothing else. Its confidence is fitted on
      held-out utterances of the same kind; on other kinds of text it may be too sure of itself.

      """
  }

  /// The command that makes the file again.
  private static func commandLine(_ options: TrainingOptions) -> String {
    var words = ["train-intents"]
    for path in options.data { words += ["--data", path] }
    if let path = options.validation { words += ["--validation", path] }
    if let output = options.output { words += ["--output", output] }
    if options.validation == nil {
      words += ["--validation-fraction", "\(options.validationFraction)"]
    }
    words += ["--seed", "\(options.seed)", "--preset", options.preset.rawValue]
    if options.allData { words.append("--all-data") }
    if let format = options.format { words += ["--format", format.rawValue] }
    if let json = options.hyperparameters { words += ["--hyperparameters", json] }
    return "OPENBLAS_CORETYPE=\(blasKernelName()) "
      + words.map(Self.quoted).joined(separator: " ")
  }

  /// A word as a POSIX shell reads it back.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
        || "_@%+=:,./-".unicodeScalars.contains(scalar)
    }
    if isPlain && !word.isEmpty { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
