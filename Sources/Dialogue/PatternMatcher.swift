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
    let tokens: TokenSet
    let source: String
  }

  private var index = WordIndex()
  private var patterns: [Compiled] = []
  /// Required elements are numbered through, pattern by pattern; this is where each belongs.
  private var patternOfElement: [Int] = []
  /// The required elements that have an alternative beginning with a word, by its number.
  private var elementsBeginning: [[Int]] = []

  init(groups: [[Pattern]]) {
    // A pattern is written as it is meant: no word of it was typed with the wrong layout.
    var settings = TextSettings()
    settings.repairsKeyboardLayout = false
    let pipeline = TextPipeline(settings: settings)
    for (group, groupPatterns) in groups.enumerated() {
      for pattern in groupPatterns { insert(pattern, group: group, pipeline: pipeline) }
    }
    index.finish()
  }

  private mutating func insert(_ pattern: Pattern, group: Int, pipeline: TextPipeline) {
    var compiled: [Pattern.Element.Role: [[[Int]]]] = [:]
    for element in pattern.elements {
      compiled[element.role, default: []].append(
        element.alternatives.map { phrase in
          phrase.words.flatMap { index.insert($0, pipeline: pipeline) }
        })
    }
    let required = compiled[.required] ?? []
    for alternatives in required {
      for first in Set(alternatives.compactMap(\.first)) {
        while elementsBeginning.count <= first { elementsBeginning.append([]) }
        elementsBeginning[first].append(patternOfElement.count)
      }
      patternOfElement.append(patterns.count)
    }
    patterns.append(
      Compiled(
        group: group, source: pattern.source, isShort: pattern.isShort, required: required,
        optional: compiled[.optional] ?? [], excluded: compiled[.excluded] ?? []))
  }

  /// All patterns that match, in the order of the groups and of their lines.
  func matches(in text: TokenizedText) -> [Match] {
    let hits = index.hits(in: text)
    let words = text.tokens.count { [.word, .number].contains($0.kind) }
    return candidates(hits).compactMap { pattern in
      guard let match = match(patterns[pattern], hits: hits) else { return nil }
      let isTooLong = words - match.tokens.count > Self.otherWords
      return patterns[pattern].isShort && isTooLong ? nil : match
    }
  }

  /// Words besides the pattern's own in a message that counts as short.
  private static let otherWords = 5

  /// The patterns of whose required elements each has a word in the message, rising. Costs as much as
  /// the message has words, however many patterns there are.
  private func candidates(_ hits: WordHits) -> [Int] {
    var found: [Int] = []
    for word in hits.words where word < elementsBeginning.count {
      found += elementsBeginning[word]
    }
    found.sort()
    var candidates: [Int] = []
    var pattern = -1
    var count = 0
    for (place, element) in found.enumerated() {
      if place > 0, found[place - 1] == element { continue }
      if patternOfElement[element] != pattern {
        pattern = patternOfElement[element]
        count = 0
      }
      count += 1
      if count == patterns[pattern].required.count { candidates.append(pattern) }
    }
    return candidates
  }

  private func match(_ pattern: Compiled, hits: WordHits) -> Match? {
    var strength = 0
    var tokens = TokenSet()
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
    _ alternatives: [[Int]], hits: WordHits
  ) -> (length: Int, tokens: TokenSet)? {
    var length = 0
    var tokens = TokenSet()
    for phrase in alternatives {
      guard let first = phrase.first else { continue }
      for start in hits.tokens(of: first) {
        let stands = phrase.indices.dropFirst().allSatisfy { place in
          hits.contains(phrase[place], token: start + place)
        }
        guard stands else { continue }
        length = max(length, phrase.count)
        for token in start..<start + phrase.count { tokens.insert(token) }
      }
    }
    return length > 0 ? (length, tokens) : nil
  }
}
