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

  /// A word's number: its place in the arrays of a message's hits.
  private var numbers: [Key: Int] = [:]
  private var surfaces: [String: [Int]] = [:]
  private var skeletons: [String: [Int]] = [:]
  /// Light stems, voiced ends unified.
  private var stems: [String: [Int]] = [:]
  /// Beginnings and how many scalars may follow.
  private var prefixes: [String: [(word: Int, rest: Int)]] = [:]

  /// Endings of a stem in a message that the light stemming leaves: `оплат-ить`.
  private static let longestEnding = 5
  /// A stem shorter than this matches only as a whole.
  private static let shortestOpenStem = 4

  var count: Int { numbers.count }

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
      case nil: return number(of: .skeleton(skeleton))
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
      surfaces[surface, default: []].append(number)
    case .skeleton(let skeleton):
      skeletons[skeleton, default: []].append(number)
    case .stem(let skeleton, let stem):
      let unified = Self.unified(stem)
      skeletons[skeleton, default: []].append(number)
      stems[unified, default: []].append(number)
      if stem.unicodeScalars.count >= Self.shortestOpenStem {
        prefixes[unified, default: []].append((number, Self.longestEnding))
      }
    case .prefix(let skeleton):
      prefixes[Self.unified(skeleton), default: []].append((number, .max))
    }
    return number
  }

  /// The tokens that each word matches: `hits[number]` are indices of tokens, rising.
  func hits(in text: TokenizedText) -> [[Int]] {
    var hits = [[Int]](repeating: [], count: count)
    let views = zip(zip(text.surfaces, text.skeletons), text.stems)
    for (token, ((surface, skeleton), stem)) in views.enumerated() {
      var matched = Set(surfaces[surface] ?? [])
      matched.formUnion(skeletons[skeleton] ?? [])
      matched.formUnion(stems[Self.unified(stem)] ?? [])
      let scalars = Array(skeleton.unicodeScalars)
      for length in 0..<scalars.count {
        let prefix = Self.unified(scalars[...length])
        for (word, rest) in prefixes[prefix] ?? [] where scalars.count - length - 1 <= rest {
          matched.insert(word)
        }
      }
      for word in matched { hits[word].append(token) }
    }
    return hits
  }

  private static func unified(_ word: String) -> String { unified(Array(word.unicodeScalars)[...]) }

  /// `сабағым` begins with `сабақ`: a final stop counts the same, voiced or not.
  private static func unified(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView(scalars)
    if let last = view.last,
      let voiceless: Unicode.Scalar = last == "g" ? "k" : last == "b" ? "p" : nil
    {
      view.removeLast()
      view.append(voiceless)
    }
    return String(view)
  }
}
