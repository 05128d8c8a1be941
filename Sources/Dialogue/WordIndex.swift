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
  /// Beginnings as a tree of scalars: the child of a node by one scalar, and what ends at a node.
  private var children: [Edge: Int] = [:]
  private var ends: [[(word: Int, rest: Int)]] = [[]]

  private struct Edge: Hashable {
    let node: Int
    let scalar: Unicode.Scalar
  }

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
        insertBeginning(unified, word: number, rest: Self.longestEnding)
      }
    case .prefix(let skeleton):
      insertBeginning(Self.unified(skeleton), word: number, rest: .max)
    }
    return number
  }

  /// `rest`: how many scalars may follow.
  private mutating func insertBeginning(_ beginning: String, word: Int, rest: Int) {
    var node = 0
    for scalar in beginning.unicodeScalars {
      let edge = Edge(node: node, scalar: scalar)
      if let child = children[edge] {
        node = child
      } else {
        children[edge] = ends.count
        node = ends.count
        ends.append([])
      }
    }
    ends[node].append((word, rest))
  }

  /// The tokens that each word matches, by the word's number: indices of tokens, rising.
  func hits(in text: TokenizedText) -> [Int: [Int]] {
    var hits = [Int: [Int]]()
    let views = zip(zip(text.surfaces, text.skeletons), text.stems)
    for (token, ((surface, skeleton), stem)) in views.enumerated() {
      var matched = Set(surfaces[surface] ?? [])
      matched.formUnion(skeletons[skeleton] ?? [])
      matched.formUnion(stems[Self.unified(stem)] ?? [])
      insertBeginnings(of: skeleton, into: &matched)
      for word in matched { hits[word, default: []].append(token) }
    }
    return hits
  }

  /// The words that `skeleton` begins with.
  private func insertBeginnings(of skeleton: String, into matched: inout Set<Int>) {
    var rest = skeleton.unicodeScalars.count
    var node = 0
    for scalar in skeleton.unicodeScalars {
      rest -= 1
      if let end = children[Edge(node: node, scalar: Self.unified(scalar))] {
        for entry in ends[end] where rest <= entry.rest { matched.insert(entry.word) }
      }
      guard let next = children[Edge(node: node, scalar: scalar)] else { return }
      node = next
    }
  }

  /// `сабағым` begins with `сабақ`: a final stop counts the same, voiced or not.
  private static func unified(_ word: String) -> String {
    guard let last = word.unicodeScalars.last, unified(last) != last else { return word }
    var view = word.unicodeScalars
    view.removeLast()
    view.append(unified(last))
    return String(view)
  }

  private static func unified(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar == "g" ? "k" : scalar == "b" ? "p" : scalar
  }
}
