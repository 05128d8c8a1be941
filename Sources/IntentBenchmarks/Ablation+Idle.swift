import IntentTypes
import Text
import Training

extension Ablation {
  /// Whether a training with `settings` on these utterances would be the same without this choice.
  func isIdle(in settings: Hyperparameters, _ utterances: [LabeledUtterance]) -> Bool {
    let changed = applied(to: settings)
    if changed == settings { return true }
    var withSameText = changed
    withSameText.text = settings.text
    if withSameText == settings {
      return haveSameTokens(utterances, settings.text, changed.text)
    }
    var withSameShares = changed
    withSameShares.outOfScopeShare = settings.outOfScopeShare
    withSameShares.mixtureShare = settings.mixtureShare
    return withSameShares == settings && !utterances.contains { $0.intent == .outOfScope }
  }
}

/// Whether both settings of the text give every utterance the same tokens.
private func haveSameTokens(
  _ utterances: [LabeledUtterance], _ a: TextSettings, _ b: TextSettings
) -> Bool {
  let (first, second) = (TextPipeline(settings: a), TextPipeline(settings: b))
  var (one, other) = (TokenizedText(), TokenizedText())
  return utterances.allSatisfy { utterance in
    first.tokenize(utterance.text, into: &one)
    second.tokenize(utterance.text, into: &other)
    return one.tokens == other.tokens && one.surfaceScalars == other.surfaceScalars
      && one.skeletonScalars == other.skeletonScalars
  }
}
