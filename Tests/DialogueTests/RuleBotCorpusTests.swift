import Dialogue
import Foundation
import IntentTypes
import Testing

/// The rules against the help line's own corpus, where it stands beside them.
@Suite struct RuleBotCorpusTests {
  private static let folder = HelpLineData.folder + "/utterances"
  private static let files =
    (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []

  /// Floors a few points under what was measured when the rules were written (docs/guides/dialogue.md).
  @Test(.enabled(if: !files.isEmpty))
  func `the rules answer most utterances, and most answers are right`() throws {
    let bot = RuleBot(knowledge: try HelpLineData.knowledge.get())
    var asked = 0
    var answered = 0
    var right = 0
    for file in Self.files where file.hasSuffix(".tsv") {
      let text = try String(contentsOfFile: "\(Self.folder)/\(file)", encoding: .utf8)
      for line in text.split(separator: "\n") {
        let fields = line.split(separator: "\t", maxSplits: 2)
        guard fields.count == 3, fields[0] != "oos", fields[0] != "intent" else { continue }
        asked += 1
        let ranking = bot.judgement(of: String(fields[2])).ranking
        guard !ranking.isOutOfScope, ranking[0].confidence >= ConfidencePolicy().answerThreshold
        else { continue }
        answered += 1
        if ranking[0].intent.name == fields[0] { right += 1 }
      }
    }
    let coverage = Double(answered) / Double(asked)
    let precision = Double(right) / Double(answered)
    print("rules: coverage \(coverage), precision \(precision) of \(asked) utterances")
    #expect(coverage > 0.7, "\(answered) of \(asked)")
    #expect(precision > 0.73, "\(right) of \(answered)")
  }
}
