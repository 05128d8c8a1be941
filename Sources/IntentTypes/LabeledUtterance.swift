/// What a person typed, as typed, and the intent that a person gave it.
public struct LabeledUtterance: Hashable, Sendable {
  public var text: String
  public var intent: Intent
  /// `kk`, `ru`, `en` or `mixed`, where the dataset says so.
  public var language: String?
  /// Where it was read, for messages.
  public var origin: Origin?

  public init(text: String, intent: Intent, language: String? = nil, origin: Origin? = nil) {
    self.text = text
    self.intent = intent
    self.language = language
    self.origin = origin
  }

  /// A place in a file: `line` counts from 1.
  public struct Origin: Hashable, Sendable, CustomStringConvertible {
    public var file: String
    public var line: Int

    public init(file: String, line: Int) {
      self.file = file
      self.line = line
    }

    public var description: String { "\(file):\(line)" }
  }
}
