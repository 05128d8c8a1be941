import Foundation
import FoundationNetworking
import Testing

@testable import HelpLineServer

@Suite struct `Server-sent events` {
  @Test func `a stream catches up after the number that the client names`() async throws {
    try await TestServer.run { server in
      let cookie = try #require(
        try await server.post("/api/v1/messages", #"{"text":"hello"}"#).cookie)
      let conversation = try #require(
        try await server.get("/api/v1/history", headers: ["Cookie": cookie])
          .json()["conversation"].text)
      var stream = EventStream(
        handler: server.application.handler, conversation: conversation, cursor: -1, owner: nil)
      let all = try await written { try await stream.catchUp(&$0) }
      #expect(all.contains("id: 16\n"))
      #expect(all.contains("event: owner\ndata: {\"owner\":\"bot\"}"))
      let nothing = try await written { try await stream.catchUp(&$0) }
      #expect(nothing.isEmpty)
      _ = try await server.post(
        "/api/v1/messages", #"{"text":"bye"}"#, headers: ["Cookie": cookie])
      let more = try await written { _ = try await stream.send(.turns, &$0) }
      #expect(more.contains("id: 32\n") && !more.contains("id: 16\n"))
    }
  }

  @Test func `signals reach the streams of one conversation and end with the server`() async {
    let events = EventHub()
    let signals = events.signals(of: "a")
    events.publish(.turns, to: "b")
    events.publish(.typing(true), to: "a")
    events.beat()
    events.close()
    var received = [EventHub.Signal]()
    for await signal in signals { received.append(signal) }
    #expect(received == [.typing(true), .beat])
    #expect(events.streamCount == 0)
    var late = events.signals(of: "a").makeAsyncIterator()
    #expect(await late.next() == nil)
  }

  @Test func `a client holds so many streams and no more`() {
    let counter = StreamCounter()
    var places = (0..<2).map { _ in counter.place(for: "x", limit: 2) }
    #expect(places.allSatisfy { $0 != nil })
    #expect(counter.place(for: "x", limit: 2) == nil)
    #expect(counter.place(for: "y", limit: 2) != nil)
    places.removeLast()
    #expect(counter.place(for: "x", limit: 2) != nil)
  }

  @Test func `without a conversation there is nothing to follow`() async throws {
    try await TestServer.run { server in
      let answer = try await server.get("/api/v1/events")
      #expect(answer.status == 404)
    }
  }
}
