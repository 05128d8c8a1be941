internal import Crypto
public import Foundation

/// A person's wish to be called back. Its content is the only open personal data that is kept, and
/// it is kept sealed.
public struct StoredCallback: Sendable, Equatable {
  public var id: String
  public var conversation: String
  public var createdAt: Timestamp
  /// Name, number, question: what an operator needs, in the caller's format.
  public var content: Data

  public init(id: String, conversation: String, createdAt: Timestamp, content: Data) {
    self.id = id
    self.conversation = conversation
    self.createdAt = createdAt
    self.content = content
  }
}

/// What may be listed of a call-back without opening it.
public struct CallbackTicket: Sendable, Equatable {
  public var id: String
  public var conversation: String
  public var createdAt: Timestamp
  public var closedAt: Timestamp?
}

/// A call-back as it is stored.
struct SealedCallback: Sendable {
  static let columns = "id, conversation, key_id, sealed, created_at, closed_at"

  var ticket: CallbackTicket
  var keyID: String
  /// AES-GCM: nonce, ciphertext, tag; the ticket's id is authenticated with it.
  var sealed: Data

  init(_ request: StoredCallback, key: CallbackKey) throws(StorageError) {
    ticket = CallbackTicket(
      id: request.id, conversation: request.conversation, createdAt: request.createdAt)
    keyID = key.id
    do {
      let box = try AES.GCM.seal(
        request.content, using: key.key, authenticating: Data(request.id.utf8))
      guard let combined = box.combined else { throw StorageError.damagedCallback(request.id) }
      sealed = combined
    } catch {
      throw .damagedCallback(request.id)
    }
  }

  init(row: [SQLValue]) throws(StorageError) {
    var row = RowReader(row)
    let id = try row.text()
    let conversation = try row.text()
    keyID = try row.text()
    sealed = try row.blob()
    ticket = CallbackTicket(
      id: id, conversation: conversation, createdAt: try row.time(),
      closedAt: try row.optionalTime())
  }

  /// - Throws: `wrongCallbackKey`, `damagedCallback`.
  func open(with key: CallbackKey) throws(StorageError) -> Data {
    guard key.id == keyID else {
      throw .wrongCallbackKey(callback: ticket.id, sealedWith: keyID, configured: key.id)
    }
    do {
      let box = try AES.GCM.SealedBox(combined: sealed)
      return try AES.GCM.open(box, using: key.key, authenticating: Data(ticket.id.utf8))
    } catch {
      throw .damagedCallback(ticket.id)
    }
  }

  func insert(into connection: any SQLConnection) throws(StorageError) {
    _ = try connection.execute(
      """
      INSERT INTO callbacks (\(Self.columns)) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (id) DO NOTHING
      """,
      [
        .text(ticket.id), .text(ticket.conversation), .text(keyID), .blob(sealed),
        .time(ticket.createdAt), .time(ticket.closedAt),
      ])
  }
}
