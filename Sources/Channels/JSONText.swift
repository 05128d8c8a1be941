/// Writes JSON into bytes, for what every message needs: a tenth of what an encoder takes.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  /// A comma stands before the next key or element.
  private var needsComma = false

  mutating func object(_ body: (inout JSONText) -> Void) { enclose("{", "}", body) }

  mutating func array<Element>(
    _ elements: some Sequence<Element>, _ body: (inout JSONText, Element) -> Void
  ) {
    enclose("[", "]") { text in
      for element in elements {
        text.separate()
        body(&text, element)
        text.needsComma = true
      }
    }
  }

  /// Keys come in the order in which they are written; sort them.
  mutating func key(_ name: StaticString, _ body: (inout JSONText) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: "\(name)".utf8)
    bytes.append(contentsOf: "\":".utf8)
    body(&self)
    needsComma = true
  }

  mutating func key(_ name: StaticString, _ value: String?) {
    key(name) { text in
      if let value { text.string(value) } else { text.literal("null") }
    }
  }

  mutating func literal(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func string(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        literal(digits.utf8.count == 1 ? "\\u000\(digits)" : "\\u00\(digits)")
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
  }

  private mutating func enclose(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONText) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: close))
  }
}

extension RecordedReply {
  /// As it is stored; `JSONDecoder` reads it.
  public var json: String {
    var text = JSONText()
    text.object { text in
      text.key("buttons") { write(buttons, to: &$0) }
      text.key("language", language)
      text.key("offersRating") { $0.literal(offersRating ? "true" : "false") }
      if let pressed { text.key("pressed", pressed) }
      text.key("speaker", speaker.rawValue)
      text.key("texts") { $0.array(texts) { $0.string($1) } }
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  fileprivate func write(_ buttons: [Button], to text: inout JSONText) {
    text.array(buttons) { text, button in
      text.object { text in
        text.key("payload", button.payload)
        text.key("title", button.title)
      }
    }
  }
}

extension RasaREST {
  /// The messages of a reply as JSON: the metadata on the first, the buttons under the last.
  public static func json(
    of reply: RecordedReply, to recipient: String, metadata: Metadata
  ) -> [UInt8] {
    var text = JSONText()
    text.array(reply.texts.enumerated()) { text, message in
      let (index, words) = message
      text.object { text in
        if index == reply.texts.count - 1, !reply.buttons.isEmpty {
          text.key("buttons") { reply.write(reply.buttons, to: &$0) }
        }
        if index == 0 { text.key("metadata") { metadata.write(to: &$0) } }
        text.key("recipient_id", recipient)
        text.key("text", words)
      }
    }
    return text.bytes
  }
}

extension RasaREST.Metadata {
  /// Every field is there, also when it is null.
  fileprivate func write(to text: inout JSONText) {
    text.object { text in
      text.key("bot", bot)
      text.key("confidence") { $0.literal(confidence.map { "\($0)" } ?? "null") }
      text.key("decision", decision)
      text.key("intent", intent)
      text.key("language", language)
      text.key("model", model)
    }
  }
}
