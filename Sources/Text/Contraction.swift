/// English contractions: `what's` falls into `what` and `s`, `don't` stays whole so that its
/// negation is kept, as it is in `dont`.
enum Contraction {
  private static let endings: [[UInt32]] = ["s", "m", "d", "ll", "ve", "re"].map {
    $0.unicodeScalars.map(\.value)
  }

  /// Where the ending after the last apostrophe starts; nil where nothing is to be split.
  static func boundary(of word: Range<Int>, in scalars: [UInt32]) -> Int? {
    guard let apostrophe = word.last(where: { scalars[$0] == 0x27 }),
      apostrophe > word.lowerBound
    else { return nil }
    let ending = scalars[apostrophe + 1..<word.upperBound].map { $0 | 0x20 }
    return endings.contains(ending) ? apostrophe + 1 : nil
  }
}
