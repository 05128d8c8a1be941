/// Words that follow a name, or stand where one would, without being a part of it.
enum OrdinaryWords {
  private static let words = scalarWords(
    """
    кім ким не как что и в на у к с по из от до за о об для при но а или да нет же ли бы это этот я мы \
    ты вы он она они мой моя мне меня мои наш наша мен біз сіз ол бұл осы менің менин маған бізге \
    студент студентка студентпін студентка абитуриент абитуриентка магистрант магистрантпын \
    докторант выпускник выпускница первокурсник первокурсница иностранец мама папа мать отец \
    родитель родители дочь сын учусь ищу хочу могу нужен нужна нужно надо можно есть был была \
    здравствуйте привет спасибо пожалуйста помогите подскажите скажите пожалуста срочно заранее \
    сәлем сәлеметсіз сәлеметсиз салем рахмет рақмет өтінемін көмек керек бар жоқ емес еді ма ме ба бе \
    па пе мен және бірақ өте қате дұрыс неправильно неверно ошибка ошибкой правильно изменилось \
    изменилась изменена изменено указано указана указаны написано написана написаны сменила сменил \
    поменяла поменял тоже только почему зачем когда где куда кто какой какая какие сколько чей \
    көрсетілген жазылған жазылды өзгерту өзгерді өзгерген ауысты өзгеше қалай қашан қайда неге кайда \
    қандай бойынша туралы қазір тізімде тізімінде дипломда журналда бетте жүйеде құжатта паспортта \
    студенттің ректордың деканның куратордың мұғалімнің оқытушының жетекшінің адамның сізде \
    ректора декана куратора преподавателя студента руководителя эдвайзера родителей директора \
    ректор декан куратор преподаватель эдвайзер профессор директор студентов латиницей полностью \
    what not is in on the a an my your his her this that it its and or but with from for to of at by \
    i you he she we they am are was were do does did can could will would how where when why who \
    which please help thanks thank hello hi hey sorry student here there now still also too wrong \
    changed different written incorrect incorrectly correct spelt spelled misspelled missing mine \
    registered already same listed shown need want looking have has cant unable okay ok yes no
    имя фамилия отчество name first last тут бүгін ертең кеше сегодня завтра вчера кандай жазылып турмайды көрінбейді шықпайды шықпай дұрысталсын
    """)
  /// Endings of verbs, in the forms that stand beside a name.
  private static let endings = [
    "йте", "ите", "ться", "ешь", "ишь", "ать", "ить", "еть", "лась", "лось", "лись", "усь", "юсь",
    "ую", "аю", "яю", "ею", "чу", "жу", "мын", "мін", "мыз", "міз", "пын", "пін", "бын", "бін",
    "ели", "али", "или", "ыли", "ңыз", "ңіз", "ңызшы", "ңізші", "айын", "ейін", "ады", "еді", "ған",
    "ген", "қан", "кен",
  ].map { $0.unicodeScalars.map(\.value) }

  /// Beginnings of words for places and institutions, which are often called after people.
  private static let institutions = [
    "универс", "univers", "институт", "institut", "академ", "acad", "школ", "school", "лице",
    "колледж", "college", "улиц", "street", "просп", "площад", "зияткерлік", "интеллект",
    "intellect", "фонд", "стипенди",
  ].map { $0.unicodeScalars.map(\.value) }

  static func isInstitution(_ word: [UInt32]) -> Bool {
    institutions.contains { word.starts(with: $0) }
  }

  static func contains(_ word: [UInt32]) -> Bool {
    words.contains(word) || GivenNames.isGreeting(word)
  }

  /// Whether a word in lower case is no name: by the list or by a verb's ending.
  static func make(_ word: [UInt32]) -> Bool {
    contains(word)
      || endings.contains {
        word.count >= $0.count + 2 && word.suffix($0.count).elementsEqual($0)
      }
  }
}
