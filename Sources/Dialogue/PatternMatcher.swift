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
  /// Required elements are numbered through; `patternOfElement` is where each belongs.
  private var patternOfElement: [Int] = []
  /// The required elements that have an alternative beginning with a word.
  private var elementsBeginning: [Int: [Int]] = [:]
  private var elementCount: Int { patternOfElement.count }

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
    let required = compiled[.required] ?? []
    for alternatives in required {
      for first in Set(alternatives.compactMap(\.first)) {
        elementsBeginning[first, default: []].append(elementCount)
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
  private func candidates(_ hits: [Int: [Int]]) -> [Int] {
    var found = Set<Int>()
    for word in hits.keys {
      found.formUnion(elementsBeginning[word] ?? [])
    }
    var counts = [Int: Int]()
    for element in found { counts[patternOfElement[element], default: 0] += 1 }
    return counts.filter { patterns[$0.key].required.count == $0.value }.keys.sorted()
  }

  private func match(_ pattern: Compiled, hits: [Int: [Int]]) -> Match? {
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
    _ alternatives: [[Int]], hits: [Int: [Int]]
  ) -> (length: Int, tokens: Set<Int>)? {
    var length = 0
    var tokens = Set<Int>()
    for phrase in alternatives {
      guard let first = phrase.first else { continue }
      for start in hits[first] ?? [] {
        let stands = phrase.indices.dropFirst().allSatisfy { place in
          hits[phrase[place]]?.contains(start + place) ?? false
        }
        guard stands else { continue }
        length = max(length, phrase.count)
        tokens.formUnion(start..<start + phrase.count)
      }
    }
    return length > 0 ? (length, tokens) : nil
  }
}
