import Datasets

/// `text` with one wrong key stroke in about `share` of its words: two letters swapped, one left out,
/// doubled, or its neighbour on the keyboard. Words of one letter stay.
func withTypos(_ text: String, share: Float, _ generator: inout SeededGenerator) -> String {
  words(of: text).map { word in
    let isHit = generator.unit() < share
    guard word.count > 1, isHit else { return word }
    return withTypo(word, &generator)
  }.joined(separator: " ")
}

/// `text` with about half of the words that `LetterTables.sameWords` knows in another language.
func switchingWords(_ text: String, _ generator: inout SeededGenerator) -> String {
  words(of: text).map { word in
    let core = word.trimmingPunctuation
    guard let others = LetterTables.otherLanguages[core.lowercased()] else { return word }
    let isSwitched = generator.unit() < 0.5
    let choice = others[Int(generator.next() % UInt64(others.count))]
    return isSwitched ? word.replacing(core, with: choice) : word
  }.joined(separator: " ")
}

private func words(of text: String) -> [String] {
  text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
}

private func withTypo(_ word: String, _ generator: inout SeededGenerator) -> String {
  var letters = Array(word)
  let place = Int(generator.next() % UInt64(letters.count - 1))
  switch generator.next() % 4 {
  case 0: letters.swapAt(place, place + 1)
  case 1: letters.remove(at: place)
  case 2: letters.insert(letters[place], at: place)
  default: letters[place] = neighbour(of: letters[place], &generator)
  }
  return String(letters)
}

/// A key beside `letter`; itself where no row has it.
private func neighbour(of letter: Character, _ generator: inout SeededGenerator) -> Character {
  let toTheRight = generator.next() % 2 == 0
  for row in LetterTables.keyRows {
    guard let place = row.firstIndex(of: letter) else { continue }
    let other = toTheRight == (place + 1 < row.count) ? place + 1 : place - 1
    return row.indices.contains(other) ? row[other] : row[place == 0 ? 1 : place - 1]
  }
  return letter
}

extension String {
  /// Without punctuation at both ends.
  fileprivate var trimmingPunctuation: String {
    let start = drop { $0.isPunctuation }
    return String(start.reversed().drop { $0.isPunctuation }.reversed())
  }
}
