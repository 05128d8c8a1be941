/// Places of tokens in a message: a bit each, and no memory for the first 64, which few messages
/// exceed.
struct TokenSet: Sendable, Equatable {
  private var first: UInt64 = 0
  /// 64 more a word; no zero at the end.
  private var others: [UInt64] = []

  init() {}

  init(_ tokens: some Sequence<Int>) {
    for token in tokens { insert(token) }
  }

  var isEmpty: Bool { first == 0 && others.isEmpty }

  var count: Int { others.reduce(first.nonzeroBitCount) { $0 + $1.nonzeroBitCount } }

  /// Rising.
  var tokens: [Int] {
    ([first] + others).enumerated().flatMap { place, word in
      (0..<64).filter { word >> UInt64($0) & 1 == 1 }.map { place * 64 + $0 }
    }
  }

  func contains(_ token: Int) -> Bool {
    guard token >= 64 else { return first >> UInt64(token) & 1 == 1 }
    let place = token / 64 - 1
    return place < others.count && others[place] >> UInt64(token % 64) & 1 == 1
  }

  mutating func insert(_ token: Int) {
    guard token >= 64 else {
      first |= 1 << UInt64(token)
      return
    }
    let place = token / 64 - 1
    while others.count <= place { others.append(0) }
    others[place] |= 1 << UInt64(token % 64)
  }

  mutating func formUnion(_ other: TokenSet) {
    first |= other.first
    if others.count < other.others.count {
      others += repeatElement(0, count: other.others.count - others.count)
    }
    for place in other.others.indices { others[place] |= other.others[place] }
  }

  func union(_ other: TokenSet) -> TokenSet {
    var union = self
    union.formUnion(other)
    return union
  }

  func subtracting(_ other: TokenSet) -> TokenSet {
    var rest = self
    rest.first &= ~other.first
    for place in 0..<min(others.count, other.others.count) {
      rest.others[place] &= ~other.others[place]
    }
    while rest.others.last == 0 { rest.others.removeLast() }
    return rest
  }

  func isSubset(of other: TokenSet) -> Bool { subtracting(other).isEmpty }

  func isDisjoint(with other: TokenSet) -> Bool {
    first & other.first == 0 && zip(others, other.others).allSatisfy { $0 & $1 == 0 }
  }
}
