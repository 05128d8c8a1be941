import Testing

@testable import HelpLineServer

@Suite struct `Rate limiter` {
  @Test func `a burst at once, then the average`() {
    let limiter = RateLimiter(perMinute: 60, burst: 2)
    #expect(limiter.take(client: "a", at: 0) == nil)
    #expect(limiter.take(client: "a", at: 0) == nil)
    #expect(limiter.take(client: "a", at: 0) == 1)
    #expect(limiter.take(client: "b", at: 0) == nil)
    #expect(limiter.take(client: "a", at: 1) == nil)
    #expect(limiter.take(client: "a", at: 1.5) == 0.5)
    #expect(limiter.take(client: "a", at: 100) == nil)
  }

  @Test func `a clock that goes back gives nothing away`() {
    let limiter = RateLimiter(perMinute: 60, burst: 1)
    #expect(limiter.take(client: "a", at: 10) == nil)
    #expect(limiter.take(client: "a", at: 5) != nil)
  }
}
