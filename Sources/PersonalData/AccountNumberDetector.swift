/// International bank account numbers, in one piece or in groups, also with Cyrillic look-alikes.
/// Those of Kazakhstan are found by their form: `KZ`, two digits, three digits, 13 characters.
enum AccountNumberDetector {
  static func ranges(in text: ScannedText) -> [(kind: PersonalDataKind, range: Range<Int>)] {
    var found: [(kind: PersonalDataKind, range: Range<Int>)] = []
    var position = 0
    while position < text.count {
      if let end = end(in: text, from: position) {
        found.append((.iban, position..<end))
        position = end
      } else {
        position += 1
      }
    }
    return found
  }

  /// The end of the account number that starts at `start`; nil where none does.
  private static func end(in text: ScannedText, from start: Int) -> Int? {
    guard value(text[start - 1]) == nil, let first = value(text[start]), first >= 10,
      let second = value(text[start + 1]), second >= 10
    else { return nil }
    var values = [first, second]
    var groups = [2]
    var end = start + 2
    while end < text.count, values.count < 34 {
      if let next = value(text[end]) {
        if values.count < 4, next >= 10 { return nil }
        values.append(next)
        groups[groups.count - 1] += 1
        end += 1
        if value(text[end]) == nil, isAccountNumber(values, groups) { return end }
      } else if text[end] == 0x20 || text[end] == 0x2D, value(text[end + 1]) != nil {
        end += 1
        groups.append(0)
      } else {
        return nil
      }
    }
    return nil
  }

  private static func isAccountNumber(_ values: [Int], _ groups: [Int]) -> Bool {
    guard values.count >= 15 else { return false }
    if values[0] == 20, values[1] == 35 {
      return values.count == 20 && values[4...6].allSatisfy { $0 < 10 }
    }
    let isInFours = groups.dropLast().allSatisfy { $0 == 4 }
    return isInFours && CheckDigits.isAccountNumber(values[...])
  }

  /// 0...9 for a digit, 10...35 for a letter or its Cyrillic look-alike.
  private static func value(_ scalar: UInt32) -> Int? {
    switch scalar {
    case 0x30...0x39: return Int(scalar - 0x30)
    case 0x61...0x7A: return Int(scalar - 0x61) + 10
    default:
      // Capitals that look alike, in lower case: авсенікмортхуz.
      guard let index = cyrillic.firstIndex(of: scalar) else { return nil }
      return Int(latin[index] - 0x61) + 10
    }
  }

  private static let cyrillic = "авсенікмортху".unicodeScalars.map(\.value)
  private static let latin = "abcehikmoptxy".unicodeScalars.map(\.value)
}
