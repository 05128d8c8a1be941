import Knowledge
import Text

/// Finds which words of the patterns stand in a message: one look-up per token and prefix instead of
/// one comparison per word of the rules.
struct WordIndex: Sendable {
  /// One word of a message's spelling and what may follow it.
  private struct Key: Hashable {
    let skeleton: String
    let ending: Pattern.Word.Ending
  }

  /// A word's number: its place in the arrays of a message's hits.
  private var numbers: [Key: Int] = [:]
  /// Whole skeletons, also for `=word`.
  private var exact: [String: [Int]] = [:]
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
    let skeletons = text.skeletons
    let stemmed = text.stems
    return skeletons.indices.map { index in
      let isLast = index == skeletons.count - 1
      let key = Key(skeleton: skeletons[index], ending: isLast ? word.ending : .exact)
      return number(of: key, stem: Self.safeStem(stemmed[index], of: skeletons[index]))
    }
  }

  /// A long word that the stemming cut down to three letters would match too much: `паника`, `пән`.
  private static func safeStem(_ stem: String, of skeleton: String) -> String {
    let length = skeleton.unicodeScalars.count
    guard stem.unicodeScalars.count < shortestOpenStem, length > 5 else { return stem }
    return String(skeleton.unicodeScalars.prefix(length - 1))
  }

  private mutating func number(of word: Key, stem: String) -> Int {
    // Two spellings with one skeleton may differ in their stem: both are looked up.
    let number = numbers[word] ?? numbers.count
    if numbers.updateValue(number, forKey: word) == nil { exact[word.skeleton, default: []].append(number) }
    switch word.ending {
    case .exact:
      break
    case .any:
      let key = Self.unified(stem)
      if stems[key, default: []].contains(number) { break }
      stems[key, default: []].append(number)
      if stem.unicodeScalars.count >= Self.shortestOpenStem {
        prefixes[key, default: []].append((number, Self.longestEnding))
      }
    case .open:
      prefixes[Self.unified(word.skeleton), default: []].append((number, .max))
    }
    return number
  }

  /// The tokens that each word matches: `hits[number]` are indices of tokens, rising.
  func hits(in text: TokenizedText) -> [[Int]] {
    var hits = [[Int]](repeating: [], count: count)
    let skeletons = text.skeletons
    let stemmed = text.stems
    for token in skeletons.indices {
      var matched = Set<Int>()
      matched.formUnion(exact[skeletons[token], default: []])
      matched.formUnion(stems[Self.unified(stemmed[token]), default: []])
      let scalars = Array(skeletons[token].unicodeScalars)
      for length in 1...max(1, scalars.count) where length <= scalars.count {
        let prefix = Self.unified(scalars[..<length])
        for (word, rest) in prefixes[prefix, default: []] where scalars.count - length <= rest {
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
    if let last = view.last, let voiceless: Unicode.Scalar = last == "g" ? "k" : last == "b" ? "p" : nil {
      view.removeLast()
      view.append(voiceless)
    }
    return String(view)
  }
}
