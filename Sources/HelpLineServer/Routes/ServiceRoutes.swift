import Channels
import Foundation
import Hummingbird
import Knowledge
import Storage
import Text

/// What a visitor of the web chat can order beside messages: a call-back, a word about the service.
struct ServiceRoutes {
  let handler: MessageHandler
  let engine: LiveEngine
  let settings: ServerSettings
  let visitors: VisitorCookie

  var routes: [Route] {
    [
      Route(.post, "/api/v1/callbacks", handler: callback),
      Route(.post, "/api/v1/feedback", handler: feedback),
    ]
  }

  struct CallbackBody: Decodable {
    let name: String
    let contact: String
    /// When, in the person's words; nil for any time.
    let time: String?
    let question: String?
    let language: String?
    let title: String?
    let message_id: String?
  }

  struct FeedbackBody: Decodable {
    let text: String
    /// 1 to 5.
    let score: Int?
  }

  private func callback(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    let body = try await JSONBody.decode(
      CallbackBody.self, from: request, limit: settings.limits.bodyBytes)
    guard let language = Language(rawValue: body.language ?? "kk") else {
      throw RequestError.malformed("the field \"language\" is kk, ru or en")
    }
    let messages = engine.current.knowledge.messages
    let visitor = visitors.visitor(of: request)
    let message = try IncomingMessage(
      channel: ChatRoutes.channel, sender: visitor.sender, messageID: body.message_id,
      text: PersonalText.mask,
      pressed: body.title ?? messages.text(.buttonCallback, in: language), language: language,
      limits: settings.limits)
    let handled = try await handler.order(
      MessageHandler.CallbackForm(
        name: body.name, contact: body.contact, preferredTime: Self.filled(body.time),
        question: Self.filled(body.question)),
      message: message)
    return try visitors.response(to: handled, visitor: visitor)
  }

  /// nil for a field that was left empty.
  private static func filled(_ text: String?) -> String? {
    text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }

  private func feedback(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    let body = try await JSONBody.decode(
      FeedbackBody.self, from: request, limit: settings.limits.bodyBytes)
    guard body.score.map({ (1...5).contains($0) }) ?? true else {
      throw RequestError.malformed("the field \"score\" is a number from 1 to 5")
    }
    guard let visitor = visitors.known(in: request),
      let stored = try await handler.store.conversation(
        channel: ChatRoutes.channel, sender: visitor.sender)
    else { throw RequestError.notFound("there is no conversation yet") }
    let message = try IncomingMessage(
      channel: ChatRoutes.channel, sender: visitor.sender, messageID: nil, text: body.text,
      limits: settings.limits)
    try await handler.store.add(
      Feedback(
        id: message.messageID, conversation: stored.id, kind: "comment",
        score: body.score.map(Int64.init), comment: message.text,
        createdAt: Timestamp(Date())))
    return Response(status: .noContent)
  }
}
