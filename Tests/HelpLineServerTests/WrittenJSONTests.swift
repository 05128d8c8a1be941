import Channels
import Foundation
import Testing

@testable import HelpLineServer

/// What is written and read by hand against the library's coders.
@Suite struct WrittenJSONTests {
  static func state(_ changes: String, lastAnswer: String = "") -> String {
    """
    {"dialogue":{"alternatives":["a","b"],"hasChosenLanguage":false,"hasShownNotice":true,"id":"x",\
    "language":"kk","messageCount":3,"missesInARow":1,"questionsInARow":2,\(changes)}\(lastAnswer)}
    """
  }

  @Test(arguments: [
    state(#""handOff":{"none":{}}"#),
    state(#""handOff":{"taken":{}},"topic":"tuition_cost""#, lastAnswer: #","lastAnswer":12"#),
    state(#""handOff":{"waiting":{"reason":"customer_request","since":1700000000}}"#),
    state(#""handOff":{"none":{}},"pending":{"clarification":{"_0":["a","b"]}}"#),
    state(#""handOff":{"none":{}},"pending":{"offer":{"_0":"missing_knowledge"}}"#),
    state(#""handOff":{"none":{}},"pending":{"callback":{"_0":"customer_request"}}"#),
    state(#""handOff":{"none":{}},"pending":{"deletion":{}}"#),
    state(#""handOff":{"none":{}},"pending":{"form":{"_0":"callback_name"}},"topic":"a\"\\\n""#),
  ])
  func `a conversation's state is written as an encoder writes it`(_ json: String) throws {
    let state = try ConversationState(json: json)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let encoded = String(decoding: try encoder.encode(state), as: UTF8.self)
    #expect(state.json == encoded.replacing("\\n", with: "\\u000a"))
    #expect(try ConversationState(json: state.json) == state)
  }

  @Test(arguments: [
    #"{"sender":"a","message":"Сәлем"}"#, #" { "message" : "x" , "sender" : null } "#,
    #"{"message":"\u0421\u04d9\u043b\u0435\u043c \ud83d\ude00","message_id":"1","other":"y"}"#,
    #"{"message":"\"\\\/\b\f\n\r\t\u0000"}"#, #"{"message":""}"#,
  ])
  func `a plain message is read as a decoder reads it`(_ json: String) throws {
    let read = try #require(RasaREST.Incoming(plain: json.utf8))
    let decoded = try JSONDecoder().decode(RasaREST.Incoming.self, from: Data(json.utf8))
    #expect(read.message == decoded.message)
    #expect(read.sender == decoded.sender)
    #expect(read.messageID == decoded.messageID)
  }

  @Test(arguments: [
    "", "{", "{}", "[]", "null", #"{"message":1}"#, #"{"message":null}"#, #"{"message":"a"} x"#,
    #"{"message":"a","message":"b"}"#, #"{"message":"a",}"#, #"{"message":"a""#,
    #"{"message":"\ud83d"}"#, #"{"message":"\ud83d\u0041"}"#, #"{"message":"\x"}"#,
    #"{"message":"\u12"}"#, "{\"message\":\"a\nb\"}", #"{"message":"a","metadata":{}}"#,
    #"{"message":"\"#, #"{"message":"\u"#, #"{"message":"#, #"{"message""#,
  ])
  func `everything else is left to the decoder`(_ json: String) {
    #expect(RasaREST.Incoming(plain: json.utf8) == nil)
  }

  @Test func `bytes that are no UTF-8 are left to the decoder`() {
    #expect(
      RasaREST.Incoming(plain: Array(#"{"message":""#.utf8) + [0xFF] + Array("\"}".utf8)) == nil)
  }
}
