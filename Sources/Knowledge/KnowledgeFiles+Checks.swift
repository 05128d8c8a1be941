import IntentTypes
import Text

extension KnowledgeFiles {
  /// All that contradicts itself, with the file and what is missing, in the order of the files.
  var findings: [Finding] {
    institution.findings(file: "institution.yml")
      + entries.flatMap { entryFindings($0) }
      + duplicateFindings + titleFindings + guideFindings + messageFindings + ruleFindings
  }

  private var known: Set<Intent> { Set(entries.map(\.intent)) }

  private func entryFindings(_ entry: WrittenEntry) -> [Finding] {
    var messages = [String]()
    for language in entry.title.languagesWithoutText { messages.append("no title in \(language)") }
    for language in entry.answer.languagesWithoutText {
      messages.append("no answer in \(language)")
    }
    for language in Language.allCases {
      for problem in placeholders.problems(in: entry.title[language], parameters: []) {
        messages.append("title in \(language.rawValue): \(problem)")
      }
      for problem in placeholders.problems(in: entry.answer[language], parameters: []) {
        messages.append("answer in \(language.rawValue): \(problem)")
      }
    }
    for followUp in entry.followUps {
      if followUp == entry.intent { messages.append("follows up on itself") }
      if !known.contains(followUp) { messages.append("unknown follow-up \(followUp)") }
    }
    if institution.units[entry.unit] == nil { messages.append("unknown unit \"\(entry.unit)\"") }
    return messages.map { Finding(.error, file: entry.file, message: "\(entry.intent): \($0)") }
  }

  private var duplicateFindings: [Finding] {
    var first = [Intent: String]()
    var findings = [Finding]()
    for entry in entries {
      if let file = first[entry.intent] {
        findings.append(
          Finding(.error, file: entry.file, message: "\(entry.intent): also in \(file)"))
      }
      first[entry.intent] = first[entry.intent] ?? entry.file
    }
    return findings
  }

  /// Two buttons must never read the same.
  private var titleFindings: [Finding] {
    var findings = [Finding]()
    for language in Language.allCases {
      var first = [String: Intent]()
      for entry in entries where !entry.title[language].isEmpty {
        let title = entry.title[language].lowercased()
        if let other = first[title], other != entry.intent {
          let message =
            "\(entry.intent): \(other) has the same title in \(language.rawValue):"
            + " \"\(entry.title[language])\""
          findings.append(Finding(.error, file: entry.file, message: message))
        }
        first[title] = entry.intent
      }
    }
    return findings
  }

  private var guideFindings: [Finding] {
    var findings = [Finding]()
    for (intent, guide) in guides.sorted(by: { $0.key < $1.key }) {
      var messages = guide.languagesWithoutText.map { "no guide in \($0)" }
      if !known.contains(intent) { messages.append("the knowledge has no such intent") }
      for language in Language.allCases {
        for problem in placeholders.problems(in: guide[language], parameters: []) {
          messages.append("guide in \(language.rawValue): \(problem)")
        }
      }
      findings += messages.map { Finding(.error, file: "guides.yml", message: "\(intent): \($0)") }
    }
    return findings
  }

  private var ruleFindings: [Finding] {
    var findings = [Finding]()
    for rule in rules.rules where rule.intent != .outOfScope {
      if !known.contains(rule.intent) {
        findings.append(
          Finding(.error, file: "rules.yml", message: "\(rule.intent): unknown intent"))
      }
    }
    for intent in rules.ambiguities.flatMap(\.intents) where !known.contains(intent) {
      findings.append(
        Finding(.error, file: "rules.yml", message: "ambiguous: unknown intent \(intent)"))
    }
    var languages = [Intent: Set<Language>]()
    for rule in rules.rules { languages[rule.intent, default: []].formUnion(rule.languages) }
    for intent in known.sorted() {
      for language in Language.allCases where languages[intent]?.contains(language) != true {
        findings.append(
          Finding(
            .warning, file: "rules.yml", message: "\(intent): no rule in \(language.rawValue)"))
      }
    }
    return findings
  }
}
