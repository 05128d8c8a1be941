import IntentTypes
import Text
import Yams

/// Reads blocks of patterns; shared by `rules.yml` and `signals.yml`.
struct PatternReader {
  let file: YAMLFile
  /// What `@name` stands for.
  private(set) var lists: [String: [Pattern.Phrase]] = [:]

  init(_ file: YAMLFile) {
    self.file = file
  }

  /// `lists:` with a block of alternatives each; a list may use those above it.
  mutating func readLists(_ node: Node) throws(KnowledgeError) {
    for (key, value) in try file.pairs(of: node, "lists") {
      var phrases = [Pattern.Phrase]()
      for word in try file.text(value, "lists.\(key)").split(whereSeparator: \.isWhitespace) {
        phrases += try self.phrases(in: word, node: value, what: "lists.\(key)")
      }
      lists[key] = phrases
    }
  }

  func phrases(
    in text: Substring, node: Node, what: String
  ) throws(KnowledgeError) -> [Pattern.Phrase] {
    do {
      return try Pattern.alternatives(text, lists: lists)
    } catch {
      throw file.malformed(node, "\(what): \(error.reason)")
    }
  }

  /// One pattern a line; lines that begin with # and empty ones are skipped.
  func patterns(_ node: Node, _ what: String) throws(KnowledgeError) -> [Pattern] {
    var patterns = [Pattern]()
    for bytes in try file.text(node, what).utf8.split(separator: UInt8(ascii: "\n")) {
      let line = Substring(bytes)
      let first = line.utf8.first { $0 != UInt8(ascii: " ") }
      guard let first, first != UInt8(ascii: "#") else { continue }
      do {
        patterns.append(try Pattern(String(line), lists: lists))
      } catch {
        throw file.malformed(node, "\(what): \(error.reason)")
      }
    }
    return patterns
  }
}

extension RuleBook {
  /// Reads `rules.yml`.
  init(_ file: YAMLFile) throws(KnowledgeError) {
    var reader = PatternReader(file)
    var rules = [Rule]()
    var ambiguities = [Ambiguity]()
    for (key, value) in try file.pairs(of: file.root, "the file") {
      if key == "lists" {
        try reader.readLists(value)
      } else if key == "ambiguous" {
        ambiguities = try Self.ambiguities(value, reader: reader)
      } else if let precedence = Precedence(rawValue: key) {
        for (intent, node) in try file.pairs(of: value, key) {
          rules.append(
            try Rule(intent: Intent(intent), precedence: precedence, node, reader: reader))
        }
      } else {
        throw file.malformed(value, "unknown key \"\(key)\"")
      }
    }
    self.rules = rules
    self.ambiguities = ambiguities
  }

  private static func ambiguities(
    _ node: Node, reader: PatternReader
  ) throws(KnowledgeError) -> [Ambiguity] {
    var ambiguities = [Ambiguity]()
    for (key, value) in try reader.file.pairs(of: node, "ambiguous") {
      let words = try reader.phrases(in: Substring(key), node: value, what: "ambiguous")
      let intents = try reader.file.texts(value, "ambiguous.\(key)").map { Intent($0) }
      guard (2...3).contains(intents.count) else {
        throw reader.file.malformed(
          value, "ambiguous.\(key): \(intents.count) intents; a question offers 2 or 3")
      }
      let element = Pattern.Element(role: .required, alternatives: words)
      ambiguities.append(
        Ambiguity(words: Pattern(source: key, elements: [element]), intents: intents))
    }
    return ambiguities
  }
}

extension RuleBook.Rule {
  fileprivate init(
    intent: Intent, precedence: RuleBook.Precedence, _ node: Node, reader: PatternReader
  ) throws(KnowledgeError) {
    var patterns = [Pattern]()
    var languages = Set<Language>()
    for (key, value) in try reader.file.pairs(of: node, intent.name) {
      guard let language = Language(rawValue: key) else {
        throw reader.file.malformed(value, "\(intent): \"\(key)\" is not kk, ru or en")
      }
      let own = try reader.patterns(value, "\(intent).\(key)")
      if !own.isEmpty { languages.insert(language) }
      patterns += own
    }
    self.intent = intent
    self.precedence = precedence
    self.patterns = patterns
    self.languages = languages
  }
}

extension SignalBook {
  /// Reads `signals.yml`; every signal has to be there.
  init(_ file: YAMLFile) throws(KnowledgeError) {
    let reader = PatternReader(file)
    var patterns = [Signal: [Pattern]]()
    for (key, value) in try file.pairs(of: file.root, "the file") {
      guard let signal = Signal(rawValue: key) else {
        throw file.malformed(value, "unknown signal \"\(key)\"")
      }
      for (language, node) in try file.pairs(of: value, key) {
        guard Language(rawValue: language) != nil else {
          throw file.malformed(node, "\(key): \"\(language)\" is not kk, ru or en")
        }
        patterns[signal, default: []] += try reader.patterns(node, "\(key).\(language)")
      }
    }
    let missing = Signal.allCases.filter { patterns[$0, default: []].isEmpty }
    guard missing.isEmpty else {
      let names = missing.map(\.rawValue).joined(separator: ", ")
      throw file.malformed(file.root, "no words for \(names)")
    }
    self.patterns = patterns
  }
}
