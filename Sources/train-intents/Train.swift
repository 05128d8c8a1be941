import ArgumentParser
import Datasets
import Foundation
import IntentClassification
import IntentTypes
import Training

/// Reads the data, trains, writes the weight file and its card, prints the result.
func train(_ options: TrainingOptions) async throws {
  guard let output = options.output else { return }
  let start = DispatchTime.now()
  let request = try trainingRequest(options)
  warn(about: request)
  try prepare(output, sources: options.data + [options.validation].compactMap { $0 })
  let progress = ProgressDisplay(isQuiet: options.json)
  let interruption = Interruption()
  interruption.listen()
  let model: TrainedModel
  do {
    model = try await trainModel(request) { step in
      progress.show(step)
      return !interruption.hasHappened
    }
  } catch TrainingError.cancelled {
    progress.finish()
    printError("interrupted; nothing was written")
    throw ExitCode(130)
  } catch {
    progress.finish()
    throw Failure(error)
  }
  progress.finish()
  let seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
  let report = TrainingReport(model, request: request, output: output, seconds: seconds)
  try write(model, report, to: output, command: options)
  print(options.json ? report.json : report.sentence)
}

/// The utterances to train on and to hold out, by the options.
private func trainingRequest(_ options: TrainingOptions) throws -> TrainingRequest {
  // One source may hold one intent, or out-of-scope utterances alone: what counts is all together.
  let sources = try options.data.map { try read($0, options.format) }
  let merged = Dataset.merging(sources)
  for warning in merged.warnings.dropFirst(sources.map(\.warnings.count).reduce(0, +)) {
    printError("warning: \(warning)")
  }
  try merged.checkTrainable()
  var train = merged[.train]
  var validation = merged[.validation]
  if let path = options.validation {
    if options.allData {
      train += validation
    } else if !validation.isEmpty {
      printError(
        "warning: the data's own validation part (\(validation.count) utterances) is not used; "
          + "--validation stands in its place")
    }
    validation = try heldOut(path, options.format)
  }
  var request = TrainingRequest(train: train, validation: validation)
  request.validationFraction = options.validationFraction
  request.preset = options.preset
  request.seed = options.seed
  request.threads = options.threads
  request.usesAllData = options.allData
  request.overrides = options.hyperparameters
  return request
}

/// Says what would make the held-out figures mean little.
private func warn(about request: TrainingRequest) {
  let known = Set(request.train.map(\.intent))
  let strange = request.validation.filter { !known.contains($0.intent) }
  if let first = strange.first {
    printError(
      "warning: \(strange.count) validation utterances have intents that the training part has not, "
        + "such as \(first.intent.name): they count as wrong")
  }
  let texts = Set(request.train.map(\.text))
  let copies = request.validation.count { texts.contains($0.text) }
  if copies > 0 {
    printError(
      "warning: \(copies) of \(request.validation.count) validation utterances are training utterances too: "
        + "figures and confidence will be too high")
  }
}

/// The utterances of `--validation`.
private func heldOut(_ path: String, _ format: DatasetFormat?) throws -> [LabeledUtterance] {
  let dataset = try read(path, format)
  do {
    return try dataset.validationUtterances()
  } catch {
    throw Failure(PartError(description: "\(path): \(error)"))
  }
}

/// Writes the model file and the card, each whole or not at all.
private func write(
  _ model: TrainedModel, _ report: TrainingReport, to output: String, command: TrainingOptions
) throws {
  do {
    let url = URL(fileURLWithPath: output)
    var classifier = model.classifier
    classifier.information = report.information
    try classifier.save(to: output)
    let card = ModelCard(model, report, command: command, fileName: url.lastPathComponent)
    try writeWhole(card.markdown, to: cardPath(of: output))
  } catch {
    throw Failure(error)
  }
}
