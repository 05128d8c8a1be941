import Metrics

/// Counts messages by decision and language. Keeps the counters: making one sorts and escapes labels.
struct MessageCounters: Sendable {
  private struct Key: Hashable {
    let decision: String
    let language: String
  }

  private let counters = Shared<[Key: Counter]>([:])

  func count(decision: String, language: String) {
    let key = Key(decision: decision, language: language)
    let counter = counters.withValue { counters in
      if let known = counters[key] { return known }
      let counter = Counter(
        label: "helpline.messages", dimensions: [("decision", decision), ("language", language)])
      counters[key] = counter
      return counter
    }
    counter.increment()
  }
}
