/// The rows of the commonest words of the training data, so that a loader can work out their part of
/// each convolution once.
///
/// A word is cached under the first of its rows (its surface form); the whole list is compared before the
/// cache is used, so that caching never changes a result.
public struct WordLists: Sendable, Equatable {
  /// `ends[w]` is the end of word `w` in `rows`.
  public let ends: [Int32]
  public let rows: [Int32]

  public init(ends: [Int32], rows: [Int32]) {
    self.ends = ends
    self.rows = rows
  }

  public var count: Int { ends.count }

  /// The positions of word `word` in `rows`.
  @inline(__always)
  func range(_ word: Int) -> Range<Int> {
    (word == 0 ? 0 : Int(ends[word - 1]))..<Int(ends[word])
  }
}
