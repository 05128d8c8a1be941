/// Why the knowledge of a folder cannot be used.
public enum KnowledgeError: Error, Equatable, CustomStringConvertible {
  /// `file` is relative to the folder.
  case unreadable(file: String, reason: String)
  /// Not YAML, or not of the form that the guide describes; `line` counts from 1.
  case malformed(file: String, line: Int?, reason: String)
  /// The files can be read, but contradict themselves; at least one finding is an error.
  case invalid([Finding])

  public var description: String {
    switch self {
    case .unreadable(let file, let reason):
      "cannot read \(file): \(reason)"
    case .malformed(let file, let line, let reason):
      "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)"
    case .invalid(let findings):
      findings.filter { $0.severity == .error }.map(\.description).joined(separator: "\n")
    }
  }
}
