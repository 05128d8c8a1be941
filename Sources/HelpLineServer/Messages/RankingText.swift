import IntentTypes

/// A ranking as it stands beside a turn: a JSON object from intent to confidence, best first.
enum RankingText {
  /// Confidences have four digits; intents that round to zero are left out, which keeps a turn small.
  static func json(_ ranking: IntentRanking) -> String {
    var text = "{"
    for entry in ranking {
      let tenThousandths = Int((entry.confidence * 10_000).rounded())
      guard tenThousandths > 0 else { break }
      if text.utf8.count > 1 { text += "," }
      text += "\"\(entry.intent.name)\":\(decimal(tenThousandths))"
    }
    return text + "}"
  }

  private static func decimal(_ tenThousandths: Int) -> String {
    let fraction = String(tenThousandths % 10_000)
    return "\(tenThousandths / 10_000)."
      + String(repeating: "0", count: 4 - fraction.count) + fraction
  }
}
