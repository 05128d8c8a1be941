import ArgumentParser
import Datasets
import Evaluation
import Foundation
import IntentClassification
import IntentTypes
import Knowledge
import Text
import Training

/// Lists what is wrong with a corpus.
struct Lint: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List what is wrong with a corpus, by file and line.",
    discussion: """
      Errors must be mended; warnings want a second look. The exit code is 1 when there are errors.

      --model looks at the training part, a share held out of it included; at the validation part too where \
      the model file says that it was trained on both (--all-data).

      EXAMPLES:
        train-intents lint data/helpline
        train-intents lint data/helpline --disputes
        train-intents lint train.tsv --model models/m.safetensors
      """)

  @Argument(help: "The corpus.") var path: String
  @Option(help: "Force the format: \(formatNames).") var format: DatasetFormat?
  @Flag(help: "Also cross-validate, and list utterances that models of the others put elsewhere.")
  var disputes = false
  @Option(help: "Also list what this model was trained on and gives its label less than 0.95.")
  var model: String?
  @Flag(help: "Print errors only.") var errorsOnly = false
  @Flag(help: "Print one JSON object a finding.") var json = false

  func run() async throws {
    let dataset = try read(path, format)
    let utterances = dataset[.train] + dataset[.validation] + dataset[.gate]
    var linter = CorpusLinter()
    linter.samples = try samples()
    let values = PersonalDataValues(samples: linter.samples)
    linter.personalData = { values.unlisted(in: $0) }
    let identifier = LanguageIdentifier()
    linter.language = { identifier.language(of: $0)?.rawValue }
    linter.testPart = dataset[.test]
    linter.otherFindings += try knowledgeFindings()
    if disputes { linter.disputes = try await disputes(utterances) }
    if let model {
      let classifier = try load(model)
      linter.otherFindings += unsureFindings(learned(from: dataset, by: classifier), classifier)
    }
    let findings = linter.findings(in: utterances)
    for finding in findings where !errorsOnly || finding.severity == .error {
      print(json ? FindingRecord(finding).json : finding.description)
    }
    let errors = findings.count { $0.severity == .error }
    let summary =
      "\(utterances.count) utterances: \(errors) errors, \(findings.count - errors) warnings"
    if json { printError(summary) } else { print(summary) }
    if errors > 0 { throw ExitCode(1) }
  }

  /// What is wrong with titles, answers, rules and messages, where the corpus has them.
  private func knowledgeFindings() throws -> [LintFinding] {
    guard FileManager.default.fileExists(atPath: path + "/knowledge") else { return [] }
    do {
      return try Knowledge.findings(folder: path).map { finding in
        LintFinding(
          origin: nil, severity: finding.severity == .error ? .error : .warning,
          rule: "knowledge", message: "\(finding.file): \(finding.message)")
      }
    } catch {
      throw Failure(error)
    }
  }

  /// The personal data that the corpus says may stand in it.
  private func samples() throws -> SamplePersonalData {
    let file = path + "/sample-personal-data.yml"
    guard FileManager.default.fileExists(atPath: file) else { return SamplePersonalData() }
    do {
      return try SamplePersonalData.read(at: file)
    } catch {
      throw Failure(error)
    }
  }

  private func disputes(_ utterances: [LabeledUtterance]) async throws -> [CorpusLinter.Dispute] {
    let evaluated: [EvaluatedUtterance]
    do {
      evaluated = try await crossValidate(utterances, threads: 2)
    } catch {
      throw Failure(error)
    }
    return evaluated.compactMap { result in
      guard let top = result.ranking.first else { return nil }
      let predicted = result.ranking.isOutOfScope ? Intent.outOfScope : top.intent
      guard predicted != result.utterance.intent else { return nil }
      let confidence =
        result.ranking.isOutOfScope
        ? result.ranking.outOfScopeScore : top.confidence
      return CorpusLinter.Dispute(
        utterance: result.utterance, predicted: predicted, confidence: confidence)
    }
  }

  /// What the model was trained on, as far as its file says.
  private func learned(
    from dataset: Dataset, by classifier: IntentClassifier
  ) -> [LabeledUtterance] {
    let both = dataset[.train] + dataset[.validation]
    return classifier.information["trained_on"] == "\(both.count)" ? both : dataset[.train]
  }

  /// Utterances whose own intent gets less than 0.95: mislabelled, ambiguous, or too rare.
  private func unsureFindings(
    _ utterances: [LabeledUtterance], _ classifier: IntentClassifier
  ) -> [LintFinding] {
    var scratch = IntentClassifier.Scratch()
    return utterances.compactMap { utterance in
      guard utterance.intent != .outOfScope else { return nil }
      let ranking = classifier.rank(utterance.text, &scratch)
      let confidence = ranking.confidence(of: utterance.intent)
      guard confidence < 0.95 else { return nil }
      let top = ranking.first.map { "\($0.intent) \(percent($0.confidence))" } ?? "nothing"
      return LintFinding(
        origin: utterance.origin, severity: .warning, rule: "unsure",
        message: "the model gives '\(utterance.intent)' \(percent(confidence)), first is \(top)")
    }
  }
}
