/// The masks that personal data is replaced by, as they stand in logs and corpora: `<iin>`.
enum MaskTokens {
  private static let masks: [(spelling: [UInt32], token: ClassToken)] = [
    ("iin", .number), ("phone", .number), ("card", .number), ("iban", .number),
    ("document", .number), ("number", .number), ("email", ClassToken.email), ("url", .url),
    ("date", .date), ("name", .name), ("address", .address), ("emoji", .emoji),
    ("emoji-good", .emojiGood), ("emoji-bad", .emojiBad), ("emoji-thanks", .emojiThanks),
  ].map { ($0.0.unicodeScalars.map(\.value), $0.1) }

  /// The mask that starts at `start`, in any letter case, and where it ends.
  static func mask(in scalars: [UInt32], at start: Int) -> (token: ClassToken, end: Int)? {
    for (spelling, token) in masks {
      let end = start + spelling.count + 1
      guard end < scalars.count, scalars[end] == 0x3E else { continue }
      let matches = spelling.indices.allSatisfy { scalars[start + 1 + $0] | 0x20 == spelling[$0] }
      if matches { return (token, end + 1) }
    }
    return nil
  }
}
