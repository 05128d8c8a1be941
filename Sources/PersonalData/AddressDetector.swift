/// Postal addresses: a street word, a name and a house number, with the flat if it follows; and a
/// flat or house number on its own (`34 пәтер`, `кв. 34`).
struct AddressDetector: Sendable {
  private let streetBefore = scalarWords(
    """
    ул улица улице улицы пр просп проспект проспекте пер переулок мкр микрорайон \
    микрорайоне бульвар ul ulitsa
    """)
  private let streetAfter = scalarWords(
    """
    көшесі көшесінде кошеси көш даңғылы данғылы дангылы даңғылында шағынауданы мкр kóshesi \
    koshesi köşesi street st avenue ave road
    """)
  private let house = scalarWords(
    """
    дом д үй уй үйде үйі house корпус үйде
    """)
  private let flat = scalarWords(
    """
    кв квартира квартире пәтер патер пәтерде apt apartment flat pater
    """)

  func ranges(
    in text: ScannedText, _ words: [Word]
  ) -> [(kind: PersonalDataKind, range: Range<Int>)] {
    var found: [(kind: PersonalDataKind, range: Range<Int>)] = []
    var index = 0
    while index < words.count {
      guard let address = address(from: index, in: words, text) else {
        index += 1
        continue
      }
      found.append(
        (
          .address,
          words[address.lowerBound].range
            .lowerBound..<words[address.upperBound - 1].range.upperBound
        ))
      index = address.upperBound
    }
    return found
  }

  /// The words of the address that starts with word `start`.
  private func address(from start: Int, in words: [Word], _ text: ScannedText) -> Range<Int>? {
    if streetBefore.contains(words[start].text),
      let number = numberIndex(after: start, within: 4, in: words, text)
    {
      return start..<withFlat(after: number, in: words, text)
    }
    if let street = streetIndex(after: start, in: words, text),
      let number = numberIndex(after: street, within: 2, in: words, text)
    {
      return start..<withFlat(after: number, in: words, text)
    }
    if words[start].isNumber, start + 2 < words.count, streetAfter.contains(words[start + 2].text),
      areAdjacent(start..<start + 3, words, text)
    {
      return start..<withFlat(after: start + 2, in: words, text)
    }
    return flatEnd(at: start, in: words, text).map { start..<$0 }
  }

  /// The street word after the street's name, which starts with word `start`: one word, or two that
  /// are capitalised.
  private func streetIndex(after start: Int, in words: [Word], _ text: ScannedText) -> Int? {
    let first = words[start]
    guard !first.isNumber, start + 1 < words.count, isAdjacent(start + 1, words, text) else {
      return nil
    }
    if streetAfter.contains(words[start + 1].text) { return start + 1 }
    guard first.isCapitalized, words[start + 1].isCapitalized, start + 2 < words.count,
      streetAfter.contains(words[start + 2].text), isAdjacent(start + 2, words, text)
    else { return nil }
    return start + 2
  }

  /// The first number after word `start`, at most `within` words on, with nothing between but the
  /// street's name and a word for a house.
  private func numberIndex(
    after start: Int, within: Int, in words: [Word], _ text: ScannedText
  ) -> Int? {
    var index = start + 1
    while index < words.count, index <= start + within,
      text.isGap(words[index - 1].range.upperBound..<words[index].range.lowerBound)
    {
      if words[index].isNumber { return index }
      index += 1
    }
    return nil
  }

  /// The end of an address after the house number at `index`: also `үй`, `, кв. 34`, `34 пәтер`.
  private func withFlat(after index: Int, in words: [Word], _ text: ScannedText) -> Int {
    var end = index + 1
    if end < words.count, house.contains(words[end].text), isAdjacent(end, words, text) { end += 1 }
    guard end < words.count, isAdjacent(end, words, text) else { return end }
    return flatEnd(at: end, in: words, text) ?? end
  }

  /// The end of a flat's number and its word, in either order, at word `index`.
  private func flatEnd(at index: Int, in words: [Word], _ text: ScannedText) -> Int? {
    guard index + 1 < words.count, isAdjacent(index + 1, words, text) else { return nil }
    let isFlat =
      (flat.contains(words[index].text) && words[index + 1].isNumber)
      || (words[index].isNumber && flat.contains(words[index + 1].text))
    return isFlat ? index + 2 : nil
  }

  private func isAdjacent(_ index: Int, _ words: [Word], _ text: ScannedText) -> Bool {
    guard index > 0 else { return true }
    return text.isGap(words[index - 1].range.upperBound..<words[index].range.lowerBound)
  }

  private func areAdjacent(_ range: Range<Int>, _ words: [Word], _ text: ScannedText) -> Bool {
    range.dropFirst().allSatisfy { isAdjacent($0, words, text) }
  }
}
