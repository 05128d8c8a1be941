import Foundation
import IntentTypes

extension Knowledge {
  /// Reads and checks a folder: `institution.yml`, `knowledge/*.yml`, `guides.yml`, `messages.yml`,
  /// `signals.yml`, `rules.yml`.
  ///
  /// - Throws: `unreadable` or `malformed` at the first file that cannot be understood; `invalid`
  ///   with all findings when one of them is an error.
  public static func load(folder: String) throws(KnowledgeError) -> Knowledge {
    let files = try KnowledgeFiles(folder: folder)
    let findings = files.findings
    guard findings.allSatisfy({ $0.severity != .error }) else { throw .invalid(findings) }
    return Knowledge(
      entries: files.filledEntries(), institution: files.institution, rules: files.rules,
      signals: files.signals, messages: files.messages, findings: findings)
  }

  /// What the checks find in a folder, errors and warnings, in the order of the files. For the
  /// corpus linter; `load` makes the same checks.
  public static func findings(folder: String) throws(KnowledgeError) -> [Finding] {
    try KnowledgeFiles(folder: folder).findings
  }
}

/// The files of the folder as written, before the answers are filled in.
struct KnowledgeFiles {
  let institution: Institution
  let entries: [WrittenEntry]
  let guides: [Intent: LocalizedText]
  let messages: Messages
  let signals: SignalBook
  let rules: RuleBook
  let placeholders: Placeholders
  /// Found while `messages.yml` was read.
  let messageFindings: [Finding]

  init(folder: String) throws(KnowledgeError) {
    institution = try Institution(YAMLFile("institution.yml", in: folder))
    placeholders = Placeholders(institution)
    var entries = [WrittenEntry]()
    for name in try Self.knowledgeFiles(in: folder) {
      entries += try WrittenEntry.entries(of: YAMLFile(name, in: folder))
    }
    self.entries = entries
    guides = try Guides.texts(of: YAMLFile("guides.yml", in: folder))
    var findings = [Finding]()
    messages = try Messages(
      YAMLFile("messages.yml", in: folder), placeholders: placeholders, findings: &findings)
    messageFindings = findings
    signals = try SignalBook(YAMLFile("signals.yml", in: folder))
    rules = try RuleBook(YAMLFile("rules.yml", in: folder))
  }

  /// `knowledge/*.yml` by name.
  private static func knowledgeFiles(in folder: String) throws(KnowledgeError) -> [String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/knowledge")
    } catch {
      throw .unreadable(file: "knowledge", reason: "no such folder")
    }
    let files = names.filter { $0.hasSuffix(".yml") && !$0.hasPrefix(".") }.sorted()
    guard !files.isEmpty else {
      throw .unreadable(file: "knowledge", reason: "the folder holds no .yml file")
    }
    return files.map { "knowledge/\($0)" }
  }

  /// - Precondition: `findings` hold no error.
  func filledEntries() -> [Intent: IntentEntry] {
    var filled = [Intent: IntentEntry]()
    for entry in entries {
      filled[entry.intent] = entry.filled(by: placeholders, guide: guides[entry.intent])
    }
    return filled
  }
}
