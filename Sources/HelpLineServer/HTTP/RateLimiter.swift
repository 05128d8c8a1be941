import Hummingbird

/// Lets each client send so many requests a minute, with a burst at once (token bucket).
final class RateLimiter: Sendable {
  private struct Bucket: Sendable {
    var tokens: Double
    /// Seconds on the monotonic clock.
    var time: Double
  }

  /// Full buckets are forgotten above this many clients.
  static let rememberedClients = 20_000

  private let perSecond: Double
  private let burst: Double
  private let buckets = Shared<[String: Bucket]>([:])

  /// - Parameter perMinute: above 0.
  init(perMinute: Int, burst: Int) {
    perSecond = Double(perMinute) / 60
    self.burst = Double(burst)
  }

  /// Takes one token at `time` (seconds of a monotonic clock); nil if there was one, else the
  /// seconds until there is.
  func take(client: String, at time: Double) -> Double? {
    buckets.withValue { buckets in
      if buckets.count > Self.rememberedClients {
        buckets = buckets.filter { $0.value.tokens + (time - $0.value.time) * perSecond < burst }
      }
      var bucket = buckets[client] ?? Bucket(tokens: burst, time: time)
      bucket.tokens = min(burst, bucket.tokens + max(0, time - bucket.time) * perSecond)
      bucket.time = time
      let missing = 1 - bucket.tokens
      if missing <= 0 { bucket.tokens -= 1 }
      buckets[client] = bucket
      return missing > 0 ? missing / perSecond : nil
    }
  }
}

/// Refuses clients that ask too often with 429. Assets, health and metrics are free.
struct RateLimit: RouterMiddleware {
  let limiter: RateLimiter
  let trustsProxy: Bool
  private let start = ContinuousClock.now

  init(limiter: RateLimiter, trustsProxy: Bool) {
    self.limiter = limiter
    self.trustsProxy = trustsProxy
  }

  func handle(
    _ request: Request, context: HelpLineContext,
    next: (Request, HelpLineContext) async throws -> Response
  ) async throws -> Response {
    let path = request.uri.path
    guard path.hasPrefix("/api/") || RasaFormat.owns(path: path) else {
      return try await next(request, context)
    }
    let client = context.client(of: request, trustsProxy: trustsProxy)
    let time = (ContinuousClock.now - start) / .seconds(1)
    if let seconds = limiter.take(client: client.network, at: time) {
      throw RequestError(
        .tooManyRequests, reason: "TooManyRequests", message: "too many requests from this address",
        headers: [.retryAfter: "\(Int(seconds.rounded(.up)))"])
    }
    return try await next(request, context)
  }
}
