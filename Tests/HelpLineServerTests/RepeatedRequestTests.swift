import Dialogue
import Foundation
import Storage
import Testing

@testable import HelpLineServer

/// Requests that come twice, at once or late: from a page that sends again, and from several tabs.
@Suite struct `Repeated and crossing requests` {
  private func message(_ id: String, _ text: String = "hello") -> String {
    #"{"text":"\#(text)","message_id":"\#(id)","language":"en"}"#
  }

  /// A server and the cookie of a visitor who has written once.
  private func withVisitor(
    _ body: (TestServer, [String: String]) async throws -> Void
  ) async throws {
    try await TestServer.run { server in
      let first = try await server.post("/api/v1/messages", message("first"))
      try await body(server, ["Cookie": try #require(first.cookie)])
    }
  }

  private func history(_ server: TestServer, _ cookie: [String: String]) async throws -> [JSON] {
    try await server.get("/api/v1/history", headers: cookie).json()["messages"].array
  }

  @Test func `one message twice at once is stored once, and both get its reply`() async throws {
    try await withVisitor { server, cookie in
      for round in 0..<10 {
        let body = message("twice-\(round)", "How much is tuition?")
        async let one = server.post("/api/v1/messages", body, headers: cookie)
        async let other = server.post("/api/v1/messages", body, headers: cookie)
        let (first, second) = try await (one, other)
        #expect(first.status == 200 && second.status == 200)
        #expect(try first.json()["messages"].value == second.json()["messages"].value)
      }
      #expect(try await server.application.handler.store.statistics().turns == 11)
      #expect(try await history(server, cookie).filter { $0["from"].text == "user" }.count == 11)
    }
  }

  @Test func `the first message twice at once begins one conversation`() async throws {
    try await TestServer.run { server in
      let body = #"{"sender":"new","message":"hello","message_id":"m"}"#
      async let one = server.post("/webhooks/rest/webhook", body)
      async let other = server.post("/webhooks/rest/webhook", body)
      let (first, second) = try await (one, other)
      #expect(first.status == 200 && second.status == 200)
      #expect(first.text == second.text)
      let statistics = try await server.application.handler.store.statistics()
      #expect(statistics.conversations == 1 && statistics.turns == 1)
    }
  }

  @Test func `two tabs with one cookie share one order, and each reply names its own message`()
    async throws
  {
    try await withVisitor { server, cookie in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for tab in ["left", "right"] {
          group.addTask {
            for number in 0..<8 {
              let answer = try await server.post(
                "/api/v1/messages", message("\(tab)-\(number)", "hello \(tab)"), headers: cookie)
              #expect(answer.status == 200)
              let own = try answer.json()["messages"].array.first { $0["from"].text == "user" }
              #expect(own?["text"].text == "hello \(tab)")
            }
          }
        }
        try await group.waitForAll()
      }
      let messages = try await history(server, cookie)
      let ids = messages.map { $0["id"].number ?? -1 }
      #expect(ids == ids.sorted() && Set(ids).count == ids.count)
      for tab in ["left", "right"] {
        #expect(messages.filter { $0["text"].text == "hello \(tab)" }.count == 8)
      }
      #expect(try await server.application.handler.store.statistics().conversations == 1)
    }
  }

  @Test func `an older message that comes again after newer ones gets its reply of that time`()
    async throws
  {
    try await withVisitor { server, cookie in
      let old = message("old", "How much is tuition?")
      let reply = try await server.post("/api/v1/messages", old, headers: cookie)
      _ = try await server.post(
        "/api/v1/messages", message("newer", "Where is the library?"), headers: cookie)
      _ = try await server.post(
        "/api/v1/messages", #"{"payload":"/language{\"value\":\"ru\"}","message_id":"newest"}"#,
        headers: cookie)
      let before = try await history(server, cookie)
      let again = try await server.post("/api/v1/messages", old, headers: cookie)
      #expect(again.status == 200)
      #expect(try again.json()["messages"].value == reply.json()["messages"].value)
      #expect(try await history(server, cookie).map(\.value) == before.map(\.value))
      // The conversation stands where the newest message left it: the language is Russian.
      let next = try await server.post(
        "/api/v1/messages", #"{"payload":"/tuition_cost","message_id":"next"}"#, headers: cookie)
      let text = try next.json()["messages"].array.last?["text"].text ?? ""
      #expect(text.contains("тенге"), "\(text)")
    }
  }

  @Test func `an older name with another text is refused and changes nothing`() async throws {
    try await withVisitor { server, cookie in
      _ = try await server.post("/api/v1/messages", message("second"), headers: cookie)
      let before = try await history(server, cookie)
      let answer = try await server.post(
        "/api/v1/messages", message("first", "something else"), headers: cookie)
      #expect(answer.status == 409)
      #expect(answer.text.contains("message_id"))
      #expect(try await history(server, cookie).map(\.value) == before.map(\.value))
    }
  }

  @Test func `a call-back form that is sent twice at once makes one ticket`() async throws {
    try await withVisitor { server, cookie in
      let body =
        #"{"name":"Anna","contact":"+7 701 000 05 59","language":"en","message_id":"ticket"}"#
      async let one = server.post("/api/v1/callbacks", body, headers: cookie)
      async let other = server.post("/api/v1/callbacks", body, headers: cookie)
      let (first, second) = try await (one, other)
      #expect(first.status == 200 && second.status == 200)
      #expect(try await server.get("/api/v1/administration/callbacks").json().array.count == 1)
    }
  }

  @Test func `a wish for a person that is sent twice at once makes one hand-over`() async throws {
    try await TestServer.run {
      $0.duty.hours = WorkingHours(
        days: Array(repeating: .init(opens: 0, closes: 1_440), count: 7))
    } _: { server in
      let first = try await server.post("/api/v1/messages", message("first"))
      let cookie = ["Cookie": try #require(first.cookie)]
      let body = message("person", "I want to talk to a person")
      async let one = server.post("/api/v1/messages", body, headers: cookie)
      async let other = server.post("/api/v1/messages", body, headers: cookie)
      let statuses = try await (one.status, other.status)
      #expect(statuses == (200, 200))
      #expect(try await server.get("/api/v1/administration/hand-overs").json().array.count == 1)
    }
  }

  @Test func `each press of a rating counts, and the last one stays`() async throws {
    try await withVisitor { server, cookie in
      let answer = try await server.post(
        "/api/v1/messages", message("fee", "How much is tuition?"), headers: cookie)
      let rated = try #require(answer.json()["messages"].array.last?["id"].number)
      for (press, rating) in [(1, "good"), (2, "bad"), (2, "bad"), (3, "good")] {
        let body = #"{"message":\#(Int(rated)),"rating":"\#(rating)","message_id":"p\#(press)"}"#
        #expect(try await server.post("/api/v1/ratings", body, headers: cookie).status == 200)
      }
      let stored = try await history(server, cookie).first { $0["id"].number == rated }
      #expect(stored?["rating"].text == "good")
      #expect(try await server.application.handler.store.feedback(in: .all).count == 3)
    }
  }

  @Test func `a deletion that is confirmed twice is answered twice, and begins nothing new`()
    async throws
  {
    try await withVisitor { server, cookie in
      _ = try await server.post(
        "/api/v1/messages", message("ask", "delete my data"), headers: cookie)
      for _ in 0..<2 {
        let done = try await server.post(
          "/api/v1/messages", message("sure", "yes"), headers: cookie)
        #expect(try done.json()["forgotten"].flag == true)
      }
      let other = try await server.post(
        "/api/v1/messages", message("sure", "no"), headers: cookie)
      #expect(other.status == 409)
      #expect(try await server.application.handler.store.statistics().conversations == 0)
    }
  }
}
