import Foundation
import IntentTypes
public import Knowledge
import Text

/// The rule-based bot: patterns that an office worker wrote, held against the light stems of a
/// message, so that degraded and Latin spellings match too.
public struct RuleBot: Bot {
  /// All intents that have rules or an answer, in the order of the rules: of two equally strong ones
  /// the one further up comes first.
  private let intents: [Intent]
  private let rules: [RuleBook.Rule]
  private let matcher: PatternMatcher
  private let pipeline = TextPipeline(settings: .wholeMessage)

  /// How much one more word of a pattern outweighs: the lead of one word gives the better rule 88 %,
  /// a tie half each, which the policy turns into a question.
  private static let evidencePerWord = 2.0
  /// Left to the intents without a matching rule, all together.
  private static let remainder = 0.02

  public init(knowledge: Knowledge) {
    rules = knowledge.rules.rules
    matcher = PatternMatcher(groups: rules.map(\.patterns))
    let order = Dictionary(
      rules.enumerated().map { ($1.intent, $0) }, uniquingKeysWith: { first, _ in first })
    intents = Set(knowledge.intents + rules.map(\.intent)).subtracting([.outOfScope])
      .sorted { (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1) }
  }

  public func judgement(of utterance: String) -> Judgement {
    let matches = strongest(matcher.matches(in: pipeline.tokens(in: utterance)))
    guard let best = matches.values.max(by: { isWeaker($0, $1) }) else {
      return Judgement(bot: .rules, ranking: ranking(of: [:], outOfScope: 1))
    }
    var weights = [Intent: Double]()
    for (intent, match) in matches {
      weights[intent] = exp(Self.evidencePerWord * Double(match.strength - best.strength))
    }
    let total = weights.values.reduce(0, +)
    let outOfScope = (weights.removeValue(forKey: .outOfScope) ?? 0) / total
    return Judgement(
      bot: .rules, ranking: ranking(of: weights, outOfScope: outOfScope), rule: best.source)
  }

  /// The strongest match of each intent, in the first precedence group that has one at all.
  private func strongest(_ matches: [PatternMatcher.Match]) -> [Intent: PatternMatcher.Match] {
    let precedence = matches.map { rules[$0.group].precedence }.min()
    var strongest = [Intent: PatternMatcher.Match]()
    for match in matches where rules[match.group].precedence == precedence {
      let intent = rules[match.group].intent
      if let other = strongest[intent], !isWeaker(other, match) { continue }
      strongest[intent] = match
    }
    return strongest
  }

  /// Fewer words, or as many and further down in the file.
  private func isWeaker(_ a: PatternMatcher.Match, _ b: PatternMatcher.Match) -> Bool {
    (a.strength, -a.group) < (b.strength, -b.group)
  }

  /// A complete ranking from the weights of the matched intents.
  private func ranking(of weights: [Intent: Double], outOfScope: Double) -> IntentRanking {
    let matched = weights.values.reduce(0, +)
    let rest = matched > 0 ? Self.remainder : 1
    let unmatched = max(1, intents.count - weights.count)
    let probabilities = intents.map { intent -> Float in
      guard let weight = weights[intent] else { return Float(rest / Double(unmatched)) }
      return Float((1 - rest) * weight / matched)
    }
    return IntentRanking(
      intents: intents, probabilities: probabilities, outOfScopeScore: outOfScope,
      isOutOfScope: matched == 0 || outOfScope > 0.5)
  }
}
