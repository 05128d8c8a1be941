/// Finds personal data in a text and replaces it by typed masks: `<iin>`, `<phone>`, `<name>`.
///
/// Rules, not a model: check digits where a number has them, keywords where it has not, and when in
/// doubt a mask. Names and addresses are found by heuristics and some are missed, so access to logs
/// has to be restricted as well. Linear in the length of the text; masking a masked text changes
/// nothing.
public struct PersonalDataMasker: Sendable {
  private let names = NameDetector()
  private let addresses = AddressDetector()

  public init() {}

  /// The text with its personal data masked, and what was found, in the text's order.
  public func mask(_ text: String) -> MaskedText {
    var scanned = ScannedText(text)
    var found: [(kind: PersonalDataKind, range: Range<Int>)] = []
    // Again until nothing new is found, since what is hidden changes what stands beside it. This is
    // what makes masking idempotent: the last round has seen the masked text and found nothing.
    while true {
      let count = found.count
      detect(in: &scanned, &found)
      if found.count == count { break }
    }
    found.sort { $0.range.lowerBound < $1.range.lowerBound }
    return MaskedText(
      original: text,
      findings: found.map { Finding(kind: $0.kind, range: scanned.originalRange($0.range)) })
  }

  /// One round in the order of the kinds: what was found is opaque to the detectors that follow.
  private func detect(
    in text: inout ScannedText, _ found: inout [(kind: PersonalDataKind, range: Range<Int>)]
  ) {
    for detector in [EmailDetector.ranges, AccountNumberDetector.ranges] {
      for finding in detector(text) {
        text.hide(finding.range)
        found.append(finding)
      }
    }
    for finding in NumberDetector.ranges(in: text) {
      text.hide(finding.range)
      found.append(finding)
    }
    let words = text.words()
    let inAddresses = addresses.ranges(in: text, words)
    for finding in inAddresses {
      text.hide(finding.range)
      found.append(finding)
    }
    for finding in names.ranges(in: text, inAddresses.isEmpty ? words : text.words()) {
      text.hide(finding.range)
      found.append(finding)
    }
  }
}
