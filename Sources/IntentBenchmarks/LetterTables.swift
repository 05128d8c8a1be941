/// Which letters stand for which when people type without the right keyboard.
enum LetterTables {
  /// The nearest Russian letter for the nine letters that Kazakh has and Russian lacks.
  static let russianForKazakh: [Character: String] = [
    "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
  ]

  /// Latin letters as people type Kazakh and Russian in chats.
  static let latinForCyrillic: [Character: String] = [
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "yo",
    "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n",
    "ң": "n", "о": "o", "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u",
    "ү": "u", "ф": "f", "х": "h", "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "",
    "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
  ]

  private static let latinKeys = Array("qwertyuiop[]asdfghjkl;'zxcvbnm,.")
  private static let russianKeys = Array("йцукенгшщзхъфывапролджэячсмитьбю")
  /// The upper row of the Kazakh layout has letters where the others have digits.
  private static let kazakhKeys: [Character: String] = [
    "ә": "2", "і": "3", "ң": "4", "ғ": "5", "ү": "8", "ұ": "9", "қ": "0", "ө": "-", "һ": "=",
  ]

  /// Each letter as it comes out with the other layout on, both ways. Punctuation keys stay: whoever
  /// types a full stop means it.
  static let otherKeyboardLayout: [Character: String] = {
    var table = kazakhKeys
    for (latin, russian) in zip(latinKeys, russianKeys) {
      if latin.isLetter { table[latin] = String(russian) }
      table[russian] = String(latin)
    }
    return table
  }()

  /// Keys beside each other, row by row, for wrong strokes.
  static let keyRows: [[Character]] = [
    Array("qwertyuiop"), Array("asdfghjkl"), Array("zxcvbnm"), Array("йцукенгшщзхъ"),
    Array("фывапролджэ"), Array("ячсмитьбю"), Array("әіңғүұқөһ"),
  ]

  /// Everyday words with the same meaning: Kazakh, Russian, English.
  static let sameWords: [[String]] = [
    ["қашан", "когда", "when"], ["қайда", "где", "where"], ["қалай", "как", "how"],
    ["неге", "почему", "why"], ["қанша", "сколько", "how much"], ["кім", "кто", "who"],
    ["не", "что", "what"], ["керек", "нужно", "need"], ["емтихан", "экзамен", "exam"],
    ["кітапхана", "библиотека", "library"], ["жатақхана", "общежитие", "dorm"],
    ["құжат", "документ", "document"], ["анықтама", "справка", "certificate"],
    ["сабақ", "урок", "lesson"], ["кесте", "расписание", "schedule"],
    ["төлем", "оплата", "payment"], ["ақша", "деньги", "money"],
    ["шәкіртақы", "стипендия", "stipend"],
    ["студент", "студент", "student"], ["университет", "университет", "university"],
    ["бүгін", "сегодня", "today"], ["ертең", "завтра", "tomorrow"], ["және", "и", "and"],
    ["бар", "есть", "there is"], ["жоқ", "нет", "no"], ["рахмет", "спасибо", "thanks"],
    ["сәлем", "привет", "hello"], ["мен", "я", "i"], ["менің", "мой", "my"],
    ["бола ма", "можно", "can"],
    ["өтінемін", "пожалуйста", "please"], ["пароль", "пароль", "password"],
  ]

  /// Each word of `sameWords` with those it can be switched to.
  static let otherLanguages: [String: [String]] = {
    var table: [String: [String]] = [:]
    for words in sameWords {
      for word in words where table[word] == nil {
        let others = words.filter { $0 != word }
        if !others.isEmpty { table[word] = others }
      }
    }
    return table
  }()
}
