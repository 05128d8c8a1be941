import IntentTypes

/// Checks of utterances against each other.
extension CorpusLinter {
  /// Intents that lack a language or have few utterances.
  func intentFindings(_ utterances: [LabeledUtterance]) -> [LintFinding] {
    let hasLanguages = utterances.contains { $0.language != nil }
    var findings = [LintFinding]()
    for (intent, utterances) in utterances.groupedByIntent {
      let present = Set(utterances.compactMap(\.language))
      let missing = requiredLanguages.filter { !present.contains($0) }
      if hasLanguages, !missing.isEmpty {
        findings.append(
          utterances[0].finding(
            .error, "missing-language",
            "the intent '\(intent)' has no utterances in \(missing.listed)"))
      }
      if utterances.count < fewestExamples {
        findings.append(
          utterances[0].finding(
            .warning, "few-examples",
            "the intent '\(intent)' has \(utterances.count) of at least \(fewestExamples) "
              + "utterances"))
      }
    }
    return findings
  }

  /// Texts that stand twice, and near-duplicates with different intents.
  func duplicateFindings(_ utterances: [LabeledUtterance]) -> [LintFinding] {
    var findings = [LintFinding]()
    for group in NearDuplicates(utterances).groups {
      for (position, index) in group.enumerated().dropFirst() {
        let utterance = utterances[index]
        let earlier = group[..<position].map { utterances[$0] }
        if let same = earlier.first(where: { $0.text == utterance.text }) {
          let label = same.intent == utterance.intent ? "" : ", with the intent '\(same.intent)'"
          let rule = label.isEmpty ? "duplicate" : "duplicate-label"
          findings.append(
            utterance.finding(.error, rule, "the same text as \(same.place)\(label)"))
        } else if let other = earlier.first(where: { $0.intent != utterance.intent }) {
          findings.append(
            utterance.finding(
              .warning, "near-duplicate",
              "nearly the same text as \(other.place), with the intent '\(other.intent)'"))
        }
      }
    }
    return findings
  }

  /// Utterances that are nearly the same as one of the test part, which is not shown.
  func testPartFindings(_ utterances: [LabeledUtterance]) -> [LintFinding] {
    guard !testPart.isEmpty else { return [] }
    let groups = NearDuplicates(testPart + utterances).groups
    return groups.filter { $0[0] < testPart.count }.flatMap { group in
      group.filter { $0 >= testPart.count }.map { index in
        utterances[index - testPart.count].finding(
          .warning, "test-part", "nearly the same text as an utterance of the test part")
      }
    }
  }
}
