import IntentTypes
import Knowledge
import Text

/// Reads what the dialogue itself understands in a message.
struct SignalReader: Sendable {
  private let pipeline = TextPipeline()
  private let signals: PatternMatcher
  private let ambiguities: PatternMatcher
  private let options: [[Intent]]

  init(knowledge: Knowledge) {
    signals = PatternMatcher(
      groups: Signal.allCases.map { knowledge.signals.patterns[$0] ?? [] })
    ambiguities = PatternMatcher(
      groups: knowledge.rules.ambiguities.map { [$0.words] })
    options = knowledge.rules.ambiguities.map(\.intents)
  }

  func reading(of utterance: String) -> Reading {
    let text = pipeline.tokens(in: utterance)
    var tokens = [Signal: Set<Int>]()
    for match in signals.matches(in: text) {
      tokens[Signal.allCases[match.group], default: []].formUnion(match.tokens)
    }
    var reading = Reading(text: text, tokens: tokens)
    let content = reading.content
    let ambiguity = ambiguities.matches(in: text).first { content.isSubset(of: $0.tokens) }
    if !content.isEmpty, let ambiguity { reading.ambiguousIntents = options[ambiguity.group] }
    return reading
  }

  /// Light stems of a title's words, for answers such as "the second" or "the price".
  func stems(of title: String) -> Set<String> {
    let reading = reading(of: title)
    let stems = reading.text.stems
    return Set(reading.subject.map { stems[$0] })
  }
}

/// A message as the dialogue reads it.
struct Reading {
  let text: TokenizedText
  /// The tokens on which each signal stands.
  let tokens: [Signal: Set<Int>]
  /// What to ask when the message says nothing but an ambiguous word.
  var ambiguousIntents: [Intent] = []

  func has(_ signal: Signal) -> Bool { tokens[signal] != nil }

  /// Whether the message says one of `signals` and nothing else but polite words.
  func isOnly(_ signals: Signal...) -> Bool {
    let covered = signals.reduce(into: Set<Int>()) { $0.formUnion(tokens[$1] ?? []) }
    guard !covered.isEmpty else { return false }
    return words.subtracting(covered).subtracting(tokens[.filler] ?? []).isEmpty
  }

  /// Tokens that are words, numbers or classes of texts; not cut-off suffixes and particles.
  var words: Set<Int> {
    Set(text.tokens.indices.filter { ![.suffix, .particle].contains(text.tokens[$0].kind) })
  }

  /// The words that say something: no polite words, no "and".
  var content: Set<Int> {
    words.subtracting(tokens[.filler] ?? []).subtracting(tokens[.continuation] ?? [])
      .filter { text.tokens[$0].kind != .classToken }
  }

  /// What is asked about: the content without the words that ask.
  var subject: Set<Int> { content.subtracting(tokens[.question] ?? []) }

  /// Nothing but emoji, numbers of documents and the like.
  var isWordless: Bool { words.allSatisfy { text.tokens[$0].kind == .classToken } }

  /// Short and beginning with "and", "what about"; or nothing but words that narrow a topic down.
  var continuesTopic: Bool {
    let narrows = !subject.isEmpty && onlyNarrows
    let beginsSo = !(tokens[.continuation] ?? []).isDisjoint(with: [0, text.tokens.count - 1])
    return words.count <= 8 && (narrows || beginsSo)
  }

  /// "How much does it cost?": points back, and asks nothing but what can be asked of any topic.
  var refersBack: Bool {
    let aspects = tokens[.aspect] ?? []
    let known = aspects.union(tokens[.anaphora] ?? []).union(tokens[.qualifier] ?? [])
    return has(.anaphora) && words.count <= 8 && !subject.isDisjoint(with: aspects)
      && subject.isSubset(of: known)
  }

  /// Nothing but words that narrow a topic down, such as "for evening students".
  var onlyNarrows: Bool { subject.isSubset(of: tokens[.qualifier] ?? []) }
}
