public import IntentTypes

/// Groups of utterances that are nearly the same text. Two utterances belong together when, in small
/// letters and without punctuation,
///
/// 1. they have the same letters and digits, however spaced;
/// 2. they have the same words in any order;
/// 3. all words but one are the same, and that one differs by a letter (left out, added, replaced or
///    swapped with its neighbour), in words of four letters or more;
/// 4. the sets of their letter trigrams have a Jaccard similarity of `threshold` or more.
///
/// The relation is made transitive. The fourth rule looks for candidates by MinHash in bands (Broder
/// 1997; Leskovec, Rajaraman & Ullman, Mining of Massive Datasets, section 3.4) with fixed hash
/// functions: it finds nearly all such pairs, the same ones on every run, in time linear in the size
/// of the text.
public struct NearDuplicates: Sendable {
  /// For each utterance the lowest index in its group.
  public let representatives: [Int]

  /// The least Jaccard similarity of trigram sets that counts as nearly the same.
  public static let threshold = 0.75

  public init(_ texts: [String]) {
    var finder = NearDuplicateFinder(ComparisonTexts(texts))
    finder.joinEqualWords()
    finder.joinMisspelt()
    finder.joinSimilar()
    representatives = finder.representatives
  }

  public init(_ utterances: [LabeledUtterance]) {
    self.init(utterances.map(\.text))
  }

  /// The groups of two or more, each in rising order, ordered by their first index.
  public var groups: [[Int]] {
    allGroups.filter { $0.count > 1 }
  }

  /// All groups, also those of a single utterance, ordered by their first index.
  public var allGroups: [[Int]] {
    var members = [[Int]](repeating: [], count: representatives.count)
    for (index, representative) in representatives.enumerated() {
      members[representative].append(index)
    }
    return members.filter { !$0.isEmpty }
  }
}
