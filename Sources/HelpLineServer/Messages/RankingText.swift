import IntentTypes

/// A ranking as it stands beside a turn: a JSON object from intent to confidence, best first.
enum RankingText {
  /// Confidences have four digits; intents that round to zero are left out, which keeps a turn small.
  static func json(_ ranking: IntentRanking) -> String {
    var text = Array("{".utf8)
    for entry in ranking {
      let tenThousandths = Int((entry.confidence * 10_000).rounded())
      guard tenThousandths > 0 else { break }
      if text.count > 1 { text.append(UInt8(ascii: ",")) }
      text.append(UInt8(ascii: "\""))
      text.append(contentsOf: entry.intent.name.utf8)
      text.append(contentsOf: "\":".utf8)
      append(tenThousandths, to: &text)
    }
    text.append(UInt8(ascii: "}"))
    return String(decoding: text, as: UTF8.self)
  }

  /// One digit, a point and four more.
  private static func append(_ tenThousandths: Int, to text: inout [UInt8]) {
    var unit = 10_000
    while unit > 0 {
      text.append(UInt8(ascii: "0") + UInt8(tenThousandths / unit % 10))
      if unit == 10_000 { text.append(UInt8(ascii: ".")) }
      unit /= 10
    }
  }
}
