/// Writes JSON into bytes, for what every message needs: a tenth of what an encoder takes.
public struct JSONText {
  public private(set) var bytes: [UInt8] = []
  /// A comma stands before the next key or element.
  private var needsComma = false

  public init() {}

  /// What was written, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  public mutating func object(_ body: (inout JSONText) -> Void) { enclose("{", "}", body) }

  public mutating func array<Element>(
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

  /// Keys come in the order in which they are written; sort them. `name` is not escaped.
  public mutating func key(_ name: String, _ body: (inout JSONText) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: name.utf8)
    bytes.append(contentsOf: "\":".utf8)
    body(&self)
    needsComma = true
  }

  public mutating func key(_ name: String, _ value: String?) {
    key(name) { text in
      if let value { text.string(value) } else { text.literal("null") }
    }
  }

  public mutating func literal(_ text: String) { bytes.append(contentsOf: text.utf8) }

  public mutating func string(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    let source = Array(value.utf8)
    var copied = 0
    for (place, byte) in source.enumerated() where Self.needsEscape(byte) {
      bytes.append(contentsOf: source[copied..<place])
      copied = place + 1
      escape(byte)
    }
    bytes.append(contentsOf: source[copied...])
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func escape(_ byte: UInt8) {
    guard byte < 0x20 else {
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
      return
    }
    let digits = String(byte, radix: 16)
    literal(digits.utf8.count == 1 ? "\\u000\(digits)" : "\\u00\(digits)")
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
    return text.text
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
