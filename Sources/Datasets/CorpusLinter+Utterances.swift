import IntentTypes

/// Checks of one utterance alone.
extension CorpusLinter {
  func characterFindings(_ utterance: LabeledUtterance) -> [LintFinding] {
    var findings = [LintFinding]()
    let scalars = Array(utterance.text.unicodeScalars)
    if let first = scalars.first, let last = scalars.last,
      first.properties.isWhitespace || last.properties.isWhitespace
    {
      findings.append(
        utterance.finding(.error, "whitespace", "blanks at the start or the end of the text"))
    }
    let strange = scalars.indices.first { Self.isStray(scalars[$0], at: $0, in: scalars) }
    if let strange {
      findings.append(
        utterance.finding(
          .error, "character", "the invisible character \(Self.code(scalars[strange])) in the text")
      )
    }
    if zip(scalars, scalars.dropFirst()).contains(where: { $0 == " " && $1 == " " }) {
      findings.append(utterance.finding(.warning, "whitespace", "two blanks in a row"))
    }
    return findings
  }

  /// Control and format characters and unusual blanks, save those inside emoji.
  private static func isStray(
    _ scalar: UnicodeScalar, at index: Int, in scalars: [UnicodeScalar]
  ) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    case .spaceSeparator: scalar != " "
    case .format: scalar != "\u{200d}" || index == 0 || scalars[index - 1].isASCII
    default: false
    }
  }

  private static func code(_ scalar: UnicodeScalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }

  func languageFindings(_ utterance: LabeledUtterance) -> [LintFinding] {
    guard let tag = utterance.language else { return [] }
    guard tag == mixedLanguage || requiredLanguages.contains(tag) else {
      return [
        utterance.finding(
          .error, "language",
          "the language tag '\(tag)'; expected "
            + (requiredLanguages + [mixedLanguage]).listed)
      ]
    }
    guard tag != mixedLanguage, let found = language?(utterance.text), found != tag else {
      return []
    }
    return [
      utterance.finding(.warning, "language", "tagged '\(tag)', but looks like '\(found)'")
    ]
  }

  func personalDataFindings(_ utterance: LabeledUtterance) -> [LintFinding] {
    let values = personalData?(utterance.text) ?? []
    return values.filter { !samples.allows($0) }.map { value in
      utterance.finding(
        .error, "personal-data", "'\(value)' looks like personal data and is not a sample value")
    }
  }
}
