import Testing

@testable import Dialogue

@Suite struct TokenSetTests {
  /// Within the first word, across words, far out.
  static let samples: [Set<Int>] = [
    [], [0], [63], [64], [0, 63, 64], [5, 130], [130, 200, 700], Set(0..<300),
  ]

  static let pairs = samples.flatMap { a in samples.map { (a, $0) } }

  @Test(arguments: pairs)
  func `it does what a set of numbers does`(_ a: Set<Int>, _ b: Set<Int>) {
    let (x, y) = (TokenSet(a), TokenSet(b))
    #expect(x.tokens == a.sorted())
    #expect(x.count == a.count && x.isEmpty == a.isEmpty)
    #expect(x.union(y).tokens == a.union(b).sorted())
    #expect(x.subtracting(y).tokens == a.subtracting(b).sorted())
    #expect(x.isSubset(of: y) == a.isSubset(of: b))
    #expect(x.isDisjoint(with: y) == a.isDisjoint(with: b))
    #expect((x == y) == (a == b))
    #expect(b.allSatisfy { x.contains($0) == a.contains($0) })
  }

  @Test func `what was taken out leaves no trace`() {
    #expect(TokenSet([3, 900]).subtracting(TokenSet([900])) == TokenSet([3]))
  }
}

@Suite struct WordTreeTests {
  @Test func `a tree finds the words that were put in, and no others`() {
    var tree = WordTree(roots: 2)
    let words: [[UInt32]] = [[1], [1, 2], [1, 2, 3], [7, 9], [0x10_FFFF, 0]]
    for (number, word) in words.enumerated() {
      tree.insert(word, root: number % 2, end: WordTree.End(word: number, rest: 0))
    }
    tree.finish()
    func found(_ word: [UInt32], root: Int) -> [Int] {
      var node = root
      for scalar in word {
        guard let next = tree.child(of: node, scalar) else { return [] }
        node = next
      }
      return tree.ends(at: node).map(\.word)
    }
    for (number, word) in words.enumerated() {
      #expect(found(word, root: number % 2) == [number])
      #expect(found(word, root: 1 - number % 2) == [])
      #expect(found(word + [5], root: number % 2) == [])
    }
  }
}
