/// Emoji carry mood, not meaning: a few classes are enough.
enum Emoji {
  private static let thanks: Set<Unicode.Scalar> = ["🙏", "🤝", "🤲", "💐", "🌹"]
  private static let good: Set<Unicode.Scalar> = [
    "👍", "👌", "👏", "😀", "😃", "😄", "😁", "😆", "😅", "😂", "🤣", "😊", "😇", "🙂", "😉", "😍",
    "🥰", "😘", "😋", "😎", "🤩", "🥳", "🤗", "❤", "💙", "💚", "💛", "💜", "🧡", "💖", "🔥", "🎉",
    "✅", "💯", "✨", "🌟", "⭐", "💪", "🫶", "☺", "✔",
  ]
  private static let bad: Set<Unicode.Scalar> = [
    "👎", "😡", "😠", "🤬", "😤", "😢", "😭", "😞", "😔", "😟", "😕", "🙁", "☹", "😣", "😖", "😫",
    "😩", "😱", "😰", "😨", "💔", "🤦", "😒", "🙄", "😑", "😐", "❌", "💩", "🖕", "😿", "🤮", "🤢",
  ]

  /// nil for a scalar that is not an emoji.
  static func classToken(of scalar: Unicode.Scalar) -> ClassToken? {
    let properties = scalar.properties
    guard scalar.value > 0xFF, properties.isEmoji else { return nil }
    if good.contains(scalar) { return .emojiGood }
    if bad.contains(scalar) { return .emojiBad }
    return thanks.contains(scalar) ? .emojiThanks : .emoji
  }
}
