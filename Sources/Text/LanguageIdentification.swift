/// A language of the help line, by its BCP 47 tag.
public enum Language: String, Codable, CaseIterable, Sendable {
  case kk, ru, en
}

/// Which language an utterance is in, for the reply and the reports; the classifier never asks.
///
/// Evidence is summed over words: letters that one language has, function words, frequent words of
/// the domain, endings, and letter pairs. Kazakh counts in Cyrillic with or without its own letters
/// and in Latin letters.
public struct LanguageIdentifier: Sendable {
  private let pipeline: TextPipeline
  private let lexicon = LanguageLexicon()

  public init() {
    var settings = TextSettings()
    settings.splitsContractions = false
    settings.stems = false
    settings.maximumTokens = 200
    pipeline = TextPipeline(settings: settings)
  }

  /// nil for an utterance without evidence: numbers, emoji, names and single letters.
  public func language(of utterance: String) -> Language? {
    evidence(in: utterance).language
  }

  /// The language of an utterance that may be too short to tell: `prior`, unless another language leads it by
  /// more than `margin` bits. Cyrillic letters are never English.
  public func language(of utterance: String, prior: Language, margin: Int) -> Language {
    let evidence = evidence(in: utterance)
    guard let language = evidence.language else { return prior }
    if prior == .en, utterance.unicodeScalars.contains(where: { (0x400...0x52F) ~= $0.value }) {
      return language
    }
    return evidence[language] - evidence[prior] > margin ? language : prior
  }

  func evidence(in utterance: String) -> LanguageEvidence {
    let text = pipeline.tokens(in: utterance)
    let surfaces = text.surfaces
    var evidence = LanguageEvidence()
    for (index, token) in text.tokens.enumerated() where token.kind != .classToken {
      evidence.add(
        lexicon.evidence(
          surface: surfaces[index], skeleton: text.skeletonScalars[token.skeleton], token.kind))
    }
    return evidence
  }
}

/// Bits for each language, summed over words.
struct LanguageEvidence: Equatable, Sendable {
  var kk = 0
  var ru = 0
  var en = 0

  mutating func add(_ other: LanguageEvidence) {
    kk += other.kk
    ru += other.ru
    en += other.en
  }

  subscript(language: Language) -> Int {
    switch language {
    case .kk: kk
    case .ru: ru
    case .en: en
    }
  }

  /// The language with the most bits; nil without evidence. On a tie Kazakh, then Russian.
  var language: Language? {
    let most = max(kk, ru, en)
    guard kk != ru || ru != en else { return nil }
    if kk == most { return .kk }
    return ru == most ? .ru : .en
  }
}
