/// A set of suffixes as a trie over the letters a...z, read from the end of a word.
struct SuffixSet: Sendable {
  /// `children[node * 32 + letter]`, 0 where there is none; node 0 is the root. Bit 15 of a child
  /// says that a suffix begins there.
  private var children: [UInt16]
  private static let isSuffix: UInt16 = 0x8000

  /// `suffixes` separated by blanks, in the letters of the skeleton.
  init(_ suffixes: String) {
    children = Array(repeating: 0, count: 32)
    for suffix in suffixes.split(separator: " ") {
      insert(suffix.utf8.reversed().map { Int($0) - 0x61 })
    }
  }

  private mutating func insert(_ letters: [Int]) {
    var node = 0
    for (position, letter) in letters.enumerated() {
      let slot = node * 32 + letter
      if children[slot] & ~Self.isSuffix == 0 {
        children[slot] |= UInt16(children.count / 32)
        children.append(contentsOf: repeatElement(0, count: 32))
      }
      if position == letters.count - 1 { children[slot] |= Self.isSuffix }
      node = Int(children[slot] & ~Self.isSuffix)
    }
  }

  /// The length of the longest suffix of `word[range]` that leaves at least `least` letters; 0 when
  /// there is none.
  @inline(__always)
  func longestMatch(in word: [UInt32], _ range: Range<Int>, leaving least: Int) -> Int {
    var node = 0
    var longest = 0
    var position = range.upperBound
    while position > range.lowerBound + least {
      position -= 1
      let letter = word[position] &- 0x61
      guard letter < 26 else { break }
      let child = children[node * 32 + Int(letter)]
      if child == 0 { break }
      if child & Self.isSuffix != 0 { longest = range.upperBound - position }
      node = Int(child & ~Self.isSuffix)
    }
    return longest
  }
}
