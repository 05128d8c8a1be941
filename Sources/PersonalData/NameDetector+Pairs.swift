/// Names that show by two words: a given name and a surname in either order, a surname and initials.
extension NameDetector {
  func pair(at index: Int, in words: [Word], _ text: ScannedText) -> Range<Int>? {
    guard index + 1 < words.count, isAdjacent(index + 1, words, text) else { return nil }
    let (first, second) = (words[index], words[index + 1])
    let isCapitalized = first.isCapitalized && second.isCapitalized
    let isSurname = Surnames.canBe(first.text) || Surnames.canBe(second.text)
    // The look into the list comes last: it is dear, and most words are no surnames.
    guard isCapitalized || isSurname, isName(first, second, isSurname: isSurname) else {
      return nil
    }
    let isPlace = (index...index + 2).contains { isInstitution($0, words) }
    return isPlace ? nil : index..<index + 2
  }

  private func isName(_ first: Word, _ second: Word, isSurname: Bool) -> Bool {
    let isCapitalized = first.isCapitalized && second.isCapitalized
    if GivenNames.contains(first.text) {
      return Surnames.canBe(second.text)
        || (isCapitalized && !OrdinaryWords.contains(second.text))
    }
    if GivenNames.contains(second.text) { return Surnames.canBe(first.text) }
    // No listed name: neither abbreviations nor texts in capitals.
    return isCapitalized && isSurname
      && [first, second].allSatisfy {
        !$0.isUppercase && !$0.isNumber && $0.range.count >= 3 && !OrdinaryWords.contains($0.text)
      }
  }

  /// `Иванов И.И.`, `Ким В. А.`, `И. И. Иванов`; but not `им. Л.Н. Гумилева`.
  func initialled(at index: Int, in words: [Word], _ text: ScannedText) -> Range<Int>? {
    guard words[index].isCapitalized else { return nil }
    if let range = surnameFirst(at: index, in: words, text) { return range }
    guard isInitial(words[index], text), index == 0 || !isInitial(words[index - 1], text) else {
      return nil
    }
    var next = index + 1
    if next < words.count, isInitial(words[next], text), isClose(next, words, text) { next += 1 }
    guard next < words.count, isClose(next, words, text), isSurname(words[next]) else { return nil }
    let hasTwo = next == index + 2
    guard hasTwo || Surnames.canBe(words[next].text) else { return nil }
    if index > 0, Self.wordsOfHonor.contains(words[index - 1].text) { return nil }
    if isInstitution(next + 1, words) { return nil }
    if next + 1 < words.count, Self.wordsOfHonor.contains(words[next + 1].text) { return nil }
    return index..<next + 1
  }

  private func isInstitution(_ index: Int, _ words: [Word]) -> Bool {
    index < words.count && OrdinaryWords.isInstitution(words[index].text)
  }

  private static let wordsOfHonor = scalarWords("им имени атындағы атындагы named после")

  private func surnameFirst(at index: Int, in words: [Word], _ text: ScannedText) -> Range<Int>? {
    guard isSurname(words[index]), index + 1 < words.count, isAdjacent(index + 1, words, text),
      isInitial(words[index + 1], text)
    else { return nil }
    let hasTwo =
      index + 2 < words.count && isInitial(words[index + 2], text)
      && isClose(index + 2, words, text)
    guard hasTwo || Surnames.canBe(words[index].text) else { return nil }
    return index..<index + (hasTwo ? 3 : 2)
  }

  private func isSurname(_ word: Word) -> Bool {
    word.isCapitalized && !word.isNumber && word.range.count >= 3
      && !OrdinaryWords.contains(word.text)
  }

  /// A single capital with a dot.
  private func isInitial(_ word: Word, _ text: ScannedText) -> Bool {
    word.isCapitalized && word.range.count == 1 && text[word.range.upperBound] == 0x2E
  }

  /// Whether a dot and at most one blank stand before the word.
  private func isClose(_ index: Int, _ words: [Word], _ text: ScannedText) -> Bool {
    let gap = words[index - 1].range.upperBound..<words[index].range.lowerBound
    return gap.count <= 2 && gap.allSatisfy { text[$0] == 0x2E || text[$0] == 0x20 }
  }
}
