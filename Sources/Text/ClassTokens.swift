/// Masks, addresses and numbers become class tokens, so that masked and open text give the same
/// tokens. Rewrites the normalized scalars in place, before the words are found. O(n).
struct ClassTokens: Sendable {
  let table: FoldTable
  let spelledAddresses = SpelledAddress()

  /// `seen` are the classes that occur in `scalars`.
  func replace(in scalars: inout [UInt32], seen: ScalarClass) {
    if seen.contains(.mark) { replaceMasksAndAddresses(in: &scalars) }
    replaceNumbers(in: &scalars)
  }

  private func replaceMasksAndAddresses(in scalars: inout [UInt32]) {
    var reader = 0
    var writer = 0
    while reader < scalars.count {
      if let found = maskOrAddress(in: scalars, at: reader, written: writer) {
        writer -= found.lookback
        scalars[writer] = found.token.scalar
        reader = found.end
      } else {
        scalars[writer] = scalars[reader]
        reader += 1
      }
      writer += 1
    }
    scalars.removeLast(scalars.count - writer)
  }

  /// What begins (or, for an e-mail address, continues) at `start`: the token, where it ends, and how
  /// many scalars already written belong to it.
  private func maskOrAddress(
    in scalars: [UInt32], at start: Int, written writer: Int
  ) -> (token: ClassToken, end: Int, lookback: Int)? {
    switch scalars[start] {
    case 0x3C:
      guard let (token, end) = MaskTokens.mask(in: scalars, at: start) else { return nil }
      return (token, end, 0)
    case 0x40:
      let lookback = localPartLength(in: scalars, before: writer)
      guard lookback > 0, let end = domainEnd(in: scalars, from: start + 1) else { return nil }
      return (.email, end, lookback)
    case 0x28, 0x5B, 0x441, 0x421:
      guard
        let domain = spelledAddresses.domainStart(in: scalars, at: start),
        let end = domainEnd(in: scalars, from: domain)
      else { return nil }
      var blanks = 0
      while blanks < min(2, writer), scalars[writer - 1 - blanks] == 0x20 { blanks += 1 }
      let local = localPartLength(in: scalars, before: writer - blanks)
      return local > 0 ? (.email, end, local + blanks) : nil
    default:
      let previous = writer > 0 ? table.entry(of: scalars[writer - 1]).scalarClass : .separator
      guard previous.isDisjoint(with: .wordPart), writer == 0 || scalars[writer - 1] != 0x40,
        let end = LinkPattern.end(in: scalars, at: start)
      else { return nil }
      return (.url, end, 0)
    }
  }

  /// How many scalars before `end` can be the local part of an e-mail address; at most 64.
  private func localPartLength(in scalars: [UInt32], before end: Int) -> Int {
    var start = end
    while start > 0, end - start < 64, isAddressPart(scalars[start - 1]) { start -= 1 }
    return end - start
  }

  /// The end of `label(.label)+` that starts at `start`; also `label точка label`.
  private func domainEnd(in scalars: [UInt32], from start: Int) -> Int? {
    var end = labelEnd(in: scalars, from: start)
    guard end > start else { return nil }
    var labels = 1
    while let next = spelledAddresses.labelStart(in: scalars, afterDotAt: end) {
      let nextEnd = labelEnd(in: scalars, from: next)
      if nextEnd == next { break }
      end = nextEnd
      labels += 1
    }
    return labels > 1 ? end : nil
  }

  private func labelEnd(in scalars: [UInt32], from start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end] == 0x2D || isWordPart(scalars[end]) { end += 1 }
    return end
  }

  private func isAddressPart(_ value: UInt32) -> Bool {
    switch value {
    case 0x2E, 0x5F, 0x2B, 0x2D: true
    default: isWordPart(value)
    }
  }

  func isWordPart(_ value: UInt32) -> Bool {
    !table.entry(of: value).scalarClass.isDisjoint(with: .wordPart)
  }
}
