import Dialogue
import Foundation
import Storage

@testable import HelpLineServer

extension HelpLineApplication {
  /// All that is stored of a person.
  func exported(channel: String, sender: String) async throws -> JSON {
    try JSON(
      data: try await handler.store.export(
        Person(channel: channel, sender: sender),
        audit: AuditStamp(id: RandomName.make(), actor: "test", time: Timestamp(Date()))))
  }

  /// Lets a person take over the conversation of `sender`, as an operator's program does.
  ///
  /// - Returns: the id of the hand-over.
  func takenOver(channel: String, sender: String, by server: TestServer) async throws -> String {
    _ = try await server.say("hello", sender: sender)
    guard
      let stored = try await handler.store.conversation(channel: channel, sender: sender)
    else { throw StorageError.unknownConversation(sender) }
    let id = RandomName.make()
    try await handler.store.add(
      HandOver(
        id: id, conversation: stored.id, reason: "customer_request",
        createdAt: Timestamp(Date())))
    _ = try await server.post("/api/v1/administration/hand-overs/\(id)/claim", "")
    return id
  }
}
