public import IntentTypes

/// Something to correct or to look at in a corpus.
public struct LintFinding: Sendable, Equatable, CustomStringConvertible {
  public enum Severity: String, Sendable {
    /// The corpus must not stay so.
    case error
    /// A person should look at it.
    case warning
  }

  public let origin: LabeledUtterance.Origin?
  public let severity: Severity
  /// The short name of what was checked, as in `near-duplicate`.
  public let rule: String
  public let message: String

  public init(
    origin: LabeledUtterance.Origin?, severity: Severity, rule: String, message: String
  ) {
    self.origin = origin
    self.severity = severity
    self.rule = rule
    self.message = message
  }

  /// `file:line: error: message [rule]`
  public var description: String {
    (origin.map { "\($0): " } ?? "") + "\(severity.rawValue): \(message) [\(rule)]"
  }

  /// By file, line, rule and message; what has no place comes first.
  static func precedes(_ a: LintFinding, _ b: LintFinding) -> Bool {
    (a.origin?.file ?? "", a.origin?.line ?? 0, a.rule, a.message)
      < (b.origin?.file ?? "", b.origin?.line ?? 0, b.rule, b.message)
  }
}
