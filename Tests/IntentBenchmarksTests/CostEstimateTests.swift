import IntentBenchmarks
import Testing
import Training

@Suite struct CostEstimateTests {
  let fast = measuredCell(.classifier(.fast), correct: [true], processorSeconds: 30)

  @Test func `a cell that was measured teaches its model's cost`() {
    var estimate = CostEstimate(profiles: [:])
    estimate.learn(fast)
    #expect(abs(estimate.seconds(of: fast.specification) - 30) < 1e-9)
  }

  @Test func `other models are scaled alike until they are measured themselves`() {
    let best = measuredCell(.classifier(.best), correct: [true]).specification
    let before = CostEstimate(profiles: [:])
    var after = before
    after.learn(fast)
    let scale = 30 / before.seconds(of: fast.specification)
    #expect(abs(after.seconds(of: best) - scale * before.seconds(of: best)) < 1e-6)
    after.learn(measuredCell(.classifier(.best), correct: [true], processorSeconds: 50))
    #expect(abs(after.seconds(of: best) - 50) < 1e-9)
  }

  @Test func `more seeds, more words, more time`() {
    let estimate = CostEstimate(profiles: [:])
    var small = fast.specification
    small.sample = .perIntent(5)
    #expect(estimate.seconds(of: small) < estimate.seconds(of: fast.specification))
    var perturbed = fast.specification
    perturbed.isPerturbed = true
    #expect(estimate.seconds(of: perturbed) > estimate.seconds(of: fast.specification))
  }

  @Test func `a result without a count of its seconds teaches nothing`() {
    let before = CostEstimate(profiles: [:])
    var after = before
    after.learn(measuredCell(.linear, correct: [true]))
    #expect(after.seconds(of: fast.specification) == before.seconds(of: fast.specification))
  }

  @Test func `the cores' seconds of this process grow with its work`() throws {
    let before = try #require(processorSeconds())
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(200)
    var sum = 0.0
    while clock.now < end { sum += 1 }
    #expect(try #require(processorSeconds()) >= before && sum > 0)
  }
}
