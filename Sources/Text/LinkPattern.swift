/// Links: `https://…`, `www.…`, and bare domains with a common ending.
enum LinkPattern {
  private static let prefixes = ["http://", "https://", "www."].map {
    Array($0.unicodeScalars.map(\.value))
  }
  private static let topLevelDomains = [
    "kz", "ru", "com", "org", "net", "edu", "gov", "info", "io", "app", "uk", "de",
  ].map { Array($0.unicodeScalars.map(\.value)) }

  /// The end of the link that starts at `start`, a word's first scalar.
  static func end(in scalars: [UInt32], at start: Int) -> Int? {
    guard isLatin(scalars[start]) else { return nil }
    for prefix in prefixes where start + prefix.count < scalars.count {
      if prefix.indices.allSatisfy({ lowercase(scalars[start + $0]) == prefix[$0] }) {
        return pathEnd(in: scalars, from: start + prefix.count)
      }
    }
    return bareDomainEnd(in: scalars, from: start)
  }

  private static func bareDomainEnd(in scalars: [UInt32], from start: Int) -> Int? {
    var end = start
    var lastLabel = start
    // A domain name has at most 253 characters (RFC 1035).
    while end < scalars.count, end - start < 253 {
      if scalars[end] == 0x2E, end + 1 < scalars.count, isLatin(scalars[end + 1]) {
        lastLabel = end + 1
      } else if !isLatin(scalars[end]), scalars[end] != 0x2D, !isDigit(scalars[end]) {
        break
      }
      end += 1
    }
    guard lastLabel > start + 2 else { return nil }
    let label = scalars[lastLabel..<end].map(lowercase)
    guard topLevelDomains.contains(label) else { return nil }
    let continues = end < scalars.count && scalars[end] == 0x2F
    return continues ? pathEnd(in: scalars, from: end) : end
  }

  /// Up to the next blank, without closing punctuation.
  private static func pathEnd(in scalars: [UInt32], from start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end] > 0x20, scalars[end] < ClassToken.firstScalar {
      end += 1
    }
    while end > start, [0x2E, 0x2C, 0x21, 0x3F, 0x29, 0x22, 0x3B].contains(scalars[end - 1]) {
      end -= 1
    }
    return end
  }

  private static func lowercase(_ value: UInt32) -> UInt32 {
    value >= 0x41 && value <= 0x5A ? value + 0x20 : value
  }

  private static func isLatin(_ value: UInt32) -> Bool {
    let lowercase = value | 0x20
    return lowercase >= 0x61 && lowercase <= 0x7A
  }

  private static func isDigit(_ value: UInt32) -> Bool { value >= 0x30 && value <= 0x39 }
}
