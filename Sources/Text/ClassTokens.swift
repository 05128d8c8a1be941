/// Numbers, addresses and masks become class tokens, so that masked and open text give the same
/// tokens. Rewrites the normalized scalars in place, before the words are found.
struct ClassTokens: Sendable {
  let table: FoldTable

  /// Masks that stand for a number.
  private static let numberMasks = ["iin", "phone", "card", "iban", "document", "number"]

  private static let masks: [(spelling: [UInt32], token: ClassToken)] =
    numberMasks.map { ($0.unicodeScalars.map(\.value), .number) }
    + [
      ("email", ClassToken.email), ("url", .url), ("date", .date), ("name", .name),
      ("address", .address),
    ].map { ($0.0.unicodeScalars.map(\.value), $0.1) }

  func replace(in scalars: inout [UInt32]) {
    var reader = 0
    var writer = 0
    while reader < scalars.count {
      let value = scalars[reader]
      if value == 0x3C, let (token, end) = mask(in: scalars, at: reader) {
        scalars[writer] = token.scalar
        writer += 1
        reader = end
      } else if value >= 0x30, value <= 0x39 {
        let end = digitsEnd(in: scalars, from: reader)
        if end - reader >= 5 {
          scalars[writer] = ClassToken.number.scalar
          writer += 1
        } else {
          for position in reader..<end {
            scalars[writer] = scalars[position]
            writer += 1
          }
        }
        reader = end
      } else {
        scalars[writer] = value
        writer += 1
        reader += 1
      }
    }
    scalars.removeLast(scalars.count - writer)
  }

  private func digitsEnd(in scalars: [UInt32], from start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end] >= 0x30, scalars[end] <= 0x39 { end += 1 }
    return end
  }

  /// The mask token that starts at `start`, and where it ends.
  private func mask(in scalars: [UInt32], at start: Int) -> (token: ClassToken, end: Int)? {
    for (spelling, token) in Self.masks {
      let end = start + spelling.count + 1
      guard end < scalars.count, scalars[end] == 0x3E else { continue }
      let matches = spelling.indices.allSatisfy { scalars[start + 1 + $0] | 0x20 == spelling[$0] }
      if matches { return (token, end + 1) }
    }
    return nil
  }
}
