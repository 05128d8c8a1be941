import Channels
import Crypto
import Foundation
import Hummingbird
import Storage

/// The cookie that a web conversation hangs on: 32 random bytes that only this browser knows.
struct VisitorCookie {
  static let name = "senim"
  let settings: WebSettings
  let days: Int

  struct Visitor {
    /// What the browser keeps.
    let secret: String
    /// What the store keeps: the hash, so that the database opens nobody's conversation.
    let sender: String

    init(secret: String) {
      self.secret = secret
      sender = SHA256.hash(data: Data(secret.utf8)).prefix(16).map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }.joined()
    }
  }

  private static let bytes = 32

  /// The visitor that the request names; nil where the cookie is missing or none of ours.
  func known(in request: Request) -> Visitor? {
    guard let secret = request.cookies[Self.name]?.value, secret.utf8.count == 2 * Self.bytes,
      secret.allSatisfy({ $0.isHexDigit })
    else { return nil }
    return Visitor(secret: secret)
  }

  /// The known visitor, or a new one.
  func visitor(of request: Request) -> Visitor {
    known(in: request) ?? Visitor(secret: RandomName.make(bytes: Self.bytes))
  }

  func header(for visitor: Visitor) -> String {
    header(value: visitor.secret, seconds: days * 86_400)
  }

  var expiredHeader: String { header(value: "", seconds: 0) }

  /// A cookie for pages of other sites is kept apart for each of them (`Partitioned`).
  private func header(value: String, seconds: Int) -> String {
    var parts = [
      "\(Self.name)=\(value)", "Path=/", "Max-Age=\(seconds)", "HttpOnly",
      "SameSite=\(settings.cookieSameSite.rawValue.capitalized)",
    ]
    if settings.https { parts.append("Secure") }
    if settings.cookieSameSite == .none { parts.append("Partitioned") }
    return parts.joined(separator: "; ")
  }

  /// What became of a visitor's message, with the cookie.
  func response(to handled: MessageHandler.Handled, visitor: Visitor) throws -> Response {
    let turn = WebChat.RecordedTurn(handled.turn, reply: handled.reply)
    var response = JSONBody.response(
      ChatRoutes.ConversationBody(
        conversation: handled.isForgotten ? nil : handled.turn.conversation, owner: handled.owner,
        messages: WebChat.messages(of: turn), forgotten: handled.isForgotten,
        export: handled.isExport))
    response.headers[.setCookie] = header(for: visitor)
    return response
  }
}
