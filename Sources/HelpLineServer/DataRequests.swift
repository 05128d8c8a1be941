public import Foundation
import Storage

/// What the law lets a person ask for, by the command line: deletion and a copy.
public struct DataRequests: Sendable {
  private let store: Store

  /// What a request is about.
  public enum Subject: Sendable, Equatable {
    case conversation(String)
    /// Everything of a sender on a channel.
    case person(channel: String, sender: String)
  }

  public init(settings: ServerSettings) async throws {
    store = try await Store.openExisting(settings: settings)
  }

  /// Deletes all that is stored of `subject`, its bytes included.
  ///
  /// - Returns: how many conversations were deleted, and whether their bytes have left the files; if not, a
  ///   reader in another program keeps them, and a serving bot removes them within the hour.
  public func forget(_ subject: Subject) async throws -> (conversations: Int64, isErased: Bool) {
    let forgotten =
      switch subject {
      case .conversation(let id): try await store.forget(conversation: id, audit: Self.stamp())
      case .person(let channel, let sender):
        try await store.forget(
          Person(channel: channel, sender: sender), audit: Self.stamp())
      }
    await store.close()
    return (forgotten.conversations, forgotten.isErased)
  }

  /// All that is stored of `subject`, as JSON.
  public func export(_ subject: Subject) async throws -> Data {
    let data =
      switch subject {
      case .conversation(let id): try await store.export(conversation: id, audit: Self.stamp())
      case .person(let channel, let sender):
        try await store.export(Person(channel: channel, sender: sender), audit: Self.stamp())
      }
    await store.close()
    return data
  }

  private static func stamp() -> AuditStamp {
    AuditStamp(id: RandomName.make(), actor: "command line", time: Timestamp(Date()))
  }
}
