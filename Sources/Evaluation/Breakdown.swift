import IntentTypes

/// The figures of a part of the test utterances: those of one language or one script.
public struct BreakdownRow: Sendable, Equatable, Codable {
  /// The language tag, or the script's name.
  public let group: String
  public let inScopeCount: Int
  public let accuracy: Double?
  public let accuracyWithRejection: Double?
  public let outOfScopeCount: Int
  public let outOfScopeRecall: Double?
}

/// One row a language tag, ordered by tag; utterances without a tag make the row `untagged`.
public func breakdownByLanguage(of utterances: [EvaluatedUtterance]) -> [BreakdownRow] {
  breakdown(of: utterances) { $0.utterance.language ?? "untagged" }
}

/// One row a script, ordered by name.
public func breakdownByScript(of utterances: [EvaluatedUtterance]) -> [BreakdownRow] {
  breakdown(of: utterances) { WritingScript(of: $0.utterance.text).rawValue }
}

private func breakdown(
  of utterances: [EvaluatedUtterance], by group: (EvaluatedUtterance) -> String
) -> [BreakdownRow] {
  Dictionary(grouping: utterances, by: group).sorted { $0.key < $1.key }.map { name, members in
    let outOfScope = OutOfScopeDetection(members)
    return BreakdownRow(
      group: name, inScopeCount: members.count - outOfScope.count, accuracy: accuracy(of: members),
      accuracyWithRejection: accuracyWithRejection(of: members),
      outOfScopeCount: outOfScope.count, outOfScopeRecall: outOfScope.recall)
  }
}

/// The alphabet in which an utterance is written.
public enum WritingScript: String, Sendable, Codable, CaseIterable {
  case cyrillic, latin
  /// Both: at least a fifth of the letters belong to the rarer one.
  case mixed
  /// No letter of either.
  case other

  public init(of text: String) {
    var (cyrillic, latin) = (0, 0)
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      switch scalar.value {
      case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: cyrillic += 1
      case 0x41...0x24F, 0x1E00...0x1EFF, 0xFF21...0xFF5A: latin += 1
      default: break
      }
    }
    let rarer = min(cyrillic, latin)
    self =
      switch (cyrillic, latin) {
      case (0, 0): .other
      case _ where rarer * 5 >= cyrillic + latin: .mixed
      default: cyrillic > latin ? .cyrillic : .latin
      }
  }
}
