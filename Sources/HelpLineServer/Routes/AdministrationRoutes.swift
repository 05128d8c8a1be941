import Channels
import Dialogue
import Foundation
import Hummingbird
import NIOCore
import Storage

/// What operators and administrators do by program; with the administration token only.
struct AdministrationRoutes {
  let handler: MessageHandler
  let engine: LiveEngine
  let settings: ServerSettings
  private static let prefix = "/api/v1/administration"
  /// Of hand-overs in one answer.
  private static let longestList = 1_000

  var routes: [Route] {
    [
      authorized(.get, "hand-overs", handOvers),
      authorized(.get, "conversations/{id}", conversation),
      authorized(.post, "conversations/{id}/checks", check),
      authorized(.post, "hand-overs/{id}/claim") { request, context in
        try await handler.claim(handOver: try id(context))
        return Response(status: .noContent)
      },
      authorized(.post, "hand-overs/{id}/messages", answer),
      authorized(.post, "hand-overs/{id}/typing", typing),
      authorized(.post, "hand-overs/{id}/release") { request, context in
        try await handler.release(handOver: try id(context))
        return Response(status: .noContent)
      },
      authorized(.get, "callbacks", callbacks),
      authorized(.post, "callbacks/{id}/open", openCallback),
      authorized(.post, "callbacks/{id}/close") { request, context in
        try await handler.store.closeCallback(try id(context), at: Timestamp(Date()))
        return Response(status: .noContent)
      },
      Route(.post, "/api/v1/model/reload", handler: reload),
    ]
  }

  private func authorized(
    _ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Route.Handler
  ) -> Route {
    Route(method, "\(Self.prefix)/\(path)") { request, context in
      let client = context.client(of: request, trustsProxy: settings.web.trustsProxy)
      try settings.tokens.check(.administration, request: request, client: client)
      return try await handler(request, context)
    }
  }

  private func check(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    let body = try await JSONBody.decode(
      TurnCheck.self, from: request, limit: settings.limits.bodyBytes)
    try await handler.store.mark(
      try body.marks(knowledge: engine.current.knowledge), conversation: try id(context),
      sequence: WebChat.sequence(ofMessage: body.message), audit: try stamp(body.operator))
    return Response(status: .noContent)
  }

  /// - Throws: 400 for an operator without a name.
  private func stamp(_ name: String) throws -> AuditStamp {
    let reader = try IncomingMessage(
      channel: "operator", sender: name, messageID: nil, text: "-", limits: settings.limits
    ).sender
    return AuditStamp(id: RandomName.make(), actor: reader, time: Timestamp(Date()))
  }

  private func id(_ context: HelpLineContext) throws -> String {
    try context.parameters.require("id")
  }

  // MARK: Bodies

  struct HandOverBody: Encodable {
    let id: String
    let conversation: String
    let reason: String
    let state: String
    let created_at: Double
    let taken_at: Double?

    init(_ handOver: HandOver) {
      id = handOver.id
      conversation = handOver.conversation
      reason = handOver.reason
      state = handOver.state.rawValue
      created_at = Double(handOver.createdAt.microseconds) / 1e6
      taken_at = handOver.takenAt.map { Double($0.microseconds) / 1e6 }
    }
  }

  struct ConversationBody: Encodable {
    let conversation: String
    let channel: String
    let owner: ConversationState.Owner
    let messages: [WebChat.Message]
  }

  struct TicketBody: Encodable {
    let id: String
    let conversation: String
    let created_at: Double
  }

  struct OpenedTicketBody: Encodable {
    let id: String
    let conversation: String
    let request: CallbackRequest
  }

  struct AnswerBody: Decodable {
    let text: String
    let message_id: String?
  }

  struct TypingBody: Decodable {
    let typing: Bool
  }

  struct OperatorBody: Decodable {
    /// Stands in the audit line.
    let `operator`: String
  }

  // MARK: Handlers

  private func handOvers(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    let parameters = request.uri.queryParameters
    let limit = try parameters["limit"].map { text in
      guard let limit = Int(text), (1...Self.longestList).contains(limit) else {
        throw RequestError.malformed("limit: expected a number from 1 to \(Self.longestList)")
      }
      return limit
    }
    let handOvers = try await handler.store.openHandOvers(
      after: parameters["after"].map { String($0) }, limit: limit ?? Self.longestList)
    return JSONBody.response(handOvers.map { HandOverBody($0) })
  }

  private func conversation(
    _ request: Request, _ context: HelpLineContext
  ) async throws -> Response {
    let id = try id(context)
    guard let stored = try await handler.store.conversation(id) else {
      throw StorageError.unknownConversation(id)
    }
    return JSONBody.response(
      ConversationBody(
        conversation: id, channel: stored.channel,
        owner: try ConversationState(json: stored.state).owner,
        messages: try await handler.messages(
          of: id, after: try ChatRoutes.cursor(of: request))))
  }

  private func answer(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    let body = try await JSONBody.decode(
      AnswerBody.self, from: request, limit: settings.limits.bodyBytes)
    let message = try IncomingMessage(
      channel: "operator", sender: "operator", messageID: body.message_id, text: body.text,
      limits: settings.limits)
    try await handler.answer(
      handOver: try id(context), text: message.text, messageID: body.message_id)
    return Response(status: .noContent)
  }

  private func typing(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    let body = try await JSONBody.decode(
      TypingBody.self, from: request, limit: settings.limits.bodyBytes)
    let handOver = try await handler.openHandOver(try id(context))
    handler.events.publish(.typing(body.typing), to: handOver.conversation)
    return Response(status: .noContent)
  }

  private func callbacks(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    let tickets = try await handler.store.openCallbacks()
    return JSONBody.response(
      tickets.map { ticket in
        TicketBody(
          id: ticket.id, conversation: ticket.conversation,
          created_at: Double(ticket.createdAt.microseconds) / 1e6)
      })
  }

  /// Shows the open personal data of a ticket; the audit line is stored first.
  private func openCallback(
    _ request: Request, _ context: HelpLineContext
  ) async throws -> Response {
    let body = try await JSONBody.decode(
      OperatorBody.self, from: request, limit: settings.limits.bodyBytes)
    let opened = try await handler.store.openCallback(
      try id(context), audit: try stamp(body.operator))
    return JSONBody.response(
      OpenedTicketBody(
        id: opened.id, conversation: opened.conversation,
        request: try JSONDecoder().decode(CallbackRequest.self, from: opened.content)))
  }

  /// Off without a token, also on loopback.
  private func reload(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    guard settings.tokens.administration != nil else {
      throw RequestError(
        .forbidden, reason: "Forbidden",
        message: "reload by API is off: no token is configured (tokens.administration)")
    }
    let client = context.client(of: request, trustsProxy: settings.web.trustsProxy)
    try settings.tokens.check(.administration, request: request, client: client)
    do {
      let loaded = try await engine.reload()
      return JSONBody.response(["model": loaded.model?.hash ?? "rules"])
    } catch let error as EngineError {
      throw RequestError.conflict("\(error); the old model goes on")
    }
  }
}
