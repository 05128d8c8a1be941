/// A token that stands for a whole class of texts. Inside the pipeline it is one scalar of a private
/// plane; an utterance cannot contain that scalar, normalization drops it.
enum ClassToken: UInt32, CaseIterable, Sendable {
  case number, email, url, date, name, address
  case emoji, emojiGood, emojiBad, emojiThanks

  /// Start of plane 16, all private use.
  static let firstScalar: UInt32 = 0x10_0000

  /// The scalar that stands for this class in a normalized utterance.
  var scalar: UInt32 { Self.firstScalar + rawValue }

  init?(scalar: UInt32) {
    guard scalar >= Self.firstScalar else { return nil }
    self.init(rawValue: scalar - Self.firstScalar)
  }

  /// As it stands in the token's surface and skeleton.
  var spelling: String {
    switch self {
    case .number: "<number>"
    case .email: "<email>"
    case .url: "<url>"
    case .date: "<date>"
    case .name: "<name>"
    case .address: "<address>"
    case .emoji: "<emoji>"
    case .emojiGood: "<emoji-good>"
    case .emojiBad: "<emoji-bad>"
    case .emojiThanks: "<emoji-thanks>"
    }
  }

  /// The spellings as scalars, by raw value.
  static let spellings: [[UInt32]] = allCases.map { $0.spelling.unicodeScalars.map(\.value) }
}
