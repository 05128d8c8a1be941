internal import Synchronization

/// The writes that wait for their commit, in the order of their arrival.
final class WriteQueue: Sendable {
  private struct State {
    var waiting: [PendingWrite] = []
    /// Somebody takes groups until nothing waits.
    var isServed = false
    var commits = 0
    var committedWrites = 0
  }

  private let state = Mutex(State())

  /// How many groups were taken, and how many writes were in them.
  var counts: (commits: Int, writes: Int) {
    state.withLock { ($0.commits, $0.committedWrites) }
  }

  /// What a write meets on arrival.
  enum Admission {
    /// Somebody takes groups already.
    case queued
    /// The caller has to see to it that groups are taken until there is none.
    case first
    case refused(waiting: Int)
  }

  func append(_ write: PendingWrite, maximum: Int) -> Admission {
    state.withLock { state in
      guard state.waiting.count < maximum else { return .refused(waiting: state.waiting.count) }
      state.waiting.append(write)
      if state.isServed { return .queued }
      state.isServed = true
      return .first
    }
  }

  /// All that waits, at most `maximum`; nil when nothing does, and then nobody takes groups any more.
  func next(maximum: Int) -> [PendingWrite]? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.isServed = false
        return nil
      }
      let group = Array(state.waiting.prefix(maximum))
      state.waiting.removeFirst(group.count)
      state.commits += 1
      state.committedWrites += group.count
      return group
    }
  }
}
