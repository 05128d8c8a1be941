extension TextPipeline {
  /// Appends `text.scalars[word]` as one token: folds it and finds its stem.
  @inline(__always)
  func appendWord(
    _ word: Range<Int>, classes: ScalarClass, kind: Token.Kind, to text: inout TokenizedText
  ) {
    let surface = text.surfaceScalars.count
    let skeleton = text.skeletonScalars.count
    var hasKazakhLetter = false
    var hasLowercase = false
    for position in word {
      let value = text.scalars[position]
      let entry = table.entry(of: value)
      text.surfaceScalars.append(entry.lowercase)
      if entry.lowercase == value { hasLowercase = true }
      if Script.isKazakhLetter(entry.lowercase) { hasKazakhLetter = true }
      if entry.scalarClass == .apostrophe { continue }
      appendSkeleton(of: entry, wordStart: skeleton, to: &text)
    }
    let range = skeleton..<text.skeletonScalars.count
    var stem = (
      length: range.count, last: range.isEmpty ? 0 : text.skeletonScalars[range.upperBound - 1]
    )
    // All capitals are an abbreviation, and numbers have no stem.
    if settings.stems, kind == .word, hasLowercase, range.count > 3 {
      stem = stemming.stem(
        of: text.skeletonScalars, range, scripts: classes.intersection(.letter),
        hasKazakhLetter: hasKazakhLetter)
    }
    text.tokens.append(
      Token(
        surface: surface..<text.surfaceScalars.count, skeleton: range, stemLength: stem.length,
        stemLastScalar: stem.last, kind: kind))
  }

  @inline(__always)
  private func appendSkeleton(
    of entry: FoldTable.Entry, wordStart: Int, to text: inout TokenizedText
  ) {
    guard settings.foldsSkeleton else {
      text.skeletonScalars.append(entry.lowercase)
      return
    }
    let collapsing = settings.collapsesRepeats
    if entry.skeleton != 0 {
      Skeleton.append(
        UInt32(entry.skeleton), to: &text.skeletonScalars, wordStart: wordStart,
        collapsing: collapsing)
      if entry.secondSkeleton != 0 {
        Skeleton.append(
          UInt32(entry.secondSkeleton), to: &text.skeletonScalars, wordStart: wordStart,
          collapsing: collapsing)
      }
    } else if entry.scalarClass == .otherLetter {
      text.skeletonScalars.append(entry.lowercase)
    }
  }
}
