extension ClassTokens {
  /// A number as people type it: digit groups and number masks with blanks, hyphens, brackets, `+`
  /// or a dot between them.
  private struct Cluster {
    var end: Int
    var groups: [Int] = []
    var hasMask = false

    /// Long enough to be personal, or one number written in groups (`5 000 000`, `27-30-45`).
    var isClassToken: Bool {
      let digits = groups.reduce(0, +)
      if hasMask || digits >= 9 || groups.contains(where: { $0 >= 5 }) { return true }
      if groups == [2, 2, 2] { return true }
      return digits >= 5 && groups[0] <= 3 && groups.dropFirst().allSatisfy { $0 == 3 }
    }
  }

  /// Replaces long numbers by `<number>` and dates by `<date>`; short numbers stay.
  func replaceNumbers(in scalars: inout [UInt32]) {
    var reader = 0
    var writer = 0
    while reader < scalars.count {
      if let end = DatePattern.end(in: scalars, at: reader) {
        scalars[writer] = ClassToken.date.scalar
        writer += 1
        reader = end
      } else if let cluster = cluster(in: scalars, at: reader) {
        if cluster.isClassToken {
          if endsInSingleLetter(scalars, writer) { writer -= 1 }
          scalars[writer] = ClassToken.number.scalar
          writer += 1
        } else {
          for position in reader..<cluster.end {
            scalars[writer] = scalars[position]
            writer += 1
          }
        }
        reader = cluster.end
      } else {
        scalars[writer] = scalars[reader]
        writer += 1
        reader += 1
      }
    }
    scalars.removeLast(scalars.count - writer)
  }

  /// The cluster that starts at `start`; nil where none does.
  private func cluster(in scalars: [UInt32], at start: Int) -> Cluster? {
    var next = start
    if scalars[start] == 0x2B || scalars[start] == 0x28 {
      while next < min(scalars.count, start + 3), [0x2B, 0x28, 0x20].contains(scalars[next]) {
        next += 1
      }
    }
    guard next < scalars.count else { return nil }
    var cluster = Cluster(end: start)
    while let end = itemEnd(in: scalars, at: next, cluster: &cluster) {
      cluster.end = end
      guard let afterSeparators = separatorsEnd(in: scalars, from: end),
        DatePattern.end(in: scalars, at: afterSeparators) == nil
      else { break }
      next = afterSeparators
    }
    return cluster.end > start ? cluster : nil
  }

  /// The end of a digit group, a number mask or an IBAN at `start`, which is noted in `cluster`.
  private func itemEnd(in scalars: [UInt32], at start: Int, cluster: inout Cluster) -> Int? {
    if scalars[start] == ClassToken.number.scalar {
      cluster.hasMask = true
      return start + 1
    }
    if let end = AccountNumberPattern.end(in: scalars, at: start) {
      cluster.hasMask = true
      return end
    }
    // A document's letter belongs to its number: `N12345678`.
    let isLetter = !table.entry(of: scalars[start]).scalarClass.isDisjoint(with: .letter)
    let digits = isLetter ? start + 1 : start
    let end = DatePattern.digitsEnd(in: scalars, from: digits)
    if isLetter {
      guard end - digits >= 5, start == 0 || !isWordPart(scalars[start - 1]) else { return nil }
      cluster.hasMask = true
      return end
    }
    guard end > start else { return nil }
    cluster.groups.append(end - start)
    return end
  }

  /// Where the next group starts after at most three separators and the signs that open it; nil where
  /// the cluster ends.
  private func separatorsEnd(in scalars: [UInt32], from start: Int) -> Int? {
    var end = start
    while end < min(scalars.count, start + 3), [0x20, 0x2D, 0x29].contains(scalars[end]) {
      end += 1
    }
    let signs = end
    while end < min(scalars.count, signs + 2), [0x28, 0x2B].contains(scalars[end]) { end += 1 }
    if end == start, end < scalars.count, scalars[end] == 0x2E { end += 1 }
    let isNext = end < scalars.count && (end > start || scalars[end] == ClassToken.number.scalar)
    return isNext ? end : nil
  }

  /// A letter right before a number or a mask belongs to it: `N<number>`.
  private func endsInSingleLetter(_ scalars: [UInt32], _ end: Int) -> Bool {
    return end > 0 && isWordPart(scalars[end - 1]) && (end == 1 || !isWordPart(scalars[end - 2]))
  }
}
