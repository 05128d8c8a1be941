import HTTPTypes
import Text

/// One message as it comes from a channel, before anything is made of it.
struct IncomingMessage: Sendable, Equatable {
  /// `web`, `rest`, `terminal`.
  var channel: String
  /// Who writes on the channel.
  var sender: String
  /// Made by the client: the same one again is a replay.
  var messageID: String
  /// As typed, or a button's payload.
  var text: String
  /// The title of the button that was pressed.
  var pressed: String?
  /// Of the interface; a new conversation begins with it.
  var language: Language?

  /// Checks what a client sent.
  ///
  /// - Throws: 400 for an empty message or a name that is too long, 413 for a long message.
  init(
    channel: String, sender: String, messageID: String?, text: String, pressed: String? = nil,
    language: Language? = nil, limits: RequestLimits
  ) throws(RequestError) {
    let text = Self.withoutControls(text)
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw .malformed("the message is empty")
    }
    let length = text.unicodeScalars.count
    guard length <= limits.utteranceLength else {
      throw RequestError(
        .contentTooLarge, reason: "MessageTooLong",
        message: "the message has \(length) characters; at most \(limits.utteranceLength) fit")
    }
    self.channel = channel
    self.sender = try Self.name(sender, of: "sender")
    self.messageID =
      try messageID.map { id throws(RequestError) in
        try Self.name(id, of: "message_id")
      } ?? RandomName.make()
    self.text = text
    self.pressed = pressed.map { String(Self.withoutControls($0).prefix(200)) }
    self.language = language
  }

  /// What a person on duty writes reaches the sender: a client of the REST channel hears only replies.
  var isReachable: Bool { channel != "rest" }

  private static let longestName = 200

  private static func name(_ name: String, of field: String) throws(RequestError) -> String {
    guard !name.isEmpty, name.utf8.count <= longestName,
      name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else {
      throw .malformed(
        "\(field): expected 1 to \(longestName) bytes without control characters")
    }
    return name
  }

  /// Control characters say nothing and some stores refuse them; line breaks and tabs stay.
  private static func withoutControls(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.unicodeScalars.filter { !isControl($0) })
    return String(scalars)
  }

  /// Category Cc but for line break and tab.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    default: false
    }
  }
}
