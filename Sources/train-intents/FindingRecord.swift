import Datasets
import Foundation
import IntentTypes

/// One line of `lint --json`.
struct FindingRecord: Encodable {
  /// Null where a finding has no place in a file; `line` counts from 1.
  let file: String?
  let line: Int?
  let severity: String
  let rule: String
  let message: String

  init(_ finding: LintFinding) {
    file = finding.origin?.file
    line = finding.origin?.line
    severity = finding.severity.rawValue
    rule = finding.rule
    message = finding.message
  }

  private enum CodingKeys: CodingKey {
    case file, line, severity, rule, message
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(file, forKey: .file)
    try container.encode(line, forKey: .line)
    try container.encode(severity, forKey: .severity)
    try container.encode(rule, forKey: .rule)
    try container.encode(message, forKey: .message)
  }

  /// The record on one line, keys in alphabetical order.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Strings and a number only: encoding cannot fail.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
