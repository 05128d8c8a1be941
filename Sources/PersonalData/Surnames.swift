/// What tells a surname from other words: its ending. And the words that only look like one.
enum Surnames {
  private static let endings = [
    "ов", "ев", "ёв", "ова", "ева", "ёва", "ский", "цкий", "ская", "цкая", "енко", "овпын", "евпін",
    "овамын", "евамын", "ov", "ev", "ova", "eva", "sky", "skiy", "skaya", "enko",
  ].map { $0.unicodeScalars.map(\.value) }
  private static let notSurnames = scalarWords(
    """
    студентов документов вопросов курсов баллов экзаменов кредитов предметов авторов часов долгов \
    классов годов месяцев ответов преподавателев университетов институтов факультетов грантов \
    договоров отчётов отчетов зачётов зачетов сертификатов дипломов аттестатов паспортов номеров \
    этажей кабинетов корпусов профессоров деканов ректоров кураторов методистов логинов файлов \
    проектов тестов результатов сроков пропусков готов готова здоров здорова нов нова снова слова \
    голова основа столова условия права дешёв дешев киев саратов азов ростов тамбов псков \
    магистров бакалавров докторов иностранцев месяцев казахов first last
    русский русская казахский казахская английский английская французский немецкий высший \
    университетский государственный медицинский юридический технический студенческий детский \
    академический международный национальный социальный педагогический карагандинский \
    алматинский казахстанский советский российский российская научный городской женский мужской \
    студенческая академическая медицинская городская техническая педагогическая мужская женская \
    детская практическая юридическая политическая экономическая историческая
    """)

  /// Whether a word (lower case) can be a surname by its ending.
  static func canBe(_ word: [UInt32]) -> Bool {
    guard word.count >= 5, let last = word.last, isLast(last) else { return false }
    let isLikely = endings.contains { ending in
      ending[ending.count - 1] == last && word.count >= ending.count + 3
        && word.suffix(ending.count).elementsEqual(ending)
    }
    return isLikely && !notSurnames.contains(word)
  }

  /// The last scalars of the endings: Cyrillic а, в, й, н, о and я, Latin a, o, v and y.
  private static func isLast(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x61, 0x6F, 0x76, 0x79, 0x430, 0x432, 0x439, 0x43D, 0x43E, 0x44F: true
    default: false
    }
  }
}
