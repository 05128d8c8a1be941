import Channels
import Dialogue
import Foundation
import Hummingbird
import IntentTypes
import Knowledge
import Storage
import Text

/// The web chat's API: everything hangs on the visitor's cookie.
struct ChatRoutes {
  let handler: MessageHandler
  let engine: LiveEngine
  let settings: ServerSettings
  let visitors: VisitorCookie

  static let channel = "web"

  var routes: [Route] {
    [
      Route(.get, "/api/v1/settings") { _, _ in JSONBody.response(SettingsBody(engine.current)) },
      Route(.get, "/api/v1/history", handler: history),
      Route(.post, "/api/v1/messages", handler: message),
      Route(.post, "/api/v1/ratings", handler: rate),
      Route(.delete, "/api/v1/conversation", handler: forget),
      Route(.get, "/api/v1/conversation/export", handler: export),
    ]
  }

  // MARK: Bodies

  /// A message of the visitor: a text, or a button's payload with its title.
  struct MessageBody: Decodable {
    let message_id: String?
    let text: String?
    let payload: String?
    let title: String?
    let language: String?
  }

  struct RatingBody: Decodable {
    let message: Int64
    let rating: String
    let title: String?
    /// Names the press, so that sending it again rates once.
    let message_id: String?
  }

  struct ConversationBody: Encodable {
    let conversation: String?
    let owner: ConversationState.Owner
    let messages: [WebChat.Message]
    var forgotten = false
    /// The visitor asked for a copy of the data: it is at /api/v1/conversation/export.
    var export = false
  }

  struct SettingsBody: Encodable {
    struct Topic: Encodable {
      let payload: String
      let title: LocalizedText
    }

    let version = BuildInformation.version
    let institution: LocalizedText
    /// The institution's facts are samples.
    let sample: Bool
    let topics: [Topic]

    /// Asked most often at the start of a conversation.
    private static let frequent = [
      "admission_documents", "tuition_cost", "dormitory_place", "academic_calendar",
      "certificate_order", "lms_password",
    ]

    init(_ engine: Engine) {
      let knowledge = engine.knowledge
      institution = knowledge.institution.name
      sample = knowledge.institution.isSample
      topics = Self.frequent.compactMap { name in
        knowledge.entries[Intent(name)].map { Topic(payload: "/\(name)", title: $0.title) }
      }
    }
  }

  // MARK: Handlers

  private func message(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    let body = try await JSONBody.decode(
      MessageBody.self, from: request, limit: settings.limits.bodyBytes)
    if let payload = body.payload, Payload(payload) == nil {
      throw RequestError.malformed("the field \"payload\" is no payload such as /tuition_cost")
    }
    guard let text = body.payload ?? body.text else {
      throw RequestError.malformed("the body has neither \"text\" nor \"payload\"")
    }
    let visitor = visitors.visitor(of: request)
    let message = try IncomingMessage(
      channel: Self.channel, sender: visitor.sender, messageID: body.message_id, text: text,
      pressed: body.payload == nil ? nil : body.title, language: try language(body.language),
      limits: settings.limits)
    return try visitors.response(to: try await handler.handle(message), visitor: visitor)
  }

  /// Rates an answer: the last one goes through the dialogue, which may offer the next best; an
  /// older one is only marked.
  private func rate(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    let body = try await JSONBody.decode(
      RatingBody.self, from: request, limit: settings.limits.bodyBytes)
    guard let rating = Rating(rawValue: body.rating) else {
      throw RequestError.malformed(
        "the field \"rating\" is \"good\", \"bad\" or a number from 1 to 5 as a text")
    }
    let visitor = visitors.visitor(of: request)
    guard
      let stored = try await handler.store.conversation(
        channel: Self.channel, sender: visitor.sender)
    else { throw RequestError.notFound("there is no conversation yet") }
    let sequence = WebChat.sequence(ofMessage: body.message)
    guard try ConversationState(json: stored.state).lastAnswer == sequence else {
      try await handler.store.mark(
        .rating(rating.stars), conversation: stored.id, sequence: sequence)
      return JSONBody.response(
        ConversationBody(conversation: stored.id, owner: .bot, messages: []))
    }
    let message = try IncomingMessage(
      channel: Self.channel, sender: visitor.sender,
      messageID: body.message_id, text: Payload.rate(rating).description,
      pressed: body.title, limits: settings.limits)
    return try visitors.response(to: try await handler.handle(message), visitor: visitor)
  }

  private func history(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    let after = try Self.cursor(of: request)
    guard let visitor = visitors.known(in: request),
      let stored = try await handler.store.conversation(
        channel: Self.channel, sender: visitor.sender)
    else {
      return JSONBody.response(ConversationBody(conversation: nil, owner: .bot, messages: []))
    }
    let messages = try await handler.messages(of: stored.id, after: after)
    return JSONBody.response(
      ConversationBody(
        conversation: stored.id, owner: try ConversationState(json: stored.state).owner,
        messages: messages))
  }

  private func forget(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    if let visitor = visitors.known(in: request) {
      try await handler.forget(
        Person(channel: Self.channel, sender: visitor.sender), actor: "chat")
    }
    return Response(status: .noContent, headers: [.setCookie: visitors.expiredHeader])
  }

  private func export(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    guard let visitor = visitors.known(in: request) else {
      throw RequestError.notFound("there is no conversation yet")
    }
    let data = try await handler.store.export(
      Person(channel: Self.channel, sender: visitor.sender),
      audit: AuditStamp(id: RandomName.make(), actor: "chat", time: Timestamp(Date())))
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/json", .cacheControl: "no-store",
        .contentDisposition: "attachment; filename=\"conversation.json\"",
      ],
      body: .init(byteBuffer: ByteBuffer(bytes: data)))
  }

  /// The query's `after`: the number of the last message that the client has.
  static func cursor(of request: Request) throws -> Int64 {
    guard let text = request.uri.queryParameters["after"] else { return -1 }
    guard let cursor = Int64(text), cursor >= -1 else {
      throw RequestError.malformed("after: expected the number of a message")
    }
    return cursor
  }

  private func language(_ tag: String?) throws(RequestError) -> Language? {
    guard let tag else { return nil }
    guard let language = Language(rawValue: tag) else {
      throw .malformed("the field \"language\" is kk, ru or en")
    }
    return language
  }
}
