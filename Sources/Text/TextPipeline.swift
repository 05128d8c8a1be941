/// The text side of the classifier: an utterance in Kazakh, Russian, English or a mixture becomes
/// tokens, each with a surface, a skeleton and a light stem. One way for all languages; no detector.
///
/// Deterministic, O(n), safe for any string. The stages are the files of this folder.
public struct TextPipeline: Sendable {
  public let settings: TextSettings

  let table = FoldTable.standard
  let normalization: Normalization
  let classTokens: ClassTokens
  let stemming = Stemming()

  /// Scalars of a word after this many are dropped.
  static let maximumWordLength = 64

  public init(settings: TextSettings = .standard) {
    self.settings = settings
    normalization = Normalization(table: table, emojiTokens: settings.emojiTokens)
    classTokens = ClassTokens(table: table)
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
      classTokens.replace(in: &text.scalars)
    }
    var position = 0
    while position < text.scalars.count, text.tokens.count < settings.maximumTokens {
      position = appendToken(at: position, to: &text)
    }
  }

  /// Appends the token that starts at `start`, if one does, and returns where to go on.
  @inline(__always)
  private func appendToken(at start: Int, to text: inout TokenizedText) -> Int {
    let first = table.entry(of: text.scalars[start]).scalarClass
    if first.contains(.classToken) {
      appendClassToken(text.scalars[start], to: &text)
      return start + 1
    }
    guard !first.isDisjoint(with: .wordPart) else { return start + 1 }
    var end = start
    var classes = ScalarClass()
    while end < text.scalars.count {
      let scalarClass = table.entry(of: text.scalars[end]).scalarClass
      if scalarClass.isDisjoint(with: .wordPart) {
        guard scalarClass == .apostrophe, end + 1 < text.scalars.count else { break }
        let next = table.entry(of: text.scalars[end + 1]).scalarClass
        guard !next.isDisjoint(with: .letter) else { break }
      }
      classes.formUnion(scalarClass)
      end += 1
    }
    let kept = start..<min(end, start + Self.maximumWordLength)
    appendWord(kept, classes: classes, kind: classes == .digit ? .number : .word, to: &text)
    return end
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
