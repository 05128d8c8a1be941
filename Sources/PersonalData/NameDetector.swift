/// Names of people: patronymics with their neighbors, words after an introduction (`меня зовут`), and
/// given names of a short list beside another capitalised word.
struct NameDetector: Sendable {
  private static let patronymicEndings = scalars(of: [
    "ұлы", "ұлының", "ұлына", "ұлынан", "қызы", "қызының", "қызына", "қызынан", "кызы", "кызынын",
    "qyzy", "kyzy", "qızı", "ович", "евич", "овича", "евича", "овичу", "евичу", "овичем", "евичем",
    "овна", "евна", "овны", "евны", "овне", "евне", "овну", "евну", "овной", "евной", "ична",
    "ичны",
    "ovich", "evich", "ovna", "evna",
  ])
  /// Endings that ordinary words have too: they count in a capitalised word.
  private static let capitalizedEndings = scalars(of: ["улы", "uly", "ūly"])

  private static func scalars(of endings: [String]) -> [[UInt32]] {
    endings.map { $0.unicodeScalars.map(\.value) }
  }

  private static let introductions = [
    "менің атым", "менин атым", "есімім", "менің есімім", "меня зовут", "my name is", "my name's",
    "атым", "аты-жөні", "аты-жөнім", "аты жөнім", "аты жөні", "фио", "fio", "menin atym",
    "meniñ atym", "мое имя", "моё имя", "full name",
  ].map { scalars(of: $0.split(separator: " ").map(String.init)) }
  private static let lastOfIntroductions = Set(introductions.compactMap(\.last))
  /// Words that follow an introduction without being a name.
  private static let notNames = scalarWords(
    """
    кім ким не как что what not is in и жоқ емес студент дұрыс өзгерту қате неправильно \
    неверно wrong on бойынша көрсетілген менің и на в the spelled missing
    """)

  func ranges(
    in text: ScannedText, _ words: [Word]
  ) -> [(kind: PersonalDataKind, range: Range<Int>)] {
    var found: [(kind: PersonalDataKind, range: Range<Int>)] = []
    var index = 0
    while index < words.count {
      if let name = name(at: index, in: words, text) {
        found.append(
          (
            .name,
            words[name.lowerBound].range.lowerBound..<words[name.upperBound - 1].range.upperBound
          ))
        index = name.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  private func name(
    at index: Int, in words: [Word], _ text: ScannedText
  ) -> Range<Int>? {
    if let patronymic = patronymicIndex(from: index, in: words, text) {
      return extended(index..<patronymic + 1, in: words, text)
    }
    if words[index].isCapitalized, index + 1 < words.count, words[index + 1].isCapitalized,
      isAdjacent(index + 1, words, text), GivenNames.contains(words[index].text)
    {
      return extended(index..<index + 1, in: words, text)
    }
    return introduced(before: index, in: words, text)
  }

  /// The patronymic of the name that starts with word `index`: that word, or up to two words on.
  private func patronymicIndex(
    from index: Int, in words: [Word], _ text: ScannedText
  ) -> Int? {
    var next = index
    while next < words.count, next <= index + 2 {
      if isPatronymic(words[next], text) { return next }
      guard next + 1 < words.count, isNamePart(next, before: next + 1, words, text) else {
        return nil
      }
      next += 1
    }
    return nil
  }

  /// The name that starts with word `index`, if an introduction stands right before it.
  private func introduced(before index: Int, in words: [Word], _ text: ScannedText) -> Range<Int>? {
    let word = words[index]
    guard index > 0, !word.isNumber, word.range.count > 1 else { return nil }
    let gap = words[index - 1].range.upperBound..<word.range.lowerBound
    guard gap.count <= 4, gap.allSatisfy({ [0x20, 0x3A, 0x2D, 0x2C, 0x2E].contains(text[$0]) })
    else {
      return nil
    }
    guard Self.lastOfIntroductions.contains(words[index - 1].text) else { return nil }
    let isIntroduced = Self.introductions.contains { introduction in
      index >= introduction.count
        && zip(introduction, words[(index - introduction.count)...]).allSatisfy { $0 == $1.text }
    }
    guard isIntroduced, !Self.notNames.contains(word.text) else { return nil }
    return extended(index..<index + 1, in: words, text)
  }

  /// With the capitalised words that follow; three words at most.
  private func extended(_ range: Range<Int>, in words: [Word], _ text: ScannedText) -> Range<Int> {
    var end = range.upperBound
    while end < words.count, end - range.lowerBound < 3, isAdjacent(end, words, text),
      words[end].isCapitalized || isPatronymic(words[end], text)
    {
      end += 1
    }
    return range.lowerBound..<end
  }

  private func isNamePart(
    _ index: Int, before next: Int, _ words: [Word], _ text: ScannedText
  ) -> Bool {
    let word = words[index]
    guard isAdjacent(next, words, text), !word.isNumber else { return false }
    return GivenNames.contains(word.text)
      || (word.isCapitalized && !GivenNames.isGreeting(word.text))
  }

  private func isPatronymic(_ word: Word, _ text: ScannedText) -> Bool {
    let end = word.range.upperBound
    func ends(_ ending: [UInt32]) -> Bool {
      // Most words differ in the last scalar.
      guard text[end - 1] == ending[ending.count - 1], word.range.count >= ending.count + 3 else {
        return false
      }
      return ending.indices.allSatisfy { text[end - ending.count + $0] == ending[$0] }
    }
    return Self.patronymicEndings.contains(where: ends)
      || (word.isCapitalized && Self.capitalizedEndings.contains(where: ends))
  }

  private func isAdjacent(_ index: Int, _ words: [Word], _ text: ScannedText) -> Bool {
    let gap = words[index - 1].range.upperBound..<words[index].range.lowerBound
    return gap.count == 1 && text[gap.lowerBound] == 0x20
  }
}
