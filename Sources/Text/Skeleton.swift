/// The skeleton: a spelling in which a Kazakh letter, its Russian substitute and its Latin forms
/// coincide. Letters are folded by `FoldTable`; the digraphs of Latin spellings (`zh`, `shch`, `kh`)
/// are merged while the letters are appended.
enum Skeleton {
  private static let c: UInt32 = 0x63
  private static let d: UInt32 = 0x64
  private static let g: UInt32 = 0x67
  private static let h: UInt32 = 0x68
  private static let j: UInt32 = 0x6A
  private static let k: UInt32 = 0x6B
  private static let s: UInt32 = 0x73
  private static let t: UInt32 = 0x74
  private static let z: UInt32 = 0x7A

  /// Appends a folded letter to the word that starts at `start`.
  @inline(__always)
  static func append(
    _ letter: UInt32, to skeleton: inout [UInt32], wordStart start: Int, collapsing: Bool
  ) {
    let end = skeleton.count
    guard end > start else {
      skeleton.append(letter)
      return
    }
    let last = skeleton[end - 1]
    if letter == h {
      if appendH(after: last, to: &skeleton, wordStart: start) { return }
    } else if (letter == s && last == t) || (letter == j && last == d) {
      skeleton[end - 1] = letter == s ? c : j
      dropRepeat(in: &skeleton, wordStart: start)
      return
    }
    if collapsing, letter == last, letter > 0x39 { return }
    skeleton.append(letter)
  }

  /// `sh` -> s, `sch` -> s, `zh` and `dzh` -> j, `ch` -> c, `kh` -> h, `gh` -> g.
  private static func appendH(
    after last: UInt32, to skeleton: inout [UInt32], wordStart start: Int
  ) -> Bool {
    let end = skeleton.count
    switch last {
    case s, g:
      return true
    case c:
      if end - start >= 2, skeleton[end - 2] == s { skeleton.removeLast() }
      return true
    case k:
      skeleton[end - 1] = h
    case z:
      if end - start >= 2, skeleton[end - 2] == d { skeleton.removeLast() }
      skeleton[skeleton.count - 1] = j
    default:
      return false
    }
    dropRepeat(in: &skeleton, wordStart: start)
    return true
  }

  private static func dropRepeat(in skeleton: inout [UInt32], wordStart start: Int) {
    let end = skeleton.count
    if end - start >= 2, skeleton[end - 1] == skeleton[end - 2] { skeleton.removeLast() }
  }
}
