import Knowledge
import Text

/// The patterns of several groups (rules, signals), ready to be held against messages.
struct PatternMatcher: Sendable {
  private struct Compiled: Sendable {
    let group: Int
    let source: String
    let isShort: Bool
    let required: [[[Int]]]
    let optional: [[[Int]]]
    let excluded: [[[Int]]]
  }

  /// One pattern that matches a message.
  struct Match: Sendable, Equatable {
    let group: Int
    /// How much the pattern asks for: a word of a phrase counts one, and so does an optional element.
    let strength: Int
    /// Tokens of the message that it stands on.
    let tokens: Set<Int>
    let source: String
  }

  private var index = WordIndex()
  private var patterns: [Compiled] = []

  init(groups: [[Pattern]]) {
    // A pattern is written as it is meant: no word of it was typed with the wrong layout.
    var settings = TextSettings()
    settings.repairsKeyboardLayout = false
    let pipeline = TextPipeline(settings: settings)
    for (group, groupPatterns) in groups.enumerated() {
      for pattern in groupPatterns { insert(pattern, group: group, pipeline: pipeline) }
    }
  }

  private mutating func insert(_ pattern: Pattern, group: Int, pipeline: TextPipeline) {
    var compiled: [Pattern.Element.Role: [[[Int]]]] = [:]
    for element in pattern.elements {
      compiled[element.role, default: []].append(
        element.alternatives.map { phrase in
          phrase.words.flatMap { index.insert($0, pipeline: pipeline) }
        })
    }
    patterns.append(
      Compiled(
        group: group, source: pattern.source, isShort: pattern.isShort,
        required: compiled[.required] ?? [], optional: compiled[.optional] ?? [], excluded: compiled[.excluded] ?? []))
  }

  /// All patterns that match, in the order of the groups and of their lines.
  func matches(in text: TokenizedText) -> [Match] {
    let hits = index.hits(in: text)
    let words = text.tokens.count { [.word, .number].contains($0.kind) }
    return patterns.compactMap { pattern in
      guard let match = match(pattern, hits: hits) else { return nil }
      return pattern.isShort && words - match.tokens.count > Self.otherWords ? nil : match
    }
  }

  /// Words besides the pattern's own in a message that counts as short.
  private static let otherWords = 5

  private func match(_ pattern: Compiled, hits: [[Int]]) -> Match? {
    var strength = 0
    var tokens = Set<Int>()
    for alternatives in pattern.required {
      guard let found = longest(alternatives, hits: hits) else { return nil }
      strength += found.length
      tokens.formUnion(found.tokens)
    }
    for alternatives in pattern.excluded where longest(alternatives, hits: hits) != nil {
      return nil
    }
    for alternatives in pattern.optional {
      guard let found = longest(alternatives, hits: hits) else { continue }
      strength += found.length
      tokens.formUnion(found.tokens)
    }
    return Match(group: pattern.group, strength: strength, tokens: tokens, source: pattern.source)
  }

  /// Every place where an alternative stands, and the length of the longest one; nil for no place.
  private func longest(
    _ alternatives: [[Int]], hits: [[Int]]
  ) -> (length: Int, tokens: Set<Int>)? {
    var length = 0
    var tokens = Set<Int>()
    for phrase in alternatives {
      guard let first = phrase.first else { continue }
      for start in hits[first] {
        let stands = phrase.indices.dropFirst().allSatisfy { hits[phrase[$0]].contains(start + $0) }
        guard stands else { continue }
        length = max(length, phrase.count)
        tokens.formUnion(start..<start + phrase.count)
      }
    }
    return length > 0 ? (length, tokens) : nil
  }
}
