/// Kazakh question particles (`ма ме ба бе па пе`) written together with the word before: `барма`,
/// `боладыма`, `сәлеметсізбе`. They are split off only after words that ask so, because `алма`
/// (apple) and `мекеме` (office) end in the same letters.
enum Particles {
  /// Skeletons of words that a particle follows.
  private static let hosts: Set<[UInt32]> = Set(
    """
    bar jok bola bolad boladi boldi kerek mumkin duris ruksat emes jaksi belgili mindeti tegin acik \
    kaldi keldi ruksat jete jetedi tiis sart osi sol ras rasta
    """.split(whereSeparator: \.isWhitespace).map { $0.unicodeScalars.map(\.value) })
  /// Ends of verbs and polite forms that a particle follows: `аласыз`, `келеді`, `барам`.
  private static let hostEndings = ["siz", "ciz", "adi", "edi", "idi", "am", "em"].map {
    $0.unicodeScalars.map(\.value)
  }

  /// Whether a particle ends with the scalar: `а` or `е`, in either script.
  @inline(__always)
  static func canEnd(with scalar: UInt32) -> Bool {
    switch scalar {
    case 0x61, 0x65, 0x430, 0x435: true
    default: false
    }
  }

  /// Whether the last two scalars of a word are a glued particle.
  static func isGlued(surface: ArraySlice<UInt32>, skeleton: ArraySlice<UInt32>) -> Bool {
    switch surface[surface.endIndex - 2] {
    case 0x6D, 0x62, 0x70, 0x43C, 0x431, 0x43F: break
    default: return false
    }
    let host = skeleton.dropLast(2)
    if hosts.contains(Array(host)) { return true }
    return host.count >= 4 && hostEndings.contains { host.suffix($0.count).elementsEqual($0) }
  }
}
