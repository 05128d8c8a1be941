import Dialogue
import Foundation
import Storage
import Text
import Testing

@testable import HelpLineServer

@Suite struct `Hand-overs by program` {
  @Test func `claim, answer and release`() async throws {
    try await TestServer.run { server in
      let id = try await server.application.takenOver(channel: "rest", sender: "h", by: server)
      let path = "/api/v1/administration/hand-overs"
      let open = try await server.get(path).json()[0]
      #expect(open["id"].text == id && open["state"].text == "taken")
      #expect(try await server.post("\(path)/\(id)/claim", "").status == 409)

      let text = #"{"text":"Call +7 7172 000001, IIN 040731553055","message_id":"o1"}"#
      for _ in 0..<2 {
        #expect(try await server.post("\(path)/\(id)/messages", text).status == 204)
      }
      let conversation = try #require(open["conversation"].text)
      let seen = try await server.get("/api/v1/administration/conversations/\(conversation)").json()
      #expect(seen["owner"].text == "person")
      let written = seen["messages"].array.filter { $0["from"].text == "person" }
      #expect(written.map { $0["text"].text } == ["Call +7 7172 000001, IIN <iin>"])

      #expect(try await server.post("\(path)/\(id)/typing", #"{"typing":true}"#).status == 204)
      #expect(try await server.post("\(path)/\(id)/release", "").status == 204)
      #expect(try await server.get(path).json().array.isEmpty)
      #expect(try await !server.say("tuition fee", sender: "h").json().array.isEmpty)
    }
  }

  @Test(arguments: [
    ("звоните +7 701 123 45 67", "звоните <phone>"),
    ("пишите на aigerim.s@mail.kz", "пишите на <email>"),
    ("приёмная комиссия: 8 (7172) 00-00-01, admissions@sample-university.example", nil),
    (
      "бухгалтерия +77172000005; мой мобильный 87011234567",
      "бухгалтерия +77172000005; мой мобильный <phone>"
    ),
    ("карта 4400 4301 2345 6783", "карта <card>"),
  ])
  func `what an operator writes is kept without personal data, the offices' contacts stay`(
    text: String, kept: String?
  ) async throws {
    try await TestServer.run { server in
      let id = try await server.application.takenOver(channel: "rest", sender: "h", by: server)
      let body = String(decoding: try JSONEncoder().encode(["text": text]), as: UTF8.self)
      let path = "/api/v1/administration/hand-overs/\(id)/messages"
      #expect(try await server.post(path, body).status == 204)
      let stored = try await server.application.exported(channel: "rest", sender: "h")
      let reply = try #require(stored["conversations"][0]["turns"].array.last)["reply"]
      #expect(reply["texts"][0].text == kept ?? text)
    }
  }

  @Test func `nobody answers without a claim, and unknown hand-overs are not found`()
    async throws
  {
    try await TestServer.run { server in
      let path = "/api/v1/administration/hand-overs/none"
      for action in ["claim", "release"] {
        let answer = try await server.post("\(path)/\(action)", "")
        #expect(answer.status == 404)
      }
      #expect(try await server.post("\(path)/messages", #"{"text":"a"}"#).status == 404)
      #expect(try await server.get("/api/v1/administration/conversations/none").status == 404)
    }
  }

  private static let path = "/api/v1/administration/hand-overs"

  private func openIDs(_ server: TestServer) async throws -> [String] {
    try await server.get(Self.path).json().array.compactMap { $0["id"].text }
  }

  @Test func `a used message_id with another text is refused, and nothing is lost unsaid`()
    async throws
  {
    try await TestServer.run { server in
      let id = try await server.application.takenOver(channel: "rest", sender: "h", by: server)
      let path = "\(Self.path)/\(id)/messages"
      for (text, status) in [("one", 204), ("one", 204), ("two", 409)] {
        let answer = try await server.post(path, #"{"text":"\#(text)","message_id":"o"}"#)
        #expect(answer.status == status)
      }
    }
  }

  @Test func `who asks, changes the mind and asks again waits once`() async throws {
    try await TestServer.run {
      $0.duty = .always
    } _: { server in
      let visitor = try await Visitor(server)
      var seen = Set<String>()
      for _ in 0..<2 {
        #expect(try await visitor.say("позовите оператора").json()["owner"].text == "waiting")
        let open = try await openIDs(server)
        #expect(open.count == 1)
        seen.formUnion(open)
        #expect(try await visitor.say("отмена").json()["owner"].text == "bot")
        #expect(try await openIDs(server).isEmpty)
      }
      #expect(seen.count == 2)
    }
  }

  @Test func `a call-back that is ordered or cancelled ends the hand-over`() async throws {
    try await TestServer.run {
      $0.duty.hours = .init(days: Array(repeating: nil, count: 7))
    } _: {
      server in
      let visitor = try await Visitor(server)
      for answers in [["отмена"], ["Анна", "+7 701 000 05 59", "/skip", "/skip"]] {
        _ = try await visitor.say("позовите оператора")
        #expect(try await openIDs(server).count == 1)
        for answer in answers { _ = try await visitor.say(answer) }
        #expect(try await openIDs(server).isEmpty)
      }
      #expect(try await server.get("/api/v1/administration/callbacks").json().array.count == 1)
    }
  }

  @Test func `the list is read page by page, and whoever waits behind it can be claimed`()
    async throws
  {
    try await TestServer.run { server in
      let store = server.application.handler.store
      for number in 0..<1_003 {
        let id = "\(1_000 + number)"
        let state = ConversationState(dialogue: .init(id: id, language: .ru))
        let time = Timestamp(microseconds: Int64(number))
        _ = try await store.open(
          StoredConversation(
            id: id, channel: "web", sender: id, botType: "rules", state: state.json,
            createdAt: time))
        try await store.add(HandOver(id: id, conversation: id, reason: "r", createdAt: time))
      }
      let first = try await openIDs(server)
      #expect(first.count == 1_000 && first.last == "1999")
      let rest = try await server.get("\(Self.path)?after=1999&limit=2").json().array
      #expect(rest.map { $0["id"].text } == ["2000", "2001"])
      #expect(try await server.post("\(Self.path)/2002/claim", "").status == 204)
      #expect(try await server.get("\(Self.path)?limit=0").status == 400)
      #expect(try await server.get("\(Self.path)?after=none").status == 404)
    }
  }

  @Test func `whom nobody takes is told, has the bot again and is offered a call-back`()
    async throws
  {
    try await TestServer.run {
      $0.duty = .always
    } _: { server in
      let handler = server.application.handler
      let watch = HandOverWatch(handler: handler)
      let visitor = try await Visitor(server)
      let waiting = try await visitor.say("позовите оператора").json()
      let conversation = try #require(waiting["conversation"].text)
      var signals = handler.events.signals(of: conversation).makeAsyncIterator()
      await watch.giveBackDue(at: Timestamp(Date()).adding(seconds: 290))
      #expect(try await openIDs(server).count == 1)
      await watch.giveBackDue(at: Timestamp(Date()).adding(seconds: 301))
      #expect(await signals.next() == .turns)
      let history = try await visitor.history()
      #expect(history["owner"].text == "bot")
      let last = try #require(history["messages"].array.last)
      #expect(last["text"].text?.hasPrefix("Простите, что заставили ждать") == true)
      #expect(last["buttons"][0]["payload"].text == "/callback")
      #expect(try await openIDs(server).isEmpty)
      await watch.giveBackDue(at: Timestamp(Date()).adding(seconds: 999))
      #expect(
        try await visitor.history()["messages"].array.count == history["messages"].array.count)
      let form = try await visitor.say("да").json()
      #expect(form["messages"].array.last?["text"].text?.contains("обращаться") == true, "\(form)")
    }
  }

  @Test func `a conversation whose operator is silent is given back`() async throws {
    try await TestServer.run {
      $0.duty = .always
    } _: { server in
      let watch = HandOverWatch(handler: server.application.handler)
      let visitor = try await Visitor(server)
      for isAnswered in [true, false] {
        _ = try await visitor.say("позовите оператора")
        let id = try #require(try await openIDs(server).first)
        #expect(try await server.post("\(Self.path)/\(id)/claim", "").status == 204)
        #expect(
          try await server.post("\(Self.path)/\(id)/messages", #"{"text":"a"}"#).status == 204)
        if !isAnswered { _ = try await visitor.say("и ещё вопрос") }
        await watch.giveBackDue(at: Timestamp(Date()).adding(seconds: 1_700))
        #expect(try await visitor.history()["owner"].text == "person")
        await watch.giveBackDue(at: Timestamp(Date()).adding(seconds: 1_801))
        let history = try await visitor.history()
        #expect(history["owner"].text == "bot")
        let text = history["messages"].array.last?["text"].text ?? ""
        #expect(text.hasPrefix(isAnswered ? "Хорошо, я снова" : "Простите"), "\(text)")
        #expect(try await openIDs(server).isEmpty)
      }
    }
  }

  @Test func `a channel on which nobody can write offers a call-back at once`() async throws {
    try await TestServer.run {
      $0.duty = .always
    } _: { server in
      let reply = try await server.say("позовите оператора").json()
      #expect(reply.array.contains { $0["text"].text?.contains("написать не может") == true })
      #expect(try await !server.say("Анна").json().array.isEmpty)
    }
  }
}

extension DutySettings {
  /// Somebody is on duty at every hour.
  static var always: DutySettings {
    var duty = DutySettings()
    duty.hours = WorkingHours(days: Array(repeating: .init(opens: 0, closes: 1_440), count: 7))
    return duty
  }
}

/// A browser that has written once, in Russian.
struct Visitor {
  let server: TestServer
  let cookie: [String: String]

  init(_ server: TestServer) async throws {
    self.server = server
    let first = try await server.post(
      "/api/v1/messages", #"{"text":"Здравствуйте","language":"ru"}"#)
    cookie = ["Cookie": try #require(first.cookie)]
  }

  func say(_ text: String) async throws -> TestServer.Answer {
    let field = text.hasPrefix("/") ? "payload" : "text"
    return try await server.post(
      "/api/v1/messages", #"{"\#(field)":"\#(text)"}"#, headers: cookie)
  }

  func history() async throws -> JSON {
    try await server.get("/api/v1/history", headers: cookie).json()
  }
}
