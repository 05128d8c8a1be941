import HTTPTypes
import Storage

extension RequestError {
  /// What a client is told when the store refuses; the log has the reason.
  init(_ error: StorageError) {
    switch error {
    case .outcomeUnknown:
      self = .unconfirmed
    case .unavailable, .busy, .timedOut, .diskFull, .readOnly, .damaged,
      .newerSchema, .overloaded, .closed:
      self = .notKept
    case .unknownConversation, .unknownTurn, .unknownRecord:
      self = .notFound("there is no such conversation or record")
    case .conversationMoved, .conflict:
      self = .conflict("other requests changed the conversation; please try again")
    case .invalidText:
      self = .malformed("the text cannot be stored")
    case .noCallbackKey:
      self = RequestError(
        .serviceUnavailable, reason: "NoCallbackKey", message: "call-backs are not configured")
    case .wrongCallbackKey, .damagedCallback, .invalidCallbackKey:
      self = RequestError(
        .conflict, reason: "UnreadableCallback",
        message: "the call-back cannot be opened with the configured key")
    case .invalidLocation, .unexpectedValue, .sql:
      self = RequestError(
        .internalServerError, reason: "InternalError",
        message: "the server could not answer; the failure was logged")
    }
  }
}
