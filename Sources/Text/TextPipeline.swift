/// The text side of the classifier: an utterance in Kazakh, Russian, English or a mixture becomes
/// tokens, each with a surface, a skeleton and a light stem. One way for all languages; no detector.
///
/// Deterministic, O(n), safe for any string. The stages are the files of this folder.
public struct TextPipeline: Sendable {
  public let settings: TextSettings

  let table = FoldTable.standard
  let normalization: Normalization
  let classTokens: ClassTokens
  let keyboardLayout = KeyboardLayout()
  let repairs: WordRepairs
  let stemming = Stemming()

  /// Scalars of a word after this many are dropped.
  static let maximumWordLength = 64

  public init(settings: TextSettings = .standard) {
    self.settings = settings
    normalization = Normalization(table: table, emojiTokens: settings.emojiTokens)
    classTokens = ClassTokens(table: table)
    repairs = WordRepairs(table: table)
  }

  /// The tokens of `utterance` in a new value.
  public func tokens(in utterance: String) -> TokenizedText {
    var text = TokenizedText()
    tokenize(utterance, into: &text)
    return text
  }

  /// Replaces the content of `text` by the tokens of `utterance`, reusing its memory.
  public func tokenize(_ utterance: String, into text: inout TokenizedText) {
    text.surfaceScalars.removeAll(keepingCapacity: true)
    text.skeletonScalars.removeAll(keepingCapacity: true)
    text.tokens.removeAll(keepingCapacity: true)
    let seen = normalization.normalize(utterance, into: &text.scalars)
    if settings.classTokens, !seen.isDisjoint(with: [.digit, .mark]) {
      classTokens.replace(in: &text.scalars, seen: seen)
    }
    if settings.repairsKeyboardLayout {
      keyboardLayout.repair(&text.scalars, table: table, seen: seen)
    }
    var position = 0
    while position < text.scalars.count, text.tokens.count < settings.maximumTokens {
      position = appendToken(at: position, to: &text)
    }
  }

  /// Appends the token or tokens that start at `start`, if any do, and returns where to go on.
  @inline(__always)
  private func appendToken(at start: Int, to text: inout TokenizedText) -> Int {
    let first = table.entry(of: text.scalars[start]).scalarClass
    if first.contains(.classToken) {
      appendClassToken(text.scalars[start], to: &text)
      return start + 1
    }
    guard !first.isDisjoint(with: .wordPart) else { return start + 1 }
    var classes = ScalarClass()
    let end = wordEnd(in: text.scalars, from: start, classes: &classes)
    let word = start..<min(end, start + Self.maximumWordLength)
    if settings.splitsHyphenSuffixes, start > 1, text.scalars[start - 1] == 0x2D,
      classes == .cyrillic, isHyphenSuffix(word, in: text.scalars)
    {
      appendWord(word, classes: classes, kind: .suffix, to: &text)
    } else if classes == .latin || classes == .cyrillic {
      appendWord(word, classes: classes, to: &text)
    } else {
      appendMixedWord(word, classes: classes, to: &text)
    }
    return end
  }

  /// The end of the word that starts at `start`: letters, digits and apostrophes between letters.
  @inline(__always)
  private func wordEnd(in scalars: [UInt32], from start: Int, classes: inout ScalarClass) -> Int {
    var end = start
    while end < scalars.count {
      let scalarClass = table.entry(of: scalars[end]).scalarClass
      if scalarClass.isDisjoint(with: .wordPart) {
        guard joinsWord(scalarClass, at: end, in: scalars, from: start, classes: classes) else {
          break
        }
      }
      classes.formUnion(scalarClass)
      end += 1
    }
    return end
  }

  /// An apostrophe between letters, and the hyphen of `e-mail` and `wi-fi`, do not end a word.
  private func joinsWord(
    _ scalarClass: ScalarClass, at position: Int, in scalars: [UInt32], from start: Int,
    classes: ScalarClass
  ) -> Bool {
    guard position + 1 < scalars.count else { return false }
    let next = table.entry(of: scalars[position + 1]).scalarClass
    if scalarClass == .apostrophe { return !next.isDisjoint(with: .letter) }
    return scalarClass == .hyphen && classes == .latin && next == .latin && position - start <= 2
  }

  /// `5-те`, `Kaspi-ден`, `<number>-ға`: an ending right after a hyphen and a word or class token.
  private func isHyphenSuffix(_ word: Range<Int>, in scalars: [UInt32]) -> Bool {
    let head = table.entry(of: scalars[word.lowerBound - 2]).scalarClass
    return !head.isDisjoint(with: [.wordPart, .classToken]) && repairs.isSuffix(scalars[word])
  }

  private func appendClassToken(_ scalar: UInt32, to text: inout TokenizedText) {
    guard let token = ClassToken(scalar: scalar) else { return }
    let spelling = ClassToken.spellings[Int(token.rawValue)]
    let surface = text.surfaceScalars.count
    let skeleton = text.skeletonScalars.count
    text.surfaceScalars.append(contentsOf: spelling)
    text.skeletonScalars.append(contentsOf: spelling)
    text.tokens.append(
      Token(
        surface: surface..<surface + spelling.count, skeleton: skeleton..<skeleton + spelling.count,
        stemLength: spelling.count, stemLastScalar: 0x3E, kind: .classToken))
  }
}
