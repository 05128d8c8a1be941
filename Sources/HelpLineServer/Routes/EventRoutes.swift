import Channels
import Foundation
import Hummingbird
import NIOCore
import Storage

/// Server-sent events: the messages of the visitor's conversation as they are stored.
///
/// A stream reads from the store after the number that the client names, so nothing is lost and
/// nothing comes twice, however often the connection breaks.
struct EventRoutes {
  let handler: MessageHandler
  let settings: ServerSettings
  let visitors: VisitorCookie
  let openStreams = StreamCounter()

  var routes: [Route] {
    [Route(.get, "/api/v1/events", handler: stream)]
  }

  private func stream(_ request: Request, _ context: HelpLineContext) async throws -> Response {
    guard let visitor = visitors.known(in: request),
      let stored = try await handler.store.conversation(
        channel: ChatRoutes.channel, sender: visitor.sender)
    else { throw RequestError.notFound("there is no conversation yet") }
    let cursor =
      try request.headers[.lastEventID].flatMap { Int64($0) } ?? ChatRoutes.cursor(of: request)
    let client = context.client(of: request, trustsProxy: settings.web.trustsProxy).network
    guard let place = openStreams.place(for: client, limit: settings.limits.streamsPerClient) else {
      throw RequestError(
        .tooManyRequests, reason: "TooManyStreams",
        message: "too many event streams of this address", headers: [.retryAfter: "30"])
    }
    // Before the first read: what is stored in between is signaled.
    let signals = handler.events.signals(of: stored.id)
    let body = ResponseBody { writer in
      defer { withExtendedLifetime(place) {} }
      var stream = EventStream(
        handler: handler, conversation: stored.id, cursor: cursor, owner: nil)
      try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
      try await stream.catchUp(&writer)
      for await signal in signals {
        guard try await stream.send(signal, &writer) else { break }
      }
      try await writer.finish(nil)
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/event-stream", .cacheControl: "no-store",
        .xAccelBuffering: "no",
      ],
      body: body)
  }
}

/// How many streams each client holds open.
final class StreamCounter: Sendable {
  private let open = Shared<[String: Int]>([:])

  /// One open stream; it is given back when nobody holds it any more, also when the response was
  /// never sent.
  final class Place: Sendable {
    private let counter: StreamCounter
    private let client: String

    fileprivate init(_ counter: StreamCounter, client: String) {
      self.counter = counter
      self.client = client
    }

    deinit { counter.giveBack(client) }
  }

  /// nil when the client has `limit` streams open.
  func place(for client: String, limit: Int) -> Place? {
    let isFree = open.withValue { open in
      guard open[client, default: 0] < limit else { return false }
      open[client, default: 0] += 1
      return true
    }
    return isFree ? Place(self, client: client) : nil
  }

  private func giveBack(_ client: String) {
    open.withValue { open in
      let left = (open[client] ?? 1) - 1
      open[client] = left > 0 ? left : nil
    }
  }
}

/// One open stream: how far it has got, and how a signal is written.
struct EventStream {
  let handler: MessageHandler
  let conversation: String
  /// The number of the last message that was sent.
  var cursor: Int64
  var owner: ConversationState.Owner?

  /// Sends what the client does not have yet.
  mutating func catchUp(_ writer: inout any ResponseBodyWriter) async throws {
    for message in try await handler.messages(of: conversation, after: cursor) {
      cursor = message.id
      let json = String(buffer: JSONBody.encode(message))
      try await writer.write(ByteBuffer(string: "id: \(message.id)\ndata: \(json)\n\n"))
    }
    guard let stored = try await handler.store.conversation(conversation) else { return }
    let owner = try ConversationState(json: stored.state).owner
    guard owner != self.owner else { return }
    self.owner = owner
    try await write("owner", "{\"owner\":\"\(owner.rawValue)\"}", &writer)
  }

  /// - Returns: whether the stream goes on.
  mutating func send(
    _ signal: EventHub.Signal, _ writer: inout any ResponseBodyWriter
  ) async throws -> Bool {
    switch signal {
    case .turns:
      try await catchUp(&writer)
    case .typing(let isTyping):
      try await write("typing", "{\"typing\":\(isTyping)}", &writer)
    case .beat:
      try await writer.write(ByteBuffer(string: ": beat\n\n"))
    case .forgotten:
      try await write("forgotten", "{}", &writer)
      return false
    }
    return true
  }

  private func write(
    _ event: String, _ data: String, _ writer: inout any ResponseBodyWriter
  ) async throws {
    try await writer.write(ByteBuffer(string: "event: \(event)\ndata: \(data)\n\n"))
  }
}
