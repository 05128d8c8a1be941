import Storage

/// The conversations of the last minutes, so that a message needs no read before its write. The
/// store's numbers find out when an entry is old.
final class ConversationCache: Sendable {
  struct Key: Hashable, Sendable {
    let channel: String
    let sender: String
  }

  private struct Generations: Sendable {
    var young: [Key: OpenConversation] = [:]
    var old: [Key: OpenConversation] = [:]
  }

  private let capacity: Int
  private let generations = Shared(Generations())

  /// - Parameter capacity: so many conversations are kept at least, and at most twice so many.
  init(capacity: Int = 1_000) {
    self.capacity = capacity
  }

  subscript(key: Key) -> OpenConversation? {
    get {
      generations.withValue { $0.young[key] ?? $0.old[key] }
    }
    set {
      generations.withValue { generations in
        generations.old[key] = nil
        generations.young[key] = newValue
        if generations.young.count >= capacity {
          generations.old = generations.young
          generations.young = [:]
        }
      }
    }
  }

  /// Forgets what is known of a conversation by its id. O(capacity).
  func remove(conversation id: String) {
    generations.withValue { generations in
      generations.young = generations.young.filter { $0.value.stored.id != id }
      generations.old = generations.old.filter { $0.value.stored.id != id }
    }
  }
}
