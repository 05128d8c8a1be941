import Foundation
import Storage
import Testing

@testable import HelpLineServer

@Suite struct `The web chat's routes` {
  @Test func `a conversation hangs on an HttpOnly cookie that the store does not know`()
    async throws
  {
    try await TestServer.run { server in
      let answer = try await server.post("/api/v1/messages", #"{"text":"hello","language":"en"}"#)
      #expect(answer.status == 200)
      let header = try #require(answer.headers["set-cookie"])
      #expect(header.contains("HttpOnly") && header.contains("SameSite=Lax"))
      let cookie = try #require(answer.cookie)
      let secret = cookie.dropFirst("senim=".count)
      #expect(secret.count == 64)
      let file = try Data(contentsOf: URL(fileURLWithPath: server.settings.database + "-wal"))
      #expect(file.range(of: Data(secret.utf8)) == nil)
    }
  }

  @Test func `history gives back what was said, also after a number`() async throws {
    try await TestServer.run { server in
      let first = try await server.post("/api/v1/messages", #"{"text":"hello"}"#)
      let cookie = try #require(first.cookie)
      let headers = ["Cookie": cookie]
      _ = try await server.post("/api/v1/messages", #"{"text":"tuition fee"}"#, headers: headers)
      let all = try await server.get("/api/v1/history", headers: headers).json()["messages"].array
      let sent = try first.json()["messages"].array
      #expect(all.count > sent.count)
      #expect(all.map { $0["id"].number ?? 0 } == all.map { $0["id"].number ?? 0 }.sorted())
      let cursor = Int(try #require(sent.last?["id"].number))
      let rest = try await server.get("/api/v1/history?after=\(cursor)", headers: headers)
      #expect(try rest.json()["messages"].array.count == all.count - sent.count)
      #expect(try await server.get("/api/v1/history").json()["messages"].array.isEmpty)
      #expect(try await server.get("/api/v1/history?after=x", headers: headers).status == 400)
    }
  }

  @Test func `a bad rating of the last answer brings the next best topics`() async throws {
    try await TestServer.run { server in
      let answer = try await server.post(
        "/api/v1/messages", #"{"payload":"/tuition_cost","title":"Fee"}"#)
      let cookie = try #require(answer.cookie)
      let rated = try #require(
        try answer.json()["messages"].array.first { $0["rateable"].flag == true })
      let id = Int(try #require(rated["id"].number))
      let reply = try await server.post(
        "/api/v1/ratings", #"{"message":\#(id),"rating":"bad","title":"No"}"#,
        headers: ["Cookie": cookie])
      #expect(reply.status == 200)
      #expect(try reply.json()["messages"].array.count >= 2)
      let history = try await server.get("/api/v1/history", headers: ["Cookie": cookie])
      let marked = try history.json()["messages"].array.first { $0["id"].number == Double(id) }
      #expect(marked?["rating"].text == "bad")
    }
  }

  @Test func `a button's title stands in the history, not its payload`() async throws {
    try await TestServer.run { server in
      let answer = try await server.post(
        "/api/v1/messages", #"{"payload":"/tuition_cost","title":"Стоимость обучения"}"#)
      #expect(try answer.json()["messages"][0]["text"].text == "Стоимость обучения")
      #expect(try answer.json()["messages"][0]["from"].text == "user")
    }
  }

  @Test func `what a person enters in a call-back is nowhere but in its ticket`() async throws {
    try await TestServer.run { server in
      let body = #"{"name":"Дина Сынақова","contact":"+7 701 000 05 59","language":"ru"}"#
      let ordered = try await server.post("/api/v1/callbacks", body)
      #expect(ordered.status == 200)
      #expect(!ordered.text.contains("Сынақова"))
      let tickets = try await server.get("/api/v1/administration/callbacks").json().array
      let id = try #require(tickets.first?["id"].text)
      let opened = try await server.post(
        "/api/v1/administration/callbacks/\(id)/open", #"{"operator":"aigul"}"#)
      #expect(try opened.json()["request"]["name"].text == "Дина Сынақова")
      let lines = try await server.application.handler.store.auditLines()
      #expect(lines.contains { $0.actor == "aigul" && $0.subject == id })
      let folder = URL(fileURLWithPath: server.settings.database).deletingLastPathComponent()
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
        let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
        #expect(bytes.range(of: Data("Сынақова".utf8)) == nil, "\(name)")
        #expect(bytes.range(of: Data("000 05 59".utf8)) == nil, "\(name)")
      }
      let closed = try await server.post("/api/v1/administration/callbacks/\(id)/close", "")
      #expect(closed.status == 204)
      #expect(try await server.get("/api/v1/administration/callbacks").json().array.isEmpty)
    }
  }

  @Test func `a ticket with words of a crisis is kept, and a contact of help comes first`()
    async throws
  {
    try await TestServer.run { server in
      let body =
        #"{"name":"Анна","contact":"+7 701 000 05 59","question":"не хочу жить","language":"ru","#
        + #""title":"ИИН 040731553055"}"#
      let ordered = try await server.post("/api/v1/callbacks", body)
      #expect(ordered.status == 200)
      let contact = try #require(ordered.text.range(of: "150"))
      let notice = try #require(ordered.text.range(of: "программа"))
      #expect(contact.lowerBound < notice.lowerBound)
      #expect(!ordered.text.contains("040731553055"))
      #expect(try await server.get("/api/v1/administration/callbacks").json().array.count == 1)
    }
  }

  @Test(arguments: [#"{"name":"","contact":"87010000559"}"#, #"{"name":"A","contact":"nowhere"}"#])
  func `a call-back needs somebody and a way to reach them`(body: String) async throws {
    try await TestServer.run { server in
      let answer = try await server.post("/api/v1/callbacks", body)
      #expect(answer.status == 400)
      #expect(try await server.get("/api/v1/administration/callbacks").json().array.isEmpty)
    }
  }

  @Test func `personal data is masked before it is stored`() async throws {
    try await TestServer.run { server in
      let text = "менің ЖСН 040731553055, телефон +7 701 000 05 59"
      _ = try await server.say(text, sender: "m")
      let export = try await server.application.exported(channel: "rest", sender: "m")
      let utterance = try #require(
        export["conversations"][0]["turns"][0]["utterance"].text)
      #expect(utterance.contains("<iin>") && utterance.contains("<phone>"))
      #expect(!utterance.contains("040731553055"))
    }
  }

  @Test func `delete my data leaves nothing, by the route and in the chat`() async throws {
    try await TestServer.run { server in
      let cookie = try #require(
        try await server.post("/api/v1/messages", #"{"text":"hello"}"#).cookie)
      let gone = try await server.send(
        "DELETE", "/api/v1/conversation", headers: ["Cookie": cookie])
      #expect(gone.status == 204)
      #expect(gone.headers["set-cookie"]?.contains("Max-Age=0") == true)
      #expect(try await server.application.handler.store.statistics().conversations == 0)

      _ = try await server.say("delete my data", sender: "d")
      let done = try await server.say("yes", sender: "d")
      #expect(try done.json()[0]["metadata"]["decision"].text == "request")
      #expect(try await server.application.handler.store.statistics().conversations == 0)
    }
  }

  @Test func `a copy of the data comes by the route and in the chat`() async throws {
    try await TestServer.run { server in
      let cookie = try #require(
        try await server.post("/api/v1/messages", #"{"text":"hello"}"#).cookie)
      let export = try await server.get(
        "/api/v1/conversation/export", headers: ["Cookie": cookie])
      #expect(export.headers["content-disposition"]?.hasPrefix("attachment") == true)
      #expect(try export.json()["conversations"].array.count == 1)
      #expect(try await server.get("/api/v1/conversation/export").status == 404)

      let asked = try await server.say("/export_data", sender: "e").json().array
      #expect(asked.last?["custom"]["conversations"].array.count == 1)
    }
  }

  @Test func `feedback in words is kept, masked`() async throws {
    try await TestServer.run { server in
      let cookie = try #require(
        try await server.post("/api/v1/messages", #"{"text":"hello"}"#).cookie)
      let body = #"{"text":"Спасибо! Мой ИИН 040731553055","score":5}"#
      let answer = try await server.post("/api/v1/feedback", body, headers: ["Cookie": cookie])
      #expect(answer.status == 204)
      let kept = try await server.application.handler.store.feedback(in: .all)
      #expect(kept.first?.score == 5)
      #expect(kept.first?.comment == "Спасибо! Мой ИИН <iin>")
      #expect(try await server.post("/api/v1/feedback", body).status == 404)
    }
  }

  @Test(arguments: [(0, 400), (90, 90), (1_000, 400)])
  func `the cookie lasts as long as the conversation, and no longer than browsers allow`(
    retention: Int, days: Int
  ) async throws {
    try await TestServer.run {
      $0.storage.retentionDays = retention
    } _: { server in
      let answer = try await server.post("/api/v1/messages", #"{"text":"tuition fee"}"#)
      #expect(answer.headers["set-cookie"]?.contains("Max-Age=\(days * 86_400);") == true)
    }
  }

  @Test func `nothing promises another time of keeping than the settings`() async throws {
    try await TestServer.run {
      $0.storage.retentionDays = 0
    } _: { server in
      let answer = try await server.post(
        "/api/v1/messages", #"{"payload":"/data_privacy","title":"Data","language":"en"}"#)
      #expect(answer.text.contains("kept until you ask"))
      #expect(!answer.text.contains("90 days"))
    }
  }
}
