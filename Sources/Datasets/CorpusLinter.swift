public import IntentTypes

/// Finds what is wrong with a corpus, by file and line.
///
/// What needs other modules comes in as closures and findings: which language a text is in, which
/// personal data it has, what cross-validation says, what is wrong with titles and answers.
public struct CorpusLinter: Sendable {
  /// An utterance that cross-validation puts elsewhere.
  public struct Dispute: Sendable {
    public let utterance: LabeledUtterance
    public let predicted: Intent
    /// 0...1
    public let confidence: Double

    public init(utterance: LabeledUtterance, predicted: Intent, confidence: Double) {
      self.utterance = utterance
      self.predicted = predicted
      self.confidence = confidence
    }
  }

  /// The languages that each intent must have, in a corpus with language tags.
  public var requiredLanguages = ["kk", "ru", "en"]
  /// The tag of an utterance in several languages.
  public var mixedLanguage = "mixed"
  /// An intent with fewer utterances gets a warning.
  public var fewestExamples = 10
  /// The language of a text; nil when it is not sure.
  public var language: (@Sendable (String) -> String?)?
  /// The personal data in a text, as they stand there.
  public var personalData: (@Sendable (String) -> [String])?
  /// The personal data that may stand in an utterance.
  public var samples = SamplePersonalData()
  public var disputes = [Dispute]()
  /// Utterances of a test part: none of the corpus may be nearly the same.
  public var testPart = [LabeledUtterance]()
  /// Findings of other modules, to be listed with these.
  public var otherFindings = [LintFinding]()

  public init() {}

  /// All findings, by file and line.
  public func findings(in utterances: [LabeledUtterance]) -> [LintFinding] {
    var findings = otherFindings
    for utterance in utterances {
      findings += characterFindings(utterance)
      findings += languageFindings(utterance)
      findings += personalDataFindings(utterance)
    }
    findings += intentFindings(utterances)
    findings += duplicateFindings(utterances)
    findings += testPartFindings(utterances)
    findings += disputes.map { dispute in
      let percent = Int((dispute.confidence * 100).rounded())
      return dispute.utterance.finding(
        .warning, "disputed",
        "cross-validation takes this for '\(dispute.predicted)' (\(percent) %), "
          + "not '\(dispute.utterance.intent)'")
    }
    return findings.sorted(by: LintFinding.precedes)
  }
}

extension LabeledUtterance {
  func finding(
    _ severity: LintFinding.Severity, _ rule: String, _ message: String
  ) -> LintFinding {
    LintFinding(origin: origin, severity: severity, rule: rule, message: message)
  }
}
