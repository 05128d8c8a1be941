import IntentTypes
import Knowledge
import Text

/// Reads what the dialogue itself understands in a message.
struct SignalReader: Sendable {
  private let pipeline = TextPipeline(settings: .wholeMessage)
  /// The signals' patterns, and behind them the ambiguous words'.
  private let matcher: PatternMatcher
  private let options: [[Intent]]

  init(knowledge: Knowledge) {
    let signals = Signal.allCases.map { knowledge.signals.patterns[$0] ?? [] }
    matcher = PatternMatcher(groups: signals + knowledge.rules.ambiguities.map { [$0.words] })
    options = knowledge.rules.ambiguities.map(\.intents)
  }

  func reading(of utterance: String) -> Reading {
    let text = pipeline.tokens(in: utterance)
    let matches = matcher.matches(in: text)
    let signals = Signal.allCases
    var tokens = [Signal: TokenSet]()
    for match in matches where match.group < signals.count {
      tokens[signals[match.group], default: TokenSet()].formUnion(match.tokens)
    }
    var reading = Reading(text: text, signals: tokens)
    let content = reading.content
    let ambiguity = matches.first { match in
      match.group >= signals.count && content.isSubset(of: match.tokens)
    }
    if !content.isEmpty, let ambiguity {
      reading.ambiguousIntents = options[ambiguity.group - signals.count]
    }
    return reading
  }

  /// Whether a person is refused, and no other clause of the message asks for one: "no operator, just
  /// tell me", but not "I do not need the bot, an operator please".
  func refusesPerson(_ utterance: String) -> Bool {
    let clauses = utterance.split { ",.;:!?–—()\n".contains($0) }.map { reading(of: String($0)) }
    guard clauses.contains(where: { $0.has(.refusal) }) else { return false }
    return !clauses.contains { clause in
      !clause.has(.refusal) && (clause.has(.person) || clause.has(.callback))
    }
  }

  /// Light stems of a title's words, for answers such as "the second" or "the price".
  func stems(of title: String) -> Set<String> {
    let reading = reading(of: title)
    let stems = reading.text.stems
    return Set(reading.subject.tokens.map { stems[$0] })
  }
}

extension TextSettings {
  /// A message is read to its end: what it is about, or a cry for help, may stand there.
  static var wholeMessage: TextSettings {
    var settings = TextSettings()
    settings.maximumTokens = .max
    return settings
  }
}

/// A message as the dialogue reads it.
struct Reading {
  let text: TokenizedText
  /// The tokens on which each signal stands.
  private let signals: [Signal: TokenSet]
  /// Tokens that are words, numbers or classes of texts; not cut-off suffixes and particles.
  let words: TokenSet
  private let classTokens: TokenSet
  /// What to ask when the message says nothing but an ambiguous word.
  var ambiguousIntents: [Intent] = []

  init(text: TokenizedText, signals: [Signal: TokenSet]) {
    self.text = text
    self.signals = signals
    let kinds = text.tokens.lazy.map(\.kind)
    words = TokenSet(kinds.indices.lazy.filter { ![.suffix, .particle].contains(kinds[$0]) })
    classTokens = TokenSet(kinds.indices.lazy.filter { kinds[$0] == .classToken })
  }

  func has(_ signal: Signal) -> Bool { signals[signal] != nil }

  /// The tokens on which `signal` stands.
  func tokens(of signal: Signal) -> TokenSet { signals[signal] ?? TokenSet() }

  /// Whether the message says one of `signals` and nothing else but polite words.
  func isOnly(_ signals: Signal...) -> Bool {
    let covered = signals.reduce(into: TokenSet()) { $0.formUnion(tokens(of: $1)) }
    guard !covered.isEmpty else { return false }
    return words.subtracting(covered).isSubset(of: tokens(of: .filler))
  }

  /// The words that say something: no polite words, no "and".
  var content: TokenSet {
    words.subtracting(tokens(of: .filler)).subtracting(tokens(of: .continuation))
      .subtracting(classTokens)
  }

  /// What is asked about: the content without the words that ask.
  var subject: TokenSet { content.subtracting(tokens(of: .question)) }

  /// Nothing but emoji, numbers of documents and the like.
  var isWordless: Bool { words.isSubset(of: classTokens) }

  /// Short and beginning with "and", "what about"; or nothing but words that narrow a topic down.
  var continuesTopic: Bool {
    let narrows = !subject.isEmpty && onlyNarrows
    let continuation = tokens(of: .continuation)
    let beginsSo =
      continuation.contains(0) || continuation.contains(max(0, text.tokens.count - 1))
    return words.count <= 8 && (narrows || beginsSo)
  }

  /// "How much does it cost?": points back, and asks nothing but what can be asked of any topic.
  var refersBack: Bool {
    let aspects = tokens(of: .aspect)
    let known = aspects.union(tokens(of: .anaphora)).union(tokens(of: .qualifier))
    return has(.anaphora) && words.count <= 8 && !subject.isDisjoint(with: aspects)
      && subject.isSubset(of: known)
  }

  /// "How much?", "what documents?": asks of some topic, and names none.
  var asksBriefly: Bool {
    let known = tokens(of: .aspect).union(tokens(of: .brief)).union(tokens(of: .qualifier))
      .union(tokens(of: .anaphora))
    return (has(.brief) || has(.aspect)) && words.count <= 5 && subject.isSubset(of: known)
  }

  /// Nothing but words that narrow a topic down, such as "for evening students".
  var onlyNarrows: Bool { subject.isSubset(of: tokens(of: .qualifier)) }
}
