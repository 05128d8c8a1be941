/// International bank account numbers (ISO 13616), in one piece or in groups. Those of Kazakhstan are
/// recognised by their form (20 characters), others by their check digits.
enum AccountNumberPattern {
  /// The end of the account number that starts at `start`; nil where none does.
  static func end(in scalars: [UInt32], at start: Int) -> Int? {
    guard start + 15 <= scalars.count, start == 0 || value(of: scalars[start - 1]) == nil,
      let first = value(of: scalars[start]), first >= 10,
      let second = value(of: scalars[start + 1]), second >= 10
    else { return nil }
    var values = [first, second]
    var groups = [2]
    var end = start + 2
    while end < scalars.count, values.count < 34 {
      if let next = value(of: scalars[end]) {
        if values.count < 4, next >= 10 { return nil }
        values.append(next)
        groups[groups.count - 1] += 1
        end += 1
        let atBoundary = end == scalars.count || value(of: scalars[end]) == nil
        if atBoundary, isAccountNumber(values, groups) { return end }
      } else if scalars[end] == 0x20 || scalars[end] == 0x2D {
        end += 1
        groups.append(0)
        if end == scalars.count || value(of: scalars[end]) == nil { return nil }
      } else {
        return nil
      }
    }
    return nil
  }

  private static func isAccountNumber(_ values: [Int], _ groups: [Int]) -> Bool {
    guard values.count >= 15 else { return false }
    let isKazakh = values[0] == 20 && values[1] == 35
    if isKazakh { return values.count == 20 && values[4...6].allSatisfy { $0 < 10 } }
    guard groups.dropLast().allSatisfy({ $0 == 4 }) else { return false }
    let remainder = (values[4...] + values[..<4]).reduce(0) { sum, value in
      (sum * (value < 10 ? 10 : 100) + value) % 97
    }
    return remainder == 1
  }

  /// 0...9 for a digit, 10...35 for a letter, also for its Cyrillic look-alike.
  private static func value(of scalar: UInt32) -> Int? {
    switch scalar {
    case 0x30...0x39: return Int(scalar - 0x30)
    case 0x41...0x5A: return Int(scalar - 0x41) + 10
    case 0x61...0x7A: return Int(scalar - 0x61) + 10
    default:
      guard let latin = Homoglyphs.latin(ofCapital: scalar) else { return nil }
      return Int(latin - 0x41) + 10
    }
  }
}
