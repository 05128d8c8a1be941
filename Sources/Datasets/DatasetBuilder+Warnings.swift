import IntentTypes

extension DatasetBuilder {
  /// Warns of texts with two labels, and of intents with one training example.
  mutating func warnAboutLabels() {
    var first = [String: LabeledUtterance]()
    for split in Split.allCases {
      for utterance in splits[split] ?? [] {
        guard let earlier = first[utterance.text] else {
          first[utterance.text] = utterance
          continue
        }
        guard earlier.intent != utterance.intent else { continue }
        warn(
          utterance.origin,
          found: "the label '\(utterance.intent)' for a text that has '\(earlier.intent)' at "
            + earlier.place,
          expected: "one label for a text")
      }
    }
    for (intent, utterances) in (splits[.train] ?? []).groupedByIntent where utterances.count == 1 {
      warn(
        utterances[0].origin, found: "one training example of '\(intent)'",
        expected: "two or more")
    }
  }
}
