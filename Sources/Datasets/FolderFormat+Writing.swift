import IntentTypes

extension FolderFormat {
  /// The two files of a part, by name.
  static func files(of utterances: [LabeledUtterance]) throws(DatasetError) -> [(String, String)] {
    var texts = ""
    var labels = ""
    for utterance in utterances {
      try utterance.requireOneLine(for: .folder)
      texts += utterance.text + "\n"
      labels += utterance.intent.name + "\n"
    }
    return [("seq.in", texts), ("label", labels)]
  }
}
