import Evaluation
import IntentTypes
import Testing

@Suite struct IntentScoresTests {
  // Truth → prediction: exam → exam twice, exam → library, library → library, card_lost → exam.
  let utterances = [
    example("exam", [0.1, 0.8, 0.1]),
    example("exam", [0.1, 0.8, 0.1], rejected: true),
    example("exam", [0.1, 0.3, 0.6]),
    example("library", [0.1, 0.3, 0.6]),
    example("card_lost", [0.2, 0.7, 0.1]),
    example("oos", [0.2, 0.7, 0.1]),
  ]

  @Test func `precision, recall and F1 of each intent, by hand`() {
    let scores = intentScores(of: utterances)
    #expect(scores.map(\.intent.name) == ["card_lost", "exam", "library"])
    #expect(scores.map(\.support) == [1, 3, 1])
    #expect(scores.map(\.precision) == [nil, 2.0 / 3, 0.5])
    #expect(scores.map(\.recall) == [0, 2.0 / 3, 1])
    #expect(scores.map(\.f1) == [0, 2.0 / 3, 2.0 / 3])
  }

  @Test func `macro F1 counts intents alike, weighted F1 by their utterances`() throws {
    let macro = try #require(macroF1(of: utterances))
    let weighted = try #require(weightedF1(of: utterances))
    #expect(abs(macro - 4.0 / 9) < 1e-12)
    #expect(abs(weighted - (3 * 2.0 / 3 + 2.0 / 3) / 5) < 1e-12)
  }

  @Test func `nothing in scope gives no score`() {
    #expect(macroF1(of: []) == nil)
    #expect(weightedF1(of: [example("oos", [1, 0, 0])]) == nil)
    #expect(intentScores(of: [EvaluatedUtterance]()).isEmpty)
  }

  @Test func `the matrix counts and names the most confused pairs`() {
    let matrix = ConfusionMatrix(utterances)
    #expect(matrix.counts == [[0, 1, 0], [0, 2, 1], [0, 0, 1]])
    #expect(
      matrix.mostConfusedPairs() == [
        .init(intent: Intent("card_lost"), predicted: Intent("exam"), count: 1),
        .init(intent: Intent("exam"), predicted: Intent("library"), count: 1),
      ])
    #expect(matrix.mostConfusedPairs(limit: 1).count == 1)
  }

  @Test func `an empty ranking is an error of no other intent`() {
    let silent = EvaluatedUtterance(
      utterance: LabeledUtterance(text: "", intent: Intent("exam")),
      ranking: IntentRanking(intents: [], probabilities: []))
    let matrix = ConfusionMatrix([silent])
    #expect(matrix.unpredicted == [1])
    #expect(intentScores(of: matrix).first?.recall == 0)
    #expect(accuracy(of: [silent]) == 0)
  }
}
