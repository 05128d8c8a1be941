/// Finds sets that are alike by the smallest values of several hash functions: two sets agree in one
/// with a probability equal to their Jaccard similarity (Broder 1997).
enum MinHash {
  /// The number of hash functions.
  static let rows = 64

  private static let factors = (0..<rows).map {
    UInt32(truncatingIfNeeded: StableHash.mix(1, UInt64($0))) | 1
  }
  private static let masks = (0..<rows).map {
    UInt32(truncatingIfNeeded: StableHash.mix(2, UInt64($0)))
  }

  /// The smallest hash of the set's elements under each function.
  static func signature(of set: ArraySlice<UInt32>) -> [UInt32] {
    let (factors, masks) = (factors, masks)
    var smallest = [UInt32](repeating: .max, count: rows)
    for element in set {
      for row in 0..<rows {
        smallest[row] = min(smallest[row], (element ^ masks[row]) &* factors[row])
      }
    }
    return smallest
  }

  /// The share of common elements of two rising sequences, 0...1.
  static func jaccard(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Double {
    var (i, j, common) = (a.startIndex, b.startIndex, 0)
    while i < a.endIndex, j < b.endIndex {
      let (x, y) = (a[i], b[j])
      if x == y { common += 1 }
      if x <= y { i += 1 }
      if y <= x { j += 1 }
    }
    return Double(common) / Double(max(1, a.count + b.count - common))
  }
}

/// The set of letter trigrams of each text, with blanks around the words, as rising 32-bit hashes in
/// one array.
struct TrigramSets {
  private var hashes = [UInt32]()
  /// `ends[text]` is where the text's set ends in `hashes`.
  private var ends = [Int]()

  init(_ texts: ComparisonTexts) {
    var set = [UInt32]()
    for text in 0..<texts.count {
      set.removeAll(keepingCapacity: true)
      var trigram: UInt64 = 0x20
      for word in texts.words(of: text) {
        for letter in texts.letters(of: word) {
          trigram = (trigram << 16 | UInt64(letter)) & 0xffff_ffff_ffff
          if trigram >> 32 != 0 { set.append(Self.hash(trigram)) }
        }
        trigram = (trigram << 16 | 0x20) & 0xffff_ffff_ffff
        set.append(Self.hash(trigram))
      }
      set.sort()
      let start = hashes.count
      for hash in set where hashes.count == start || hashes[hashes.count - 1] != hash {
        hashes.append(hash)
      }
      ends.append(hashes.count)
    }
  }

  subscript(text: Int) -> ArraySlice<UInt32> {
    hashes[(text == 0 ? 0 : ends[text - 1])..<ends[text]]
  }

  private static func hash(_ trigram: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: StableHash.mix(3, trigram) >> 16)
  }
}
