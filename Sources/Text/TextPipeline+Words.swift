extension TextPipeline {
  /// A word with digits, apostrophes or letters of two scripts.
  func appendMixedWord(_ word: Range<Int>, classes: ScalarClass, to text: inout TokenizedText) {
    if classes == .digit {
      appendWord(word, classes: classes, kind: .number, to: &text)
      return
    }
    if settings.repairsHomoglyphs { repairs.repair(word, classes: classes, in: &text.scalars) }
    if classes.contains(.apostrophe), settings.splitsContractions,
      let end = Contraction.boundary(of: word, in: text.scalars)
    {
      appendWord(word.lowerBound..<end - 1, classes: .latin, to: &text)
      appendWord(end..<word.upperBound, classes: .latin, kind: .suffix, to: &text)
    } else if settings.splitsHyphenSuffixes,
      let boundary = repairs.boundary(of: word, in: text.scalars)
    {
      let rest = boundary..<word.upperBound
      let head = table.entry(of: text.scalars[word.lowerBound]).scalarClass
      appendWord(
        word.lowerBound..<boundary, classes: head, kind: head == .digit ? .number : .word, to: &text
      )
      let kind: Token.Kind = repairs.isSuffix(text.scalars[rest]) ? .suffix : .word
      appendWord(rest, classes: .cyrillic, kind: kind, to: &text)
    } else {
      let repaired = word.reduce(into: ScalarClass()) { classes, position in
        classes.formUnion(table.entry(of: text.scalars[position]).scalarClass)
      }
      appendWord(word, classes: repaired, to: &text)
    }
  }

  /// Appends `text.scalars[word]` as one token: folds it and finds its stem.
  @inline(__always)
  func appendWord(
    _ word: Range<Int>, classes: ScalarClass, kind: Token.Kind = .word, to text: inout TokenizedText
  ) {
    guard text.tokens.count < settings.maximumTokens else { return }
    let surface = text.surfaceScalars.count
    let skeleton = text.skeletonScalars.count
    var hasKazakhLetter = false
    var hasLowercase = false
    for position in word {
      let value = text.scalars[position]
      let entry = table.entry(of: value)
      if entry.scalarClass == .hyphen { continue }
      text.surfaceScalars.append(entry.lowercase)
      if entry.lowercase == value { hasLowercase = true }
      if entry.isKazakhLetter { hasKazakhLetter = true }
    }
    appendSkeleton(of: surface..<text.surfaceScalars.count, to: &text)
    if settings.splitsParticles, kind == .word, text.skeletonScalars.count >= skeleton + 5,
      Particles.canEnd(with: text.surfaceScalars[text.surfaceScalars.count - 1]),
      Particles.isGlued(
        surface: text.surfaceScalars[surface...], skeleton: text.skeletonScalars[skeleton...])
    {
      appendHostAndParticle(surface, skeleton, to: &text)
      return
    }
    let range = skeleton..<text.skeletonScalars.count
    let last = range.isEmpty ? 0 : text.skeletonScalars[range.upperBound - 1]
    var stem = (length: range.count, last: last)
    // A short word in capitals is an abbreviation; numbers and suffixes have no stem.
    if settings.stems, kind == .word, range.count > 3, hasLowercase || range.count > 5 {
      stem = stemming.stem(
        of: text.skeletonScalars, range, scripts: classes.intersection(.letter),
        hasKazakhLetter: hasKazakhLetter)
      // `ts` became `c`: the stem of `students` ends as that of `student`.
      if classes == .latin, stem.last == 0x63, stem.length == range.count,
        endsInTS(text.scalars, word)
      {
        stem.last = 0x74
      }
    }
    text.tokens.append(
      Token(
        surface: surface..<text.surfaceScalars.count, skeleton: range, stemLength: stem.length,
        stemLastScalar: stem.last, kind: kind))
  }

  private func endsInTS(_ scalars: [UInt32], _ word: Range<Int>) -> Bool {
    word.count > 3 && scalars[word.upperBound - 1] | 0x20 == 0x73
      && scalars[word.upperBound - 2] | 0x20 == 0x74
  }

  /// The last word without its last two letters, and these as a token of their own.
  private func appendHostAndParticle(
    _ surface: Int, _ skeleton: Int, to text: inout TokenizedText
  ) {
    let surfaceEnd = text.surfaceScalars.count
    let skeletonEnd = text.skeletonScalars.count
    let host = skeleton..<skeletonEnd - 2
    text.tokens.append(
      Token(
        surface: surface..<surfaceEnd - 2, skeleton: host, stemLength: host.count,
        stemLastScalar: text.skeletonScalars[host.upperBound - 1], kind: .word))
    guard text.tokens.count < settings.maximumTokens else { return }
    text.tokens.append(
      Token(
        surface: surfaceEnd - 2..<surfaceEnd, skeleton: skeletonEnd - 2..<skeletonEnd,
        stemLength: 2, stemLastScalar: text.skeletonScalars[skeletonEnd - 1], kind: .particle))
  }

  /// Appends the skeleton of the surface scalars `word`.
  @inline(__always)
  private func appendSkeleton(of word: Range<Int>, to text: inout TokenizedText) {
    let start = text.skeletonScalars.count
    for position in word {
      let lowercase = text.surfaceScalars[position]
      if lowercase == 0x27 { continue }
      guard settings.foldsSkeleton else {
        text.skeletonScalars.append(lowercase)
        continue
      }
      let entry = table.entry(of: lowercase)
      guard entry.skeleton != 0 else {
        if entry.scalarClass == .otherLetter { text.skeletonScalars.append(lowercase) }
        continue
      }
      Skeleton.append(
        entry.skeleton, to: &text.skeletonScalars, wordStart: start,
        collapsing: settings.collapsesRepeats)
      guard entry.secondSkeleton != 0 else { continue }
      Skeleton.append(
        entry.secondSkeleton, to: &text.skeletonScalars, wordStart: start,
        collapsing: settings.collapsesRepeats)
    }
  }
}
