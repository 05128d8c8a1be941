import Channels
import Dialogue
import Foundation
import Testing
import Text

@testable import HelpLineServer

@Suite struct `Rasa's routes` {
  @Test func `the webhook answers with messages, buttons and metadata on the first`() async throws {
    try await TestServer.run { server in
      let answer = try await server.say("Сколько стоит обучение?")
      #expect(answer.status == 200)
      #expect(answer.headers["content-type"] == "application/json")
      let messages = try answer.json().array
      #expect(messages.count == 2)
      let metadata = messages[0]["metadata"]
      #expect(metadata["decision"].text == "answer")
      #expect(metadata["intent"].text == "tuition_cost")
      #expect(metadata["language"].text == "ru")
      #expect(metadata["bot"].text == "rules")
      #expect(metadata["model"].isNull && metadata.object?.keys.contains("model") == true)
      #expect(messages.last?["metadata"].isNull == true)
      #expect(messages.allSatisfy { $0["recipient_id"].text == "a" })
      #expect(messages.last?["buttons"][0]["payload"].text?.hasPrefix("/") == true)
    }
  }

  @Test func `the notice comes once in a conversation`() async throws {
    try await TestServer.run { server in
      let first = try await server.say("hello").json().array
      let second = try await server.say("hello").json().array
      #expect(first.first?["text"].text?.contains("program") == true)
      #expect(second.count == first.count - 1)
    }
  }

  @Test func `a stream gives one JSON object a line`() async throws {
    try await TestServer.run { server in
      let answer = try await server.post(
        "/webhooks/rest/webhook?stream=true", #"{"sender":"s","message":"hello"}"#)
      let lines = answer.text.split(separator: "\n")
      #expect(lines.count >= 2)
      for line in lines {
        #expect(try JSON(data: Data(line.utf8))["recipient_id"].text == "s")
      }
    }
  }

  @Test func `parse gives the whole ranking`() async throws {
    try await TestServer.run { server in
      let answer = try await server.post(
        "/model/parse", #"{"text":"пересдача экзамена","message_id":"m1"}"#)
      let json = try answer.json()
      #expect(answer.status == 200)
      #expect(json["text"].text == "пересдача экзамена")
      #expect(json["message_id"].text == "m1")
      #expect(json["entities"].array.isEmpty)
      #expect(json["intent"]["name"].text == json["intent_ranking"][0]["name"].text)
      #expect(json["intent_ranking"].array.count == 60)
    }
  }

  @Test func `a rejected text is nlu_fallback with the true ranking behind it`() async throws {
    try await TestServer.run { server in
      let json = try await server.post("/model/parse", #"{"text":"qqq zzz"}"#).json()
      #expect(json["intent"]["name"].text == "nlu_fallback")
      #expect(json["intent_ranking"][0]["name"].text == "nlu_fallback")
      #expect(json["intent_ranking"][1]["name"].text != nil)
      #expect(json["fallback"]["reason"].text == "out_of_scope")
    }
  }

  @Test func `status, version and the channel's sign of life`() async throws {
    try await TestServer.run { server in
      let status = try await server.get("/status").json()
      #expect(status["model_id"].text == "rules")
      let version = try await server.get("/version").json()
      #expect(version["version"].text == BuildInformation.version)
      for path in ["/webhooks/rest", "/webhooks/rest/"] {
        let answer = try await server.get(path).json()
        #expect(answer["status"].text == "ok")
      }
    }
  }

  @Test func `an error has Rasa's form`() async throws {
    try await TestServer.run { server in
      let answer = try await server.post("/model/parse", "{}")
      let json = try answer.json()
      #expect(answer.status == 400)
      #expect(json["status"].text == "failure")
      #expect(json["reason"].text == "BadRequest")
      #expect(json["message"].text == "the field \"text\" is missing")
      #expect(json["code"].number == 400)
      #expect(
        json.object?.keys.sorted() == [
          "code", "details", "help", "message", "reason", "status", "version",
        ])
    }
  }

  @Test func `a repeated message_id is answered again and stored once`() async throws {
    try await TestServer.run { server in
      let body = #"{"sender":"r","message":"hello","message_id":"one"}"#
      let first = try await server.post("/webhooks/rest/webhook", body)
      let second = try await server.post("/webhooks/rest/webhook", body)
      #expect(first.text == second.text)
      let other = try await server.post(
        "/webhooks/rest/webhook", #"{"sender":"r","message":"bye","message_id":"one"}"#)
      #expect(other.status == 409)
      let export = try await server.application.exported(channel: "rest", sender: "r")
      #expect(export["conversations"][0]["turns"].array.count == 1)
    }
  }

  @Test func `a repeated message deletes nothing a second time`() async throws {
    try await TestServer.run { server in
      func say(_ message: String, _ id: String) async throws {
        let body = #"{"sender":"d","message":"\#(message)","message_id":"\#(id)"}"#
        let answer = try await server.post("/webhooks/rest/webhook", body)
        #expect(answer.status == 200)
      }
      try await say("Сколько стоит обучение?", "m1")
      try await say("/rate{\"value\":\"good\"}".replacing("\"", with: "\\\""), "m2")
      try await say("удалите мои данные", "m3")
      try await say("нет", "m4")
      try await say("да", "m5")
      try await say("удалите мои данные", "m6")
      // The old "yes" comes again: it is no answer to the question that is open now.
      try await say("да", "m5")
      let export = try await server.application.exported(channel: "rest", sender: "d")
      #expect(export["conversations"][0]["turns"].array.count == 6)
    }
  }

  @Test func `nobody speaks while a person has the conversation`() async throws {
    try await TestServer.run { server in
      _ = try await server.application.takenOver(channel: "rest", sender: "p", by: server)
      let answer = try await server.say("Сколько стоит обучение?", sender: "p")
      #expect(answer.status == 200)
      #expect(try answer.json().array.isEmpty)
    }
  }

  @Test(arguments: [
    "Әріптер \"тырнақшада\" \\ / 👩🏽‍🎓", "a\n\r\t\u{1}\u{1F}\u{7F}\u{2028}", "",
  ])
  func `what is written by hand is what an encoder writes`(text: String) throws {
    let button = Reply.Button(title: text, payload: .rate(.good))
    let reply = RecordedReply(
      Reply([text, "2"], buttons: [button, button], offersRating: true, language: .kk),
      pressed: text)
    #expect(try JSONDecoder().decode(RecordedReply.self, from: Data(reply.json.utf8)) == reply)
    for confidence in [nil, 1, 0.123_456_789] {
      let metadata = RasaREST.Metadata(
        decision: "answer", intent: nil, language: "kk", confidence: confidence, bot: text,
        model: text)
      let messages = RasaREST.messages(of: reply, to: text, metadata: metadata)
      let written = RasaREST.json(of: reply, to: text, metadata: metadata)
      let encoded = try JSONEncoder().encode(messages)
      #expect(try JSON(data: Data(written)).value == JSON(data: encoded).value)
    }
  }
}
