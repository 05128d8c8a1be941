public import Text

/// What the help line says to one message.
public struct Reply: Sendable, Equatable {
  public struct Button: Sendable, Equatable {
    /// For people: never an internal name.
    public let title: String
    public let payload: Payload

    public init(title: String, payload: Payload) {
      self.title = title
      self.payload = payload
    }
  }

  /// Plain texts, in the order of speaking. Empty while a person has the conversation.
  public var texts: [String]
  /// Belong under the last text.
  public var buttons: [Button]
  /// The reply holds an answer that can be rated (`/rate{"value":"good"}`).
  public var offersRating: Bool
  public var language: Language

  public init(
    _ texts: [String], buttons: [Button] = [], offersRating: Bool = false, language: Language
  ) {
    self.texts = texts
    self.buttons = buttons
    self.offersRating = offersRating
    self.language = language
  }

  /// Nothing is said: a person has the conversation.
  public static func silence(_ language: Language) -> Reply { Reply([], language: language) }
}
