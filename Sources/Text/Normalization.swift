import Foundation

/// The first stage: an utterance becomes NFKC scalars with one apostrophe and one hyphen, without
/// format characters and marks. Letter case is kept, for the homoglyphs and the abbreviations.
struct Normalization: Sendable {
  let table: FoldTable
  let emojiTokens: Bool

  /// Fills `scalars` and returns the classes that occur. O(n).
  func normalize(_ utterance: String, into scalars: inout [UInt32]) -> ScalarClass {
    scalars.removeAll(keepingCapacity: true)
    var seen = ScalarClass()
    for scalar in utterance.unicodeScalars {
      let value = Self.unified(scalar.value)
      if value >= 0x800 { return normalizeRare(utterance, into: &scalars) }
      let scalarClass = table.entry(of: value).scalarClass
      seen.formUnion(scalarClass)
      scalars.append(value)
    }
    return seen.contains(.complex) ? normalizeRare(utterance, into: &scalars) : seen
  }

  /// Apostrophes, dashes and the commonest punctuation above U+07FF, in one ASCII form each.
  @inline(__always)
  static func unified(_ value: UInt32) -> UInt32 {
    if value < 0x80 { return value == 0x60 ? 0x27 : value == 0x09 ? 0x20 : value }
    if value >= 0x300, value < 0x2000 { return value }
    switch value {
    case 0xB4, 0x2BC, 0x2B9, 0x2BB, 0x2BD, 0x2018, 0x2019, 0x201B, 0x2032, 0xFF07: return 0x27
    case 0x2010...0x2015, 0x2212: return 0x2D
    case 0x201C...0x201F, 0x2033: return 0x22
    case 0xA0, 0x2026, 0x2022, 0x202F, 0x2009: return 0x20
    default: return value
    }
  }

  /// The general path: compatibility forms, decomposed letters, emoji, other scripts.
  private func normalizeRare(_ utterance: String, into scalars: inout [UInt32]) -> ScalarClass {
    scalars.removeAll(keepingCapacity: true)
    var prepared = String.UnicodeScalarView()
    for scalar in utterance.unicodeScalars {
      let value = Self.unified(scalar.value)
      if scalar == "№" {
        prepared.append(contentsOf: " номер ".unicodeScalars)
      } else if value < ClassToken.firstScalar, let unified = Unicode.Scalar(value) {
        prepared.append(unified)
      }
    }
    var seen = ScalarClass()
    for scalar in String(prepared).precomposedStringWithCompatibilityMapping.unicodeScalars {
      append(scalar, to: &scalars, seen: &seen)
    }
    return seen
  }

  private func append(
    _ scalar: Unicode.Scalar, to scalars: inout [UInt32], seen: inout ScalarClass
  ) {
    let value = Self.unified(scalar.value)
    if value < 0x80 {
      seen.formUnion(table.entry(of: value).scalarClass)
      scalars.append(value)
      return
    }
    switch scalar.properties.generalCategory {
    case .format, .nonspacingMark, .enclosingMark, .modifierSymbol, .surrogate, .privateUse:
      return
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control:
      scalars.append(0x20)
    case .decimalNumber:
      seen.formUnion(.digit)
      scalars.append(0x30 + UInt32(scalar.properties.numericValue ?? 0))
    default:
      if let emoji = Emoji.classToken(of: scalar) {
        if emojiTokens { appendEmoji(emoji, to: &scalars) } else { scalars.append(0x20) }
        seen.formUnion(.classToken)
        return
      }
      let lowercase = value < 0x370 ? value : Self.foldedRare(scalar)
      seen.formUnion(table.entry(of: lowercase).scalarClass)
      scalars.append(lowercase)
    }
  }

  /// Several emoji of one class in a row are one token.
  private func appendEmoji(_ emoji: ClassToken, to scalars: inout [UInt32]) {
    if scalars.last != emoji.scalar { scalars.append(emoji.scalar) }
  }

  /// Lower case, and for Greek and the rarer Latin letters without the accent. Cyrillic stays.
  private static func foldedRare(_ scalar: Unicode.Scalar) -> UInt32 {
    switch scalar.value {
    case 0x400...0x52F: return scalar.value
    case 0x370...0x3FF, 0x1E00...0x1FFF:
      let base = String(scalar).decomposedStringWithCanonicalMapping.lowercased()
      return base.unicodeScalars.first?.value ?? scalar.value
    default:
      return scalar.properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value
    }
  }
}
