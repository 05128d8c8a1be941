import Baselines
import IntentTypes
import Testing

@Suite struct BaselinesTests {
  static let training = [
    ("library", "when does the library open"), ("library", "library opening hours please"),
    ("library", "кітапхана қашан ашылады"), ("exam", "when is the exam"),
    ("exam", "exam timetable for spring"), ("exam", "емтихан қашан болады"),
    ("dormitory", "how do I get a dormitory room"), ("dormitory", "room in the dormitory"),
    ("dormitory", "жатақханадан орын керек"), ("oos", "what is the weather like"),
  ].map { LabeledUtterance(text: $1, intent: Intent($0)) }

  /// Each baseline by name, trained.
  static func rank(_ name: String) throws -> (String) -> IntentRanking {
    switch name {
    case "centroid": try NearestCentroid(training: training).rank
    case "neighbours": try NearestNeighbours(training: training, neighbourCount: 3).rank
    default: try NaiveBayes(training: training).rank
    }
  }

  @Test(arguments: ["centroid", "neighbours", "bayes"])
  func `learns what words belong to an intent`(name: String) throws {
    let rank = try Self.rank(name)
    #expect(rank("opening of the library").first?.intent.name == "library")
    #expect(rank("exam in spring?").first?.intent.name == "exam")
    #expect(rank("Жатақхана орын").first?.intent.name == "dormitory")
  }

  @Test(arguments: ["centroid", "neighbours", "bayes"])
  func `the ranking is complete and its confidences sum to one`(name: String) throws {
    let rank = try Self.rank(name)
    for utterance in ["library", "", "1234 ?!", "zzzz qqqq"] {
      let ranking = rank(utterance)
      #expect(Set(ranking.map(\.intent.name)) == ["library", "exam", "dormitory"])
      #expect(abs(ranking.reduce(0) { $0 + $1.confidence } - 1) < 1e-5)
      #expect((0...1).contains(ranking.outOfScopeScore))
    }
  }

  @Test func `an unknown utterance leaves naive Bayes with the prior`() throws {
    let unbalanced = Self.training + [LabeledUtterance(text: "exam hall", intent: Intent("exam"))]
    let ranking = try NaiveBayes(training: unbalanced).rank("")
    #expect(ranking.first?.intent.name == "exam")
  }

  @Test func `the nearest neighbour of a training utterance is itself`() throws {
    let bot = try NearestNeighbours(training: Self.training, neighbourCount: 1)
    for utterance in Self.training where utterance.intent != .outOfScope {
      #expect(bot.rank(utterance.text).first?.intent == utterance.intent)
    }
  }

  @Test func `values of a repeated feature add up`() {
    let vector = SparseVector(summing: [7, 2, 7, 5, 2, 7], [0.5, 1, 0.25, 3, -2, 0.25])
    #expect(vector.indices == [2, 5, 7])
    #expect(vector.values == [-1, 3, 1])
    #expect(SparseVector(summing: [3, 3, 9], [1, 2, 4]).normalized.values == [0.6, 0.8])
    #expect(SparseVector(summing: [], []).normalized.indices.isEmpty)
  }

  @Test func `one intent is too few`() {
    let one = Self.training.filter { $0.intent.name == "exam" || $0.intent == .outOfScope }
    #expect(throws: BaselineError.tooFewIntents(found: 1)) { try NaiveBayes(training: one) }
    #expect(throws: BaselineError.tooFewIntents(found: 0)) { try NearestCentroid(training: []) }
  }
}
