public import Text

/// One message of a person, with all that the dialogue may know about the world.
public struct UserMessage: Sendable, Equatable {
  public enum Content: Sendable, Equatable {
    case text(String)
    case button(Payload)
  }

  public let content: Content
  /// Seconds since 1970, UTC.
  public let time: Int
  public let isPersonOnDuty: Bool
  /// What a person on duty writes reaches the channel.
  public let isReachable: Bool
  /// Of the page that the person writes on; nil where a channel has none.
  public let interface: Language?

  /// - Parameter text: as typed, or a button's payload such as `/tuition_cost`.
  public init(
    _ text: String, time: Int, isPersonOnDuty: Bool, isReachable: Bool = true,
    interface: Language? = nil
  ) {
    content = Payload(text).map { .button($0) } ?? .text(text)
    self.time = time
    self.isPersonOnDuty = isPersonOnDuty
    self.isReachable = isReachable
    self.interface = interface
  }
}
