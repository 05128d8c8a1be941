import Knowledge
import Text

/// Finds which words of the patterns stand in a message: one look-up per token and prefix instead of
/// one comparison per word of the rules.
struct WordIndex: Sendable {
  /// How a word of a pattern is compared.
  private enum Key: Hashable {
    /// Letter for letter, as typed but for capitals: `=ии`.
    case surface(String)
    /// The whole skeleton: a word inside a phrase that was written as one (`wi-fi`).
    case skeleton(String)
    /// All endings, and the light stem that they follow.
    case stem(String, stem: String)
    /// Every word that begins so.
    case prefix(String)
  }

  /// What each root of the tree holds.
  private enum Root {
    static let surface = 0
    static let skeleton = 1
    /// Light stems, voiced ends unified.
    static let stem = 2
    static let beginning = 3
  }

  /// A word's number: its place in the arrays of a message's hits.
  private var numbers: [Key: Int] = [:]
  private var tree = WordTree(roots: 4)

  /// Endings of a stem in a message that the light stemming leaves: `оплат-ить`.
  private static let longestEnding = 5
  /// A stem shorter than this matches only as a whole.
  private static let shortestOpenStem = 4

  /// The words that the pattern word stands for (`wi-fi` is two), each with its number.
  mutating func insert(_ word: Pattern.Word, pipeline: TextPipeline) -> [Int] {
    let text = pipeline.tokens(in: word.text)
    let parts = zip(zip(text.surfaces, text.skeletons), text.stems).map { ($0.0, $0.1, $1) }
    return parts.indices.map { index in
      let (surface, skeleton, stem) = parts[index]
      switch index == parts.count - 1 ? word.ending : nil {
      case .exact: return number(of: .surface(surface))
      case .any:
        return number(of: .stem(skeleton, stem: Self.safeStem(stem, of: skeleton)))
      case .open: return number(of: .prefix(skeleton))
      case .whole, nil: return number(of: .skeleton(skeleton))
      }
    }
  }

  /// A long word that the stemming cut down to three letters would match too much: `паника`, `пән`.
  private static func safeStem(_ stem: String, of skeleton: String) -> String {
    let length = skeleton.unicodeScalars.count
    guard stem.unicodeScalars.count < shortestOpenStem, length > 4 else { return stem }
    return String(skeleton.unicodeScalars.prefix(length - 1))
  }

  private mutating func number(of key: Key) -> Int {
    if let number = numbers[key] { return number }
    let number = numbers.count
    numbers[key] = number
    switch key {
    case .surface(let surface):
      insert(surface, root: Root.surface, number)
    case .skeleton(let skeleton):
      insert(skeleton, root: Root.skeleton, number)
    case .stem(let skeleton, let stem):
      let unified = Self.unified(stem)
      insert(skeleton, root: Root.skeleton, number)
      insert(unified, root: Root.stem, number)
      if stem.unicodeScalars.count >= Self.shortestOpenStem {
        insert(unified, root: Root.beginning, number, rest: Self.longestEnding)
      }
    case .prefix(let skeleton):
      insert(Self.unified(skeleton), root: Root.beginning, number, rest: .max)
    }
    return number
  }

  /// `rest`: how many scalars may follow.
  private mutating func insert(_ word: String, root: Int, _ number: Int, rest: Int = 0) {
    tree.insert(
      word.unicodeScalars.lazy.map(\.value), root: root,
      end: WordTree.End(word: number, rest: rest))
  }

  /// To be called after the last word, before the first message.
  mutating func finish() {
    tree.finish()
    numbers = [:]
  }

  /// The tokens of `text` that each word matches.
  func hits(in text: TokenizedText) -> WordHits {
    var hits = WordHits()
    for (place, token) in text.tokens.enumerated() {
      let skeleton = text.skeletonScalars[token.skeleton]
      insertWord(text.surfaceScalars[token.surface], root: Root.surface, place, into: &hits)
      insertWord(skeleton, root: Root.skeleton, place, into: &hits)
      insertStem(of: token, skeleton, place, into: &hits)
      insertBeginnings(of: skeleton, place, into: &hits)
    }
    hits.finish()
    return hits
  }

  private func insertWord(
    _ word: ArraySlice<UInt32>, root: Int, _ place: Int, into hits: inout WordHits
  ) {
    var node = root
    for scalar in word {
      guard let next = tree.child(of: node, scalar) else { return }
      node = next
    }
    for end in tree.ends(at: node) { hits.insert(word: end.word, token: place) }
  }

  private func insertStem(
    of token: Token, _ skeleton: ArraySlice<UInt32>, _ place: Int, into hits: inout WordHits
  ) {
    var stem = skeleton.prefix(token.stemLength)
    if !stem.isEmpty { stem[stem.endIndex - 1] = Self.unified(token.stemLastScalar) }
    insertWord(stem, root: Root.stem, place, into: &hits)
  }

  /// The words that `skeleton` begins with.
  private func insertBeginnings(
    of skeleton: ArraySlice<UInt32>, _ place: Int, into hits: inout WordHits
  ) {
    var rest = skeleton.count
    var node = Root.beginning
    for scalar in skeleton {
      rest -= 1
      if let end = tree.child(of: node, Self.unified(scalar)) {
        for entry in tree.ends(at: end) where rest <= entry.rest {
          hits.insert(word: entry.word, token: place)
        }
      }
      guard let next = tree.child(of: node, scalar) else { return }
      node = next
    }
  }

  /// `сабағым` begins with `сабақ`: a final stop counts the same, voiced or not.
  private static func unified(_ word: String) -> String {
    guard let last = word.unicodeScalars.last, let end = Unicode.Scalar(unified(last.value)) else {
      return word
    }
    return String(word.unicodeScalars.dropLast()) + String(Character(end))
  }

  private static func unified(_ scalar: UInt32) -> UInt32 {
    switch Unicode.Scalar(scalar) {
    case "g": 0x6B
    case "b": 0x70
    default: scalar
    }
  }
}

/// Which words of the patterns stand where in a message.
struct WordHits: Sendable {
  /// Word in the high half, token in the low one; sorted, each once.
  private var pairs: [UInt64] = []

  fileprivate mutating func insert(word: Int, token: Int) {
    pairs.append(UInt64(truncatingIfNeeded: word) << 32 | UInt64(truncatingIfNeeded: token))
  }

  fileprivate mutating func finish() {
    pairs.sort()
    var count = 0
    for pair in pairs where count == 0 || pairs[count - 1] != pair {
      pairs[count] = pair
      count += 1
    }
    pairs.removeLast(pairs.count - count)
  }

  /// Rising, each once.
  var words: [Int] {
    var words: [Int] = []
    for pair in pairs where words.last != Int(pair >> 32) { words.append(Int(pair >> 32)) }
    return words
  }

  /// The tokens that `word` matches, rising.
  func tokens(of word: Int) -> some Sequence<Int> {
    let low = UInt64(truncatingIfNeeded: word) << 32
    return pairs[place(of: low)...].lazy.prefix { $0 >> 32 == low >> 32 }
      .map { Int($0 & 0xFFFF_FFFF) }
  }

  func contains(_ word: Int, token: Int) -> Bool {
    let pair = UInt64(truncatingIfNeeded: word) << 32 | UInt64(truncatingIfNeeded: token)
    let place = place(of: pair)
    return place < pairs.count && pairs[place] == pair
  }

  /// The first place whose pair is not below `pair`.
  private func place(of pair: UInt64) -> Int {
    var low = 0
    var high = pairs.count
    while low < high {
      let middle = (low + high) / 2
      if pairs[middle] < pair { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
