/// What a piece of personal data is. The raw value is the word inside its mask.
public enum PersonalDataKind: String, Sendable, Codable, CaseIterable {
  /// Individual or business identification number of Kazakhstan (ИИН, ЖСН; БИН, БСН).
  case iin
  case phone
  /// Bank card number.
  case card
  /// International bank account number.
  case iban
  case email
  /// Number of an identity card or passport.
  case document
  /// Any other run of nine or more digits.
  case number
  /// Date of birth.
  case date
  case address
  case name

  /// What stands in a masked text: `<iin>`.
  public var mask: String { "<\(rawValue)>" }
}

/// One piece of personal data and where it stands in the original text.
public struct Finding: Sendable, Equatable {
  public let kind: PersonalDataKind
  public let range: Range<String.Index>

  public init(kind: PersonalDataKind, range: Range<String.Index>) {
    self.kind = kind
    self.range = range
  }
}

/// A text with its personal data replaced by masks.
public struct MaskedText: Sendable, Equatable {
  public let text: String
  /// In the order of the original text; they do not overlap.
  public let findings: [Finding]

  init(original: String, findings: [Finding]) {
    self.findings = findings
    guard !findings.isEmpty else {
      text = original
      return
    }
    let scalars = original.unicodeScalars
    var masked = String.UnicodeScalarView()
    var position = scalars.startIndex
    for finding in findings {
      masked.append(contentsOf: scalars[position..<finding.range.lowerBound])
      masked.append(contentsOf: finding.kind.mask.unicodeScalars)
      position = finding.range.upperBound
    }
    masked.append(contentsOf: scalars[position...])
    text = String(masked)
  }
}
