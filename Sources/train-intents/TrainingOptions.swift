public import ArgumentParser
public import Datasets
import Foundation
public import Training

/// The options of training, shown in the root help.
struct TrainingOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A file or a folder with labelled utterances; may be given several times.",
      valueName: "path"))
  var data: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the weight file goes.", valueName: "file.safetensors"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Utterances to fit confidence and rejection on: a file, or the validation part of a source with "
        + "several. It stands in place of the data's own validation part, which is then not used (with "
        + "--all-data: trained on). Default: the data's own, else a share of the training part.",
      valueName: "path"))
  var validation: String?

  @Option(
    help: ArgumentHelp("Share of the training part to hold out, 0.01 to 0.5.", valueName: "share"))
  var validationFraction = 0.1

  @Option(help: "Fixes all randomness of the run.")
  var seed: UInt64 = 1

  @Option(help: "Towers trained at the same time; does not change the model.")
  var threads = max(1, min(ProcessInfo.processInfo.activeProcessorCount, 8))

  @Option(help: "How much time to spend: fast, default or best.")
  var preset = Preset.default

  @Flag(help: "Choose settings on a held-out part, then train on everything given except test.")
  var allData = false

  @Option(help: "Force the format of the data: \(formatNames).")
  var format: DatasetFormat?

  @Option(
    help: ArgumentHelp(
      "Settings that replace the chosen ones, as JSON: '{\"epochs\": 20}'.", valueName: "json"))
  var hyperparameters: String?

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  func validate() throws {
    guard !data.isEmpty else {
      throw ValidationError("give the labelled utterances with --data PATH")
    }
    guard let output, !output.isEmpty else {
      throw ValidationError("say where the weight file goes with --output models/NAME.safetensors")
    }
    guard (0.01...0.5).contains(validationFraction) else {
      throw ValidationError(
        "--validation-fraction is \(validationFraction); expected 0.01 to 0.5")
    }
    guard (1...64).contains(threads) else {
      throw ValidationError("--threads is \(threads); expected 1 to 64")
    }
  }
}

/// All format names, for help texts.
let formatNames = DatasetFormat.allCases.map(\.rawValue).joined(separator: ", ")

extension Preset: ExpressibleByArgument {}
extension DatasetFormat: ExpressibleByArgument {}
extension Split: ExpressibleByArgument {}
