/// A text as the detectors read it: lower-case scalars in which blanks, hyphens and digits have one
/// form each and invisible characters are gone, with the way back to the original.
struct ScannedText {
  /// Lower-case scalar values; `hidden` where personal data was found or a mask stands.
  private(set) var scalars: [UInt32] = []
  /// Whether the scalar was typed as a capital.
  private(set) var isCapital: [Bool] = []
  private var indices: [String.Index] = []

  static let hidden = UInt32.max
  private static let blank: UInt32 = 0x20
  private static let hyphen: UInt32 = 0x2D

  init(_ text: String) {
    let view = text.unicodeScalars
    let length = text.utf8.count
    scalars.reserveCapacity(length)
    isCapital.reserveCapacity(length)
    indices.reserveCapacity(length + 1)
    var index = view.startIndex
    while index < view.endIndex {
      defer { view.formIndex(after: &index) }
      guard let value = Self.folded(view[index]) else { continue }
      let lowercase = Self.lowercase(value)
      scalars.append(lowercase)
      isCapital.append(lowercase != value)
      indices.append(index)
    }
    indices.append(view.endIndex)
    hideMasks()
  }

  var count: Int { scalars.count }

  subscript(position: Int) -> UInt32 {
    position >= 0 && position < scalars.count ? scalars[position] : 0
  }

  mutating func hide(_ range: Range<Int>) {
    for position in range { scalars[position] = Self.hidden }
  }

  /// The range of the original text, without invisible characters after its last scalar.
  func originalRange(_ range: Range<Int>) -> Range<String.Index> {
    indices[range.lowerBound]..<indices[range.upperBound]
  }

  func isDigit(_ position: Int) -> Bool { self[position] >= 0x30 && self[position] <= 0x39 }

  func isLetter(_ position: Int) -> Bool {
    switch self[position] {
    case 0x61...0x7A, 0xDF...0xF6, 0xF8...0x2AF, 0x400...0x52F: true
    default: false
    }
  }

  func isWordPart(_ position: Int) -> Bool { isLetter(position) || isDigit(position) }

  private static let masks = PersonalDataKind.allCases.map { $0.mask.unicodeScalars.map(\.value) }

  /// Masks that stand in the text already are hidden, so that masking twice changes nothing.
  private mutating func hideMasks() {
    for start in scalars.indices where scalars[start] == 0x3C {
      for mask in Self.masks where start + mask.count <= scalars.count {
        if scalars[start..<start + mask.count].elementsEqual(mask) {
          hide(start..<start + mask.count)
          break
        }
      }
    }
  }

  /// nil for an invisible character.
  private static func folded(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar.value {
    case 0x21...0x7E, 0x400...0x52F: return scalar.value
    case 0x09, 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return blank
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFF0D: return hyphen
    case 0xFF01...0xFF5E: return scalar.value - 0xFEE0
    case 0xAD, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF, 0xFE00...0xFE0F: return nil
    default:
      guard scalar.properties.numericType == .decimal else { return scalar.value }
      return 0x30 + UInt32(scalar.properties.numericValue ?? 0)
    }
  }

  private static func lowercase(_ value: UInt32) -> UInt32 {
    switch value {
    case 0x41...0x5A, 0x410...0x42F: return value + 0x20
    case 0x400...0x40F: return value + 0x50
    case 0x80...0x24F, 0x460...0x52F:
      let mapping = Unicode.Scalar(value)?.properties.lowercaseMapping.unicodeScalars
      return mapping?.first?.value ?? value
    default: return value
    }
  }
}
