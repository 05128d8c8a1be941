import Knowledge
import PersonalData
import Text

/// What people on duty write, as it is kept and shown: personal data is masked, but not what the
/// institution says of itself.
struct OperatorText {
  private let masker: PersonalDataMasker
  /// Phones, e-mail addresses and the like of `institution.yml`, compared by letters and digits.
  private let own: Set<String>

  init(knowledge: Knowledge, masker: PersonalDataMasker) {
    self.masker = masker
    let institution = knowledge.institution
    let texts =
      institution.units.values.flatMap { [$0.name, $0.phone, $0.email, $0.room, $0.hours] }
      + institution.facts.values + [institution.name]
    own = Set(
      texts.flatMap { text in
        Language.allCases.flatMap { language in
          masker.mask(text[language]).findings.map { Self.key(text[language][$0.range]) }
        }
      })
  }

  func masked(_ text: String) -> String {
    var masked = text
    for finding in masker.mask(text).findings.reversed()
    where !own.contains(Self.key(text[finding.range])) {
      masked.replaceSubrange(finding.range, with: finding.kind.mask)
    }
    return masked
  }

  /// Letters and digits; a number with the country's 8 in front of it is the one with +7.
  private static func key(_ text: Substring) -> String {
    let key = text.lowercased().filter { $0.isLetter || $0.isNumber }
    return key.count == 11 && key.hasPrefix("8") ? "7" + key.dropFirst() : key
  }
}
