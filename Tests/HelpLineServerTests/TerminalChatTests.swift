import Foundation
import Testing

@testable import HelpLineServer

@Suite struct `The chat in the terminal` {
  @Test func `a wish for one's data prints it`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var settings = ServerSettings()
    settings.bot = .rules
    settings.corpus = TestServer.corpus
    settings.database = folder.path("senim.sqlite")
    settings.storage.callbackKeyFile = folder.path("senim.key")
    let chat = try await TerminalChat(settings: settings)
    let answer = try await chat.reply(to: "tuition fee per year")
    #expect(!answer.contains("\"conversations\""))
    let copy = try await chat.reply(to: "export my data")
    let start = try #require(copy.firstIndex(of: "{"))
    let json = try JSON(data: Data(copy[start...].utf8))
    #expect(json["channel"].text == "terminal")
    let turns = json["conversations"][0]["turns"].array
    #expect(turns.map { $0["utterance"].text } == ["tuition fee per year", "export my data"])
    await chat.close()
  }

  @Test func `what a person on duty writes is printed, and silence prints nothing`() async throws {
    try await TestServer.run {
      $0.duty = .always
    } _: { server in
      let chat = try await TerminalChat(settings: server.settings)
      _ = try await chat.reply(to: "позовите оператора")
      #expect(try await chat.reply(to: "ау").isEmpty)
      let path = "/api/v1/administration/hand-overs"
      let id = try #require(try await server.get(path).json()[0]["id"].text)
      _ = try await server.post("\(path)/\(id)/claim", "")
      #expect(try await chat.news().isEmpty)
      _ = try await server.post("\(path)/\(id)/messages", #"{"text":"Добрый день"}"#)
      #expect(try await chat.news() == ["Добрый день"])
      #expect(try await chat.news().isEmpty)
      _ = try await server.post("\(path)/\(id)/messages", #"{"text":"Чем помочь?"}"#)
      #expect(try await chat.reply(to: "спасибо") == "Чем помочь?")
      await chat.close()
    }
  }
}
