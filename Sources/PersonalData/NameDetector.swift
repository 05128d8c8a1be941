/// Names of people: patronymics with their neighbors, words after an introduction (`меня зовут`), given
/// names of a short list or surnames beside another name, and surnames with initials.
struct NameDetector: Sendable {
  private static let patronymicEndings = scalars(of: [
    "ұлы", "ұлының", "ұлына", "ұлынан", "қызы", "қызының", "қызына", "қызынан", "кызы", "кызынын",
    "qyzy", "kyzy", "qızı", "ович", "евич", "овича", "евича", "овичу", "евичу", "овичем", "евичем",
    "овна", "евна", "овны", "евны", "овне", "евне", "овну", "евну", "овной", "евной", "ична",
    "ичны",
    "ovich", "evich", "ovna", "evna", "ұлымын", "ұлымен", "ұлынікі", "ұлын", "ұлыңыз", "қызымын",
    "қызымен", "қызынікі", "қызын", "кызымын", "кызымен", "улымын", "qyzymyn", "kyzymyn", "ulymyn",
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
    "surname is", "last name is", "first name is", "last name", "family name",
  ].map { scalars(of: $0.split(separator: " ").map(String.init)) }
  private static let lastOfIntroductions = Set(introductions.compactMap(\.last))
  /// Words before a part of a name, which ordinary words follow as well.
  private static let partWords = scalarWords(
    "фамилия фамилиям фамилию фамилией отчество имя тегі тегім тегим есімі surname lastname")

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
    if let pair = pair(at: index, in: words, text) { return extended(pair, in: words, text) }
    if let name = initialled(at: index, in: words, text) { return name }
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
    let isIntroduced =
      isAfterPartWord(index, words, text)
      || (Self.lastOfIntroductions.contains(words[index - 1].text)
        && Self.introductions.contains { introduction in
          index >= introduction.count
            && zip(introduction, words[(index - introduction.count)...])
              .allSatisfy { $0 == $1.text }
        })
    guard isIntroduced, !OrdinaryWords.contains(word.text) else { return nil }
    return extended(index..<index + 1, in: words, text, isIntroduced: true)
  }

  /// `фамилия Касымова`, `фамилия: ким`; but not `фамилия в дипломе`.
  private func isAfterPartWord(_ index: Int, _ words: [Word], _ text: ScannedText) -> Bool {
    guard Self.partWords.contains(words[index - 1].text) else { return false }
    let hasColon = text[words[index - 1].range.upperBound] == 0x3A
    return hasColon || (words[index].isCapitalized && !words[index].isUppercase)
      || Surnames.canBe(words[index].text)
  }

  /// With the capitalised words that follow, after an introduction with others that can be names;
  /// three words at most.
  private func extended(
    _ range: Range<Int>, in words: [Word], _ text: ScannedText, isIntroduced: Bool = false
  ) -> Range<Int> {
    var end = range.upperBound
    while end < words.count, end - range.lowerBound < 3, isAdjacent(end, words, text) {
      let isName =
        isPatronymic(words[end], text)
        || (words[end].isCapitalized && !OrdinaryWords.contains(words[end].text))
        || (isIntroduced && canFollow(end, words, text))
      guard isName else { break }
      end += 1
    }
    return range.lowerBound..<end
  }

  private static let conjunctions = scalarWords("and и және мен")

  /// Whether a word in lower case goes on with an introduced name: a given name, a surname, or the last
  /// word before a stop or an `and` that is no ordinary word.
  private func canFollow(_ index: Int, _ words: [Word], _ text: ScannedText) -> Bool {
    let word = words[index]
    guard !word.isNumber, word.range.count >= 3 else { return false }
    if GivenNames.contains(word.text) || Surnames.canBe(word.text) { return true }
    var end = word.range.upperBound
    while text[end] == 0x20 { end += 1 }
    let isLast = !text.isWordPart(end) || Self.conjunctions.contains(words[index + 1].text)
    return isLast && !OrdinaryWords.make(word.text)
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

  func isAdjacent(_ index: Int, _ words: [Word], _ text: ScannedText) -> Bool {
    let gap = words[index - 1].range.upperBound..<words[index].range.lowerBound
    return gap.count == 1 && text[gap.lowerBound] == 0x20
  }
}
