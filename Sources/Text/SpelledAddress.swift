/// E-mail addresses spelled out against collectors: `name (at) example.kz`, `name собака example
/// точка kz`.
struct SpelledAddress: Sendable {
  private let at = ["(at)", "[at]", "(собака)", "собака"].map(scalars(of:))
  private let dot = ["точка", "dot", "нүкте"].map(Self.scalars(of:))

  private static func scalars(of text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  /// Where the domain starts, if a spelled `@` starts at `start`.
  func domainStart(in scalars: [UInt32], at start: Int) -> Int? {
    for spelling in at where matches(spelling, in: scalars, at: start) {
      let end = start + spelling.count
      return end < scalars.count && scalars[end] == 0x20 ? end + 1 : end
    }
    return nil
  }

  /// Where the next label of a domain starts after a dot, plain or spelled, at `position`.
  func labelStart(in scalars: [UInt32], afterDotAt position: Int) -> Int? {
    guard position < scalars.count else { return nil }
    if scalars[position] == 0x2E { return position + 1 }
    guard scalars[position] == 0x20 else { return nil }
    for spelling in dot where matches(spelling, in: scalars, at: position + 1) {
      let end = position + 1 + spelling.count
      return end < scalars.count && scalars[end] == 0x20 ? end + 1 : nil
    }
    return nil
  }

  /// Compares without letter case in ASCII and basic Cyrillic.
  private func matches(_ spelling: [UInt32], in scalars: [UInt32], at start: Int) -> Bool {
    guard start + spelling.count <= scalars.count else { return false }
    return spelling.indices.allSatisfy { offset in
      let value = scalars[start + offset]
      switch value {
      case 0x41...0x5A, 0x410...0x42F: return value + 0x20 == spelling[offset]
      default: return value == spelling[offset]
      }
    }
  }
}
