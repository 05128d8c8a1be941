import Channels
import Dialogue
import Foundation
import Hummingbird
import IntentTypes
import NIOCore
import Storage

/// Rasa's HTTP API: parse, the REST channel, status and version.
struct RasaRoutes {
  let handler: MessageHandler
  let engine: LiveEngine
  let settings: ServerSettings

  var routes: [Route] {
    let version = JSONBody.encode(VersionBody())
    return [
      Route(.get, "/version") { _, _ in
        Response(
          status: .ok, headers: [.contentType: "application/json"],
          body: .init(byteBuffer: version))
      },
      Route(.get, "/status") { request, context in
        try check(.model, request, context)
        return JSONBody.response(StatusBody(engine.current))
      },
      Route(.get, "/webhooks/rest") { _, _ in JSONBody.response(["status": "ok"]) },
      Route(.post, "/model/parse") { request, context in
        try check(.model, request, context)
        return try await parse(request)
      },
      Route(.post, "/webhooks/rest/webhook") { request, context in
        try check(.webhook, request, context)
        return try await webhook(request)
      },
    ]
  }

  private func check(
    _ scope: AccessTokens.Scope, _ request: Request, _ context: HelpLineContext
  ) throws {
    let client = context.client(of: request, trustsProxy: settings.web.trustsProxy)
    try settings.tokens.check(scope, request: request, client: client)
  }

  private func parse(_ request: Request) async throws -> Response {
    if let mode = request.uri.queryParameters["emulation_mode"] {
      throw RequestError.malformed(
        "emulation_mode \(mode.prefix(20)) is not supported; leave it out for Rasa's own form")
    }
    let body = try await JSONBody.decode(
      RasaParse.Incoming.self, from: request, limit: settings.limits.bodyBytes)
    let message = try IncomingMessage(
      channel: "parse", sender: "parse", messageID: body.messageID, text: body.text,
      limits: settings.limits)
    let engine = engine.current
    let ranking = engine.ranking(of: message.text)
    let outcome = engine.helpLine.settings.policy.outcome(of: ranking, contentWords: 2)
    return JSONBody.response(
      RasaParse.answer(
        text: body.text, messageID: body.messageID, ranking: ranking,
        isUnsure: outcome == .fallback))
  }

  private func webhook(_ request: Request) async throws -> Response {
    let bytes = try await JSONBody.bytes(of: request, limit: settings.limits.bodyBytes)
    let body =
      try RasaREST.Incoming(plain: bytes.readableBytesView)
      ?? JSONBody.decode(RasaREST.Incoming.self, from: bytes)
    let sender = body.sender ?? RandomName.make()
    let message = try IncomingMessage(
      channel: "rest", sender: sender, messageID: body.messageID, text: body.message,
      limits: settings.limits)
    let handled = try await handler.handle(message)
    let judgement = handled.turn.judgement
    let metadata = RasaREST.Metadata(
      decision: judgement.decision, intent: judgement.intent, language: handled.reply.language,
      confidence: judgement.confidence, bot: judgement.bot, model: handled.turn.model)
    let isStream = request.uri.queryParameters["stream"] == "true"
    if !isStream, !handled.isExport {
      let json = RasaREST.json(of: handled.reply, to: sender, metadata: metadata)
      return JSONBody.response(bytes: json)
    }
    var messages = RasaREST.messages(of: handled.reply, to: sender, metadata: metadata)
    if handled.isExport {
      let data = try await handler.store.export(
        Person(channel: "rest", sender: sender),
        audit: AuditStamp(id: RandomName.make(), actor: "chat", time: Timestamp(Date())))
      messages.append(
        RasaREST.message(
          holding: try JSONDecoder().decode(JSONObject.self, from: data), to: sender))
    }
    guard isStream else { return JSONBody.response(messages) }
    // Rasa's stream: one JSON object a line.
    var lines = ByteBuffer()
    for message in messages {
      var line = JSONBody.encode(message)
      lines.writeBuffer(&line)
      lines.writeString("\n")
    }
    return Response(
      status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: .init(byteBuffer: lines))
  }

  private struct VersionBody: Encodable {
    let version = BuildInformation.version
    let minimum_compatible_version = BuildInformation.version
  }

  private struct StatusBody: Encodable {
    let model_id: String
    let model_file: String
    let num_active_training_jobs = 0

    init(_ engine: Engine) {
      model_id = engine.model?.hash ?? "rules"
      model_file = engine.model?.path ?? ""
    }
  }
}
