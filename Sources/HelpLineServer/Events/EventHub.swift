/// Tells the open event streams of a conversation that there is something new. What is new stands in
/// the store: a stream that misses a signal loses nothing.
final class EventHub: Sendable {
  enum Signal: Sendable, Equatable {
    /// Turns were stored, or the owner changed.
    case turns
    /// An operator is writing.
    case typing(Bool)
    /// The conversation was deleted.
    case forgotten
    /// Time for a sign of life.
    case beat
  }

  private struct State: Sendable {
    /// By conversation, then by stream.
    var streams: [String: [Int: AsyncStream<Signal>.Continuation]] = [:]
    var next = 0
    var isClosed = false
  }

  private let state = Shared(State())

  /// Signals of `conversation` from now on. The stream ends when the server stops.
  func signals(of conversation: String) -> AsyncStream<Signal> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Signal.self, bufferingPolicy: .bufferingNewest(8))
    let number: Int? = state.withValue { state in
      guard !state.isClosed else { return nil }
      state.next += 1
      state.streams[conversation, default: [:]][state.next] = continuation
      return state.next
    }
    guard let number else {
      continuation.finish()
      return stream
    }
    continuation.onTermination = { [weak self] _ in
      self?.remove(number, of: conversation)
    }
    return stream
  }

  private func remove(_ number: Int, of conversation: String) {
    state.withValue { state in
      state.streams[conversation]?[number] = nil
      if state.streams[conversation]?.isEmpty == true { state.streams[conversation] = nil }
    }
  }

  func publish(_ signal: Signal, to conversation: String) {
    let listeners = state.withValue { state in
      state.streams[conversation].map { Array($0.values) } ?? []
    }
    for listener in listeners { listener.yield(signal) }
  }

  func beat() {
    let listeners = state.withValue { state in state.streams.values.flatMap(\.values) }
    for listener in listeners { listener.yield(.beat) }
  }

  var streamCount: Int {
    state.withValue { $0.streams.values.reduce(0) { $0 + $1.count } }
  }

  /// Ends all streams.
  func close() {
    let listeners = state.withValue { state in
      state.isClosed = true
      return state.streams.values.flatMap(\.values)
    }
    for listener in listeners { listener.finish() }
  }
}
