import Evaluation
import Foundation
import IntentTypes
import Testing

@Suite struct ConfusionMatrixTests {
  /// A matrix from pairs of right answer and prediction with their numbers.
  func matrix(_ counts: [(String, String, Int)]) -> ConfusionMatrix {
    ConfusionMatrix(
      counts.flatMap { right, predicted, count in
        (0..<count).map { _ in
          EvaluatedUtterance(
            utterance: LabeledUtterance(text: "u", intent: Intent(right)),
            ranking: IntentRanking(
              intents: predicted.isEmpty ? [] : [Intent(predicted)],
              probabilities: predicted.isEmpty ? [] : [1]))
        }
      })
  }

  @Test func `intents that are taken for each other stand side by side`() {
    let matrix = matrix([
      ("a", "a", 9), ("b", "b", 9), ("c", "c", 9), ("d", "d", 9), ("e", "e", 9),
      ("a", "d", 2), ("d", "a", 3), ("b", "c", 4), ("c", "e", 1),
    ])
    // a-d 5, b-c 4, then e beside c.
    #expect(matrix.mostConfusedIntents().map(\.name) == ["a", "d", "b", "c", "e"])
  }

  @Test func `a chain is turned so that the linked ends meet`() {
    let matrix = matrix([("a", "b", 9), ("c", "d", 8), ("a", "c", 1)])
    #expect(matrix.mostConfusedIntents().map(\.name) == ["b", "a", "c", "d"])
  }

  @Test func `no more than the limit are taken, the most confused first`() {
    let matrix = matrix([
      ("a", "b", 1), ("c", "d", 5), ("d", "e", 3), ("f", "f", 9), ("e", "c", 2),
    ])
    #expect(matrix.mostConfusedIntents(limit: 3).map(\.name) == ["c", "d", "e"])
    #expect(matrix.mostConfusedIntents(limit: 4).map(\.name) == ["c", "d", "e"])
    #expect(matrix.mostConfusedIntents(limit: 1).isEmpty)
    #expect(self.matrix([("f", "f", 9)]).mostConfusedIntents().isEmpty)
  }

  @Test func `the whole matrix survives JSON, zeros left out`() throws {
    let matrix = matrix([("a", "a", 2), ("a", "b", 1), ("c", "", 4)])
    let data = try JSONEncoder().encode(matrix)
    #expect(try JSONDecoder().decode(ConfusionMatrix.self, from: data) == matrix)
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["counts"] as? [[Int]] == [[0, 0, 2], [0, 1, 1]])
    #expect(object["unpredicted"] as? [Int] == [0, 0, 4])
  }

  @Test(arguments: ["[0,3,1]", "[0,1]", "[-1,0,1]"])
  func `a place outside the matrix is refused`(entry: String) {
    let text = #"{"intents":["a","b"],"unpredicted":[0,0],"counts":[\#(entry)]}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ConfusionMatrix.self, from: Data(text.utf8))
    }
  }
}
