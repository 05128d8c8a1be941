import Datasets
import PersonalData
import Text

/// Finds personal data in utterances, sparing inflected and respelled forms of the sample names and
/// addresses: `Айгерімге`, `Aigerim` and `айгерим` are all the sample's `Айгерім`.
struct PersonalDataValues: Sendable {
  private let masker = PersonalDataMasker()
  private let pipeline = TextPipeline()
  /// First letters of the skeletons of the sample names' and addresses' words.
  private let beginnings: Set<String>
  /// The sample addresses, to which people hang case endings.
  private let emails: [String]
  /// Letters of a beginning.
  private static let length = 4

  init(samples: SamplePersonalData) {
    let texts = (samples.values["name"] ?? []) + (samples.values["address"] ?? [])
    let pipeline = pipeline
    emails = (samples.values["email"] ?? []).map { $0.lowercased() }
    beginnings = Set(texts.flatMap { Self.beginnings(of: $0, pipeline) })
  }

  private static func beginnings(of text: String, _ pipeline: TextPipeline) -> [String] {
    pipeline.tokens(in: text).skeletons.map { String($0.prefix(length)) }
  }

  /// What looks like personal data in `text` and does not come from the samples.
  ///
  /// A name or an address is spared when one of its words begins as a sample's word does. The masker
  /// masks single words after “my name is” and the like in case they are names; here only two
  /// capitalized words count.
  func unlisted(in text: String) -> [String] {
    masker.mask(text).findings.compactMap { finding in
      let found = String(text[finding.range])
      switch finding.kind {
      case .name where found.split(separator: " ").count { $0.first?.isUppercase == true } < 2:
        return nil
      case .name, .address:
        let words = Self.beginnings(of: found, pipeline)
        return words.contains(where: beginnings.contains) ? nil : found
      case .email:
        return emails.contains { found.lowercased().hasPrefix($0) } ? nil : found
      default: return found
      }
    }
  }
}
