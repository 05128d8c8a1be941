import IntentTypes

extension RasaFormat {
  /// Examples with a language, or with characters that a block of lines cannot hold, are written as
  /// objects.
  static func text(of utterances: [LabeledUtterance]) throws(DatasetError) -> String {
    var text = "version: \"3.1\"\nnlu:\n"
    for (intent, utterances) in utterances.groupedByIntent {
      for utterance in utterances where plain(utterance.text) != utterance.text {
        throw .cannotWrite(
          format: .rasa, reason: "\(utterance.place) has text that Rasa takes for an entity")
      }
      text += "- intent: \(name(intent.name))\n  examples:"
      if utterances.allSatisfy({ $0.language == nil && isPlainLine($0.text) }) {
        text += " |\n" + utterances.map { "    - \($0.text)\n" }.joined()
      } else {
        text += "\n" + utterances.map(object).joined()
      }
    }
    return text
  }

  private static func object(_ utterance: LabeledUtterance) -> String {
    let metadata = utterance.language.map { "    metadata:\n      lang: \(name($0))\n" } ?? ""
    return "  - text: \(JSONText.quoted(utterance.text))\n" + metadata
  }

  /// Letters, digits, `_`, `/`, `.` and `-` stand as they are, other names in quotes; so do the words
  /// that YAML takes for something else.
  private static func name(_ name: String) -> String {
    let isSafe =
      name.first?.isLetter == true
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_/-.".unicodeScalars.contains($0)
      }
      && !["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(name.lowercased())
    return isSafe ? name : JSONText.quoted(name)
  }

  private static func isPlainLine(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar.value >= 0x20 && !(0x7f...0x9f).contains(scalar.value)
        && scalar != "\u{2028}" && scalar != "\u{2029}" && scalar != "\u{feff}"
    } && text.trimmingBlanks() == text
  }
}
