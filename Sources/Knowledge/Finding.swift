/// What a check of the knowledge found: for the corpus linter, for an operator's eyes.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
  public enum Severity: String, Sendable, Codable, CaseIterable {
    /// The help line cannot be served with it.
    case error
    /// Worth a look.
    case warning
  }

  public let severity: Severity
  /// Relative to the folder of the knowledge: `knowledge/money.yml`.
  public let file: String
  public let message: String

  public init(_ severity: Severity, file: String, message: String) {
    self.severity = severity
    self.file = file
    self.message = message
  }

  /// `error: knowledge/money.yml: tuition_cost: no title in en`
  public var description: String { "\(severity.rawValue): \(file): \(message)" }
}
