import Economics
import Foundation

/// How reports write numbers.
enum ReportText {
  static func json(_ report: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  /// `56.0 %`
  static func percent(_ value: Double) -> String {
    let tenths = Int((value * 1_000).rounded())
    return "\(tenths / 10).\(abs(tenths) % 10) %"
  }

  /// `75.0 % (66.2 % to 82.1 %), n = 120`
  static func share(_ proportion: Proportion) -> String {
    guard proportion.total > 0 else { return "- (n = 0)" }
    return "\(percent(proportion.value)) (\(percent(proportion.lower)) to "
      + "\(percent(proportion.upper))), n = \(proportion.total)"
  }

  /// `1 250 000`, rounded to whole units.
  static func grouped(_ amount: Double) -> String {
    let digits = Array(String(Int(amount.rounded().magnitude)))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += " " }
      text.append(digit)
    }
    return amount.rounded() < 0 ? "-" + text : text
  }
}
