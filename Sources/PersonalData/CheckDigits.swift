/// The check digits of the numbers that have them. `digits` are 0...9.
enum CheckDigits {
  /// Individual and business identification numbers of Kazakhstan: 12 digits. A weighted sum modulo
  /// 11 gives the last one; where it is 10 a second set of weights decides, and a number for which
  /// that is 10 as well is not issued.
  static func isIdentificationNumber(_ digits: ArraySlice<Int>) -> Bool {
    guard digits.count == 12, let check = digits.last else { return false }
    func sum(_ weights: [Int]) -> Int {
      zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
    }
    let first = sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    return (first == 10 ? sum([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) : first) == check
  }

  /// Card numbers (ISO/IEC 7812): from the right every second digit is doubled, 9 is taken off where
  /// that is above 9, and the sum ends in 0.
  static func isCardNumber(_ digits: ArraySlice<Int>) -> Bool {
    var sum = 0
    for (position, digit) in digits.reversed().enumerated() {
      let doubled = digit * 2
      sum += position.isMultiple(of: 2) ? digit : (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0
  }

  /// Account numbers (ISO 13616): the first four characters moved to the end, letters as 10...35, and
  /// the remainder by 97 is 1. `values` are 0...35.
  static func isAccountNumber(_ values: ArraySlice<Int>) -> Bool {
    let rotated = values.dropFirst(4) + values.prefix(4)
    return rotated.reduce(0) { ($0 * ($1 < 10 ? 10 : 100) + $1) % 97 } == 1
  }
}
