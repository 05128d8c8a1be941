import Hummingbird
import NIOCore

/// The tokens that open the routes for programs and administrators.
///
/// Without a token a route answers on loopback only.
public struct AccessTokens: Sendable, Equatable {
  /// A group of routes with a token of its own.
  enum Scope: String, CaseIterable {
    case model, webhook, administration
  }

  public var model: String?
  public var webhook: String?
  public var administration: String?

  public init() {}

  init(from reader: inout SettingsReader) throws(SettingsError) {
    model = try Self.token("tokens.model", from: &reader)
    webhook = try Self.token("tokens.webhook", from: &reader)
    administration = try Self.token("tokens.administration", from: &reader)
  }

  /// Below this a token can be guessed.
  static let shortestToken = 16

  private static func token(
    _ key: String, from reader: inout SettingsReader
  ) throws(SettingsError) -> String? {
    guard let token = try reader.secret(key) else { return nil }
    guard token.utf8.count >= shortestToken else {
      throw .invalid(
        key: key, found: "\(token.utf8.count) bytes", expected: "at least \(shortestToken) bytes")
    }
    return token
  }

  subscript(scope: Scope) -> String? {
    switch scope {
    case .model: model
    case .webhook: webhook
    case .administration: administration
    }
  }

  /// Lets the request pass, or says why not.
  ///
  /// The token stands in `Authorization: Bearer …` or, as Rasa's clients send it, in `?token=`.
  func check(_ scope: Scope, request: Request, client: Client) throws(RequestError) {
    guard let expected = self[scope] else {
      guard client.isLoopback else {
        throw RequestError(
          .forbidden, reason: "Forbidden",
          message: "without a configured token (tokens.\(scope.rawValue)) this route answers on "
            + "loopback only")
      }
      return
    }
    let given = Self.bearer(of: request) ?? request.uri.queryParameters["token"].map(String.init)
    guard let given else {
      throw RequestError(
        .unauthorized, reason: "NotAuthenticated",
        message: "this route needs a token: Authorization: Bearer …")
    }
    guard Self.isEqual(given, expected) else {
      throw RequestError(.forbidden, reason: "NotAuthorized", message: "the token is not valid")
    }
  }

  private static func bearer(of request: Request) -> String? {
    guard let header = request.headers[.authorization] else { return nil }
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }

  /// Takes the same time wherever the texts differ.
  static func isEqual(_ a: String, _ b: String) -> Bool {
    let a = Array(a.utf8)
    let b = Array(b.utf8)
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
