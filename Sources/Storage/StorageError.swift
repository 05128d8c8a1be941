/// Why something was not stored, not read, or not opened.
///
/// Whatever the case, nothing was acknowledged; only after `outcomeUnknown` may the write be there
/// all the same, and repeating it with the same message id or record id is safe after every case.
public enum StorageError: Error, Equatable {
  // The database
  /// The file or the server cannot be reached, or the connection broke before the commit.
  case unavailable(reason: String)
  /// The connection broke during the commit.
  case outcomeUnknown(reason: String)
  /// Someone else holds a lock for longer than the configured wait.
  case busy(reason: String)
  /// The database did not answer in time.
  case timedOut(seconds: Double)
  case diskFull(reason: String)
  case readOnly(reason: String)
  /// The file is damaged or is not a database.
  case damaged(reason: String)
  /// The schema was written by a later version of the program.
  case newerSchema(found: Int64, known: Int64)
  /// More writes wait than the configured limit.
  case overloaded(waiting: Int)
  /// The store was closed by its owner.
  case closed

  // What was asked for
  case invalidLocation(String)
  case unknownConversation(String)
  case unknownTurn(conversation: String, sequence: Int64)
  case unknownRecord(kind: String, id: String)
  /// Another turn came first: read the conversation again and decide anew.
  case conversationMoved(id: String, expected: Int64, found: Int64)
  /// A rule of the schema (unique, foreign key, check) refused the write, or a deadlock broke it.
  case conflict(reason: String)
  case invalidText(reason: String)

  // Call-backs
  case noCallbackKey
  case wrongCallbackKey(callback: String, sealedWith: String, configured: String)
  case damagedCallback(String)
  case invalidCallbackKey(reason: String)

  // The program
  case unexpectedValue(column: Int, found: String, expected: String)
  /// Any other refusal of the database: its code, its message, the statement.
  case sql(code: String, message: String, statement: String)
}

extension StorageError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unavailable(let reason): "database unavailable: \(reason)"
    case .outcomeUnknown(let reason):
      "the connection broke during the commit, so the write may or may not be stored: \(reason)"
    case .busy(let reason): "database locked: \(reason)"
    case .timedOut(let seconds): "the database gave no answer within \(seconds) s"
    case .diskFull(let reason): "the database's disk is full: \(reason)"
    case .readOnly(let reason): "the database cannot be written: \(reason)"
    case .damaged(let reason): "damaged database: \(reason)"
    case .newerSchema(let found, let known):
      "the database has schema version \(found), this program knows versions up to \(known)"
    case .overloaded(let waiting): "\(waiting) writes wait already"
    case .closed: "the store is closed"
    case .invalidLocation(let found):
      "\(found) is neither a file path nor a postgres:// or postgresql:// address"
    case .unknownConversation(let id): "no conversation \(id)"
    case .unknownTurn(let conversation, let sequence):
      "conversation \(conversation) has no turn \(sequence)"
    case .unknownRecord(let kind, let id): "no \(kind) \(id)"
    case .conversationMoved(let id, let expected, let found):
      "conversation \(id) is at turn \(found), the new turn expected \(expected)"
    case .conflict(let reason): "refused by the schema: \(reason)"
    case .invalidText(let reason): "text that cannot be stored: \(reason)"
    case .noCallbackKey: "no key for call-backs is configured"
    case .wrongCallbackKey(let callback, let sealedWith, let configured):
      "call-back \(callback) was sealed with key \(sealedWith), the configured key is \(configured)"
    case .damagedCallback(let id): "call-back \(id) is damaged or was sealed for another row"
    case .invalidCallbackKey(let reason): "invalid call-back key: \(reason)"
    case .unexpectedValue(let column, let found, let expected):
      "column \(column) holds \(found), expected \(expected)"
    case .sql(let code, let message, let statement):
      "the database refused \"\(statement)\": \(message) (\(code))"
    }
  }

  /// Whether the connection is gone and another one may do better.
  var isConnectionLoss: Bool {
    switch self {
    case .unavailable, .outcomeUnknown, .timedOut: true
    default: false
    }
  }

  /// Whether one write of a group is to blame, so that the others deserve their own try.
  var concernsOneWrite: Bool {
    switch self {
    case .unavailable, .outcomeUnknown, .busy, .timedOut, .diskFull, .readOnly, .damaged,
      .newerSchema, .overloaded, .closed:
      false
    default: true
    }
  }
}
