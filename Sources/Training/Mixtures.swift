import Datasets
import IntentTypes

/// The first half of one utterance with the second half of another of a different intent, labelled out of
/// scope: built of well-known words, but asking for nothing. Few labelled examples leave the space between
/// the intents to chance; such mixtures fill it (Zhan et al. 2021, arXiv:2106.08616, mix features; here words).
///
/// - Returns: `settings.mixtureShare` times as many as there are in-scope utterances; fewer where nearly all have
///   one intent.
func mixtures(
  of utterances: [LabeledUtterance], _ settings: Hyperparameters
) -> [LabeledUtterance] {
  let inScope = utterances.filter { $0.intent != .outOfScope }
  guard Set(inScope.lazy.map(\.intent)).count > 1 else { return [] }
  let count = Int(Double(inScope.count) * settings.mixtureShare)
  var generator = SeededGenerator(seed: settings.seed, stream: 3)
  var result: [LabeledUtterance] = []
  // Where nearly all utterances have one intent, few pairs differ: not more than a hundred tries each.
  for _ in 0..<100 * count where result.count < count {
    let (a, b) = (
      inScope.indices.randomElement(using: &generator),
      inScope.indices.randomElement(using: &generator)
    )
    guard let a, let b, inScope[a].intent != inScope[b].intent else { continue }
    let first = inScope[a].text.split(whereSeparator: \.isWhitespace)
    let second = inScope[b].text.split(whereSeparator: \.isWhitespace)
    let words = first.prefix((first.count + 1) / 2) + second.suffix((second.count + 1) / 2)
    result.append(LabeledUtterance(text: words.joined(separator: " "), intent: .outOfScope))
  }
  return result
}
