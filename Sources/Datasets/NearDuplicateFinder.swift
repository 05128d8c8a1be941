/// Joins texts into groups, rule by rule: see `NearDuplicates`.
struct NearDuplicateFinder {
  private struct Key {
    let hash: UInt64
    let text: Int32
  }

  private let texts: ComparisonTexts
  /// `parents[text]` is a text of the same group, with a lower or the same number.
  private var parents: [Int32]

  /// In rule 3 the word that differs has at least so many letters.
  private static let shortestMisspelt = 4
  /// In rule 4 two texts meet when all rows of a band agree: in 64 rows, at a similarity of 0.75,
  /// with a probability of 1 - (1 - 0.75⁴)¹⁶ = 0.998.
  private static let rowsPerBand = 4
  /// In rule 4 each text of a bucket is compared with so many before it, which keeps it linear.
  private static let comparisons = 4

  init(_ texts: ComparisonTexts) {
    self.texts = texts
    parents = (0..<texts.count).map { Int32($0) }
  }

  var representatives: [Int] {
    parents.indices.map { root(of: $0) }
  }

  /// Rules 1 and 2.
  mutating func joinEqualWords() {
    var spelled = [Key]()
    var sorted = [Key]()
    for text in 0..<texts.count where !texts.words(of: text).isEmpty {
      spelled.append(Key(hash: StableHash.of(texts.compact(text)), text: Int32(text)))
      let words = wordHashes(of: text).sorted()
      sorted.append(Key(hash: words.reduce(0, StableHash.mix), text: Int32(text)))
    }
    for keys in [spelled, sorted] {
      forEachBucket(of: keys) { finder, _, bucket in
        for key in bucket.dropFirst() {
          finder.join(Int(bucket[bucket.startIndex].text), Int(key.text))
        }
      }
    }
  }

  /// Rule 3: texts that share all words but one meet in a bucket. There, two words are a letter apart
  /// when they share the letters that remain if one is left out.
  mutating func joinMisspelt() {
    var keys = [Key]()
    for text in 0..<texts.count {
      for (_, context) in contexts(of: text) {
        keys.append(Key(hash: context, text: Int32(text)))
      }
    }
    forEachBucket(of: keys) { finder, hash, bucket in
      var owners = [UInt64: Int]()
      for key in bucket {
        let text = Int(key.text)
        for (word, context) in finder.contexts(of: text) where context == hash {
          for variant in Self.variants(of: finder.texts.letters(of: word)) {
            finder.join(owners[variant, default: text], text)
            owners[variant] = text
          }
        }
      }
    }
  }

  /// Rule 4.
  mutating func joinSimilar() {
    let sets = TrigramSets(texts)
    var bands = [[Key]](repeating: [], count: MinHash.rows / Self.rowsPerBand)
    for text in 0..<texts.count where !texts.words(of: text).isEmpty {
      let smallest = MinHash.signature(of: sets[text])
      for band in bands.indices {
        var hash: UInt64 = 0
        for row in (band * Self.rowsPerBand)..<((band + 1) * Self.rowsPerBand) {
          hash = StableHash.mix(hash, UInt64(smallest[row]))
        }
        bands[band].append(Key(hash: hash, text: Int32(text)))
      }
    }
    for keys in bands {
      forEachBucket(of: keys) { finder, _, bucket in
        finder.joinSimilar(in: bucket, sets)
      }
    }
  }

  private mutating func joinSimilar(in bucket: ArraySlice<Key>, _ sets: TrigramSets) {
    for later in bucket.indices.dropFirst() {
      let text = Int(bucket[later].text)
      for earlier in max(bucket.startIndex, later - Self.comparisons)..<later {
        let other = Int(bucket[earlier].text)
        guard root(of: other) != root(of: text) else { continue }
        if MinHash.jaccard(sets[other], sets[text]) >= NearDuplicates.threshold {
          join(other, text)
        }
      }
    }
  }

  // MARK: Hashes

  private func wordHashes(of text: Int) -> [UInt64] {
    texts.words(of: text).map { StableHash.of(texts.letters(of: $0)) }
  }

  /// For each word that is long enough, a number for all the others in their order.
  private func contexts(of text: Int) -> [(word: Int, hash: UInt64)] {
    let words = texts.words(of: text)
    let hashes = wordHashes(of: text)
    var after = [UInt64](repeating: 0, count: hashes.count + 1)
    for index in hashes.indices.reversed() {
      after[index] = StableHash.mix(after[index + 1], hashes[index])
    }
    var contexts = [(word: Int, hash: UInt64)]()
    var before = StableHash.start
    for (index, word) in words.enumerated() {
      if texts.letterCount(of: word) >= Self.shortestMisspelt {
        contexts.append((word, StableHash.mix(before, after[index + 1])))
      }
      before = StableHash.mix(before, hashes[index])
    }
    return contexts
  }

  /// A number for the word and one for each way to leave out a letter.
  private static func variants(of word: ArraySlice<UInt16>) -> [UInt64] {
    [StableHash.of(word)]
      + word.indices.map { StableHash.of(word[..<$0] + word[($0 + 1)...]) }
  }

  // MARK: Groups

  /// Calls `body` with the keys that share a hash, in the order of the texts, for each hash of two or
  /// more.
  private mutating func forEachBucket(
    of keys: [Key], _ body: (inout Self, UInt64, ArraySlice<Key>) -> Void
  ) {
    let sorted = keys.sorted { ($0.hash, $0.text) < ($1.hash, $1.text) }
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].hash == sorted[start].hash { end += 1 }
      if end - start > 1 { body(&self, sorted[start].hash, sorted[start..<end]) }
      start = end
    }
  }

  private func root(of text: Int) -> Int {
    var text = text
    while Int(parents[text]) != text { text = Int(parents[text]) }
    return text
  }

  /// Puts both texts, and all between them and their roots, right under the lower root.
  private mutating func join(_ a: Int, _ b: Int) {
    let low = min(root(of: a), root(of: b))
    for start in [a, b] {
      var text = start
      while text != low {
        let next = Int(parents[text])
        parents[text] = Int32(low)
        if next == text { break }
        text = next
      }
    }
  }
}
