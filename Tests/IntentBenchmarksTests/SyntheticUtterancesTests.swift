import IntentBenchmarks
import IntentTypes
import Testing

@Suite struct SyntheticUtterancesTests {
  @Test func `the same seed gives the same utterances, all intents alike`() {
    let corpus = SyntheticUtterances(intentCount: 20)
    let utterances = corpus.make(400, seed: 1)
    #expect(utterances == corpus.make(400, seed: 1))
    #expect(utterances != corpus.make(400, seed: 2))
    let counts = Dictionary(grouping: utterances, by: \.intent).mapValues(\.count)
    #expect(counts.count == 20 && counts.values.allSatisfy { $0 == 20 })
  }

  @Test func `words follow Zipf's law: the ten commonest are a third or so`() {
    let words = SyntheticUtterances().make(3000, seed: 1)
      .flatMap { $0.text.split(separator: " ") }
    let counts = Dictionary(grouping: words) { $0 }.mapValues(\.count).values.sorted(by: >)
    let share = Double(counts.prefix(10).reduce(0, +)) / Double(words.count)
    #expect(share > 0.1 && share < 0.5, "\(share)")
    #expect(counts.count > 1000)
  }
}
