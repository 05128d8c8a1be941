import Evaluation
import IntentTypes
import Testing

@Suite struct SignificanceTests {
  @Test(arguments: [
    // Exact two-sided binomial p-values, as scipy's binomtest gives them.
    (0, 0, 1.0), (1, 0, 1.0), (5, 0, 0.0625), (8, 2, 0.109375), (10, 10, 1.0),
    (120, 80, 0.005_685_154_2),
  ])
  func `McNemar's exact p-value`(onlyFirst: Int, onlySecond: Int, expected: Double) {
    let first =
      [Bool](repeating: true, count: onlyFirst + 7) + [Bool](repeating: false, count: onlySecond)
    let second =
      [Bool](repeating: false, count: onlyFirst) + [Bool](repeating: true, count: onlySecond + 7)
    let test = McNemar(first: first, second: second)
    #expect(test.onlyFirst == onlyFirst && test.onlySecond == onlySecond)
    #expect(abs(test.p - expected) < 1e-8)
  }

  @Test func `Holm's correction multiplies by what is left and never falls`() {
    #expect(holmCorrected([0.01, 0.04, 0.03, 0.005]) == [0.03, 0.06, 0.06, 0.02])
    #expect(holmCorrected([0.6, 0.5]) == [1, 1])
    #expect(holmCorrected([]) == [])
  }

  @Test func `the bootstrap interval holds the mean and depends on the seed alone`() throws {
    let values = randomExamples(count: 500, seed: 3).map { $0.isCorrect ? 1.0 : 0.0 }
    let mean = values.reduce(0, +) / 500
    let interval = try #require(bootstrapInterval(ofMean: values, seed: 5))
    #expect(interval.lower < mean && mean < interval.upper)
    // Normal approximation: 1.96 standard errors to each side, to a tenth.
    let halfWidth = 1.96 * (mean * (1 - mean) / 500).squareRoot()
    #expect(abs((interval.upper - interval.lower) / 2 - halfWidth) < 0.1 * halfWidth)
    #expect(interval == bootstrapInterval(ofMean: values, seed: 5))
    #expect(interval != bootstrapInterval(ofMean: values, seed: 6))
  }

  @Test func `any statistic has an interval`() throws {
    let utterances = randomExamples(count: 200, seed: 8)
    let value = try #require(macroF1(of: utterances))
    let interval = try #require(
      bootstrapInterval(of: utterances, resamples: 100) { macroF1(of: $0) })
    #expect(interval.lower < value && value < interval.upper)
    #expect(bootstrapInterval(of: []) { accuracy(of: $0) } == nil)
    #expect(bootstrapInterval(of: utterances, resamples: 5) { _ in nil } == nil)
    #expect(bootstrapInterval(ofMean: []) == nil)
  }

  @Test func `spread over seeds`() throws {
    let spread = try #require(Spread([0.90, 0.92, 0.94]))
    #expect(abs(spread.mean - 0.92) < 1e-12)
    let deviation = try #require(spread.standardDeviation)
    #expect(abs(deviation - 0.02) < 1e-12)
    #expect(spread.minimum == 0.9 && spread.maximum == 0.94)
    #expect(Spread([0.5])?.standardDeviation == nil)
    #expect(Spread([]) == nil)
  }
}
