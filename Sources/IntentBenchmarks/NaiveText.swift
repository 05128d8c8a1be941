import Foundation
import Kernels

/// Text and features as one would write them at first, with strings and a dictionary: the yardstick of the
/// micro-benchmarks. Not the same features as the pipeline's, but the same kind and number.
struct NaiveText {
  private let vocabulary: [String: Int32]

  var count: Int { vocabulary.count }

  /// Numbers all n-grams of `utterances`.
  init(_ utterances: [String]) {
    var vocabulary: [String: Int32] = [:]
    for utterance in utterances {
      for ngram in Self.ngrams(Self.words(utterance)) where vocabulary[ngram] == nil {
        vocabulary[ngram] = Int32(vocabulary.count)
      }
    }
    self.vocabulary = vocabulary
  }

  /// Lower-case words after compatibility normalization.
  static func words(_ utterance: String) -> [String] {
    utterance.precomposedStringWithCompatibilityMapping.lowercased()
      .split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Words, pairs of words, and 2 to 5 characters inside padded words.
  static func ngrams(_ words: [String]) -> [String] {
    var ngrams = words
    for (first, second) in zip(words, words.dropFirst()) { ngrams.append(first + " " + second) }
    for word in words {
      let characters = Array(" " + word + " ")
      for length in 2...5 where characters.count >= length {
        for start in 0...(characters.count - length) {
          ngrams.append(String(characters[start..<start + length]))
        }
      }
    }
    return ngrams
  }

  /// Counts of the known n-grams, scaled to length 1.
  func features(_ utterance: String) -> SparseRows {
    var counts: [Int32: Float] = [:]
    for ngram in Self.ngrams(Self.words(utterance)) {
      if let number = vocabulary[ngram] { counts[number, default: 0] += 1 }
    }
    let length = counts.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var rows = SparseRows()
    for (number, count) in counts.sorted(by: { $0.key < $1.key }) {
      rows.append(index: number, value: count / length)
    }
    rows.endRow()
    return rows
  }
}
