import Hummingbird

/// Why a request is refused; becomes the response's status and body.
struct RequestError: Error, Equatable {
  let status: HTTPResponse.Status
  /// A name for programs, as Rasa gives it: `BadRequest`.
  let reason: String
  /// One sentence: what was found, what was expected.
  let message: String
  var headers: HTTPFields = [:]

  init(
    _ status: HTTPResponse.Status, reason: String, message: String, headers: HTTPFields = [:]
  ) {
    self.status = status
    self.reason = reason
    self.message = message
    self.headers = headers
  }

  static func malformed(_ message: String) -> RequestError {
    RequestError(.badRequest, reason: "BadRequest", message: message)
  }

  static func notFound(_ message: String) -> RequestError {
    RequestError(.notFound, reason: "NotFound", message: message)
  }

  static func conflict(_ message: String) -> RequestError {
    RequestError(.conflict, reason: "Conflict", message: message)
  }

  /// The database is away: nothing was kept, the client may try again.
  static let notKept = RequestError(
    .serviceUnavailable, reason: "DatabaseUnavailable",
    message: "the database does not answer; nothing was kept, please try again",
    headers: [.retryAfter: "2"])

  /// The database went away during the commit: only the same request again tells what became of it.
  static let unconfirmed = RequestError(
    .serviceUnavailable, reason: "DatabaseUnavailable",
    message: "the database did not confirm the write; please try again with the same message_id",
    headers: [.retryAfter: "2"])
}
