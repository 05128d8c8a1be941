public import Dialogue
import Text

/// A reply as it is kept beside its turn and shown again on every channel: the help line's side of
/// a turn, as JSON.
public struct RecordedReply: Codable, Sendable, Equatable {
  public struct Button: Codable, Sendable, Equatable {
    public let title: String
    /// Rasa's form: `/tuition_cost`.
    public let payload: String

    public init(title: String, payload: String) {
      self.title = title
      self.payload = payload
    }
  }

  /// Who speaks.
  public enum Speaker: String, Codable, Sendable {
    case bot
    /// An operator.
    case person
    /// A notice of the help line: somebody has come, somebody has left.
    case system
  }

  public let speaker: Speaker
  public let texts: [String]
  public let buttons: [Button]
  public let offersRating: Bool
  /// BCP 47.
  public let language: String
  /// What the person pressed instead of writing; shown in place of the payload.
  public let pressed: String?

  /// - Parameter pressed: the title of the button that the person pressed.
  public init(_ reply: Reply, pressed: String?) {
    speaker = .bot
    texts = reply.texts
    buttons = reply.buttons.map { Button(title: $0.title, payload: $0.payload.description) }
    offersRating = reply.offersRating
    language = reply.language.rawValue
    self.pressed = pressed
  }

  /// What an operator writes, or a notice.
  public init(_ text: String, from speaker: Speaker, language: String) {
    self.init(speaker: speaker, texts: [text], language: language)
  }
}

extension RecordedReply {
  /// A turn that says nothing.
  public static func silence(_ language: String) -> RecordedReply {
    RecordedReply(speaker: .system, texts: [], language: language)
  }

  private init(speaker: Speaker, texts: [String], language: String) {
    self.speaker = speaker
    self.texts = texts
    buttons = []
    offersRating = false
    self.language = language
    pressed = nil
  }
}
