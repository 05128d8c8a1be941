/// Word-level evidence for the language of an utterance: small lists and endings, no model.
struct LanguageLexicon: Sendable {
  /// Names and international words: no evidence.
  private let neutral = Self.set(
    """
    gpa pdf vpn wifi wi fi moodle teams zoom office outlook excel word email e-mail mail ielts toefl \
    chatgpt gpt canva midjourney gemini platonus canvas kaspi google microsoft ai it id iin ent unt \
    gmail telegram whatsapp instagram youtube ok okay gpt4 дана анна usb html python java github \
    gpa-ды лмс лмс-ке moodl платонус каспи зум тимс иин жсн ent-y онлайн вк ок
    """)
  private let kazakh = Self.set(
    """
    ба бе па пе ма ме мен сен сиз биз олар бул осы сол кандай калай кайда кайдан кашан канша неге не \
    немене ким бар жок керек болады бола болама болат емес жане немесе бирак ушин туралы дейин кейин \
    бойынша аркылы сонда екен гой шыгар ше тагы эли али енди казир баска барлык бари каншага \
    рахмет ракмет салем салеметсиз салам кайырлы жаксы жарайды отинемин кешириниз айтыныз айтшы \
    комек комектес алам аламын алуга алу беру берилмейди болмайды болмады кирмейди кире алмай алмадым \
    жатыр жатырмын тур турган келеди келди барады шыгады шыкты кетти отти калды калса болса болды \
    деген дегенде дейди деп кай кайсы бирге ана мына маган саган оган мени сени оны бизге сизге \
    оку студент студентке жатакхана жатахана сабак окытушы мугалим емтихан бага куни кун тан кеш уакыт \
    бугин ертен кеше ай жыл жылы когда-то тенге акша толеу толем шакырту кайтару шот \
    сау бол болыныз иа ия жо уй бер берши аман кош коришкенше мумкин рас дурыс тусиндим тусиникти \
    кукык ереже алдын артык
    """)
  private let kazakhLatin = Self.set(
    """
    bar jok zhok joq kerek kalai qalai kalay qalay kaida qaida qayda kayda kashan qashan kandai qandai \
    bola bolady boladi boladı bolama ma me ba be pa pe men sen siz biz ol bul osy osi sol nege ne \
    kansha qansha kim ushin usin turaly turali emes jane zhane salem sәlem salam rahmet rakmet raqmet \
    salemetsiz kairly qaiyrly jaqsy zhaksy jaksy kazir qazir otinem otinemin alam alamyn alamin \
    beredi bersin kelmeidi kelmedi boldy boldi engizu jatyr zhatyr tur alu beru oku oqu sabak sabaq \
    stipendiya jatahana zhatahana jataqhana emtihan eken goi goy she tagy tagi qosh kosh tenge aqsha \
    kirmeidi kire almai almay bolmai bolmaidy maǵan magan maған erteŋ erten bugin keshe
    """)
  private let russian = Self.set(
    """
    как где что кто когда почему зачем сколько какой какая какие какое каком какую можно нельзя нужно \
    надо не нет на в во с со к ко по до от из за у о об для при про без через после перед или и а но \
    если чтобы то так уже еще ещё ли же бы это этот эта эти этом мой моя мои моё мне меня я ты вы мы \
    он она они его её их вас вам нас нам мной тебя тебе есть был была было были будет будут быть \
    пожалуйста спасибо здравствуйте привет здрасте день добрый вечер утро пока свидания прошу скажите \
    подскажите помогите помощь хочу хотел хотела могу может могут куда откуда чем чего кому там тут \
    здесь сейчас щас сегодня завтра вчера только тоже очень все всё всех себя свой свою который \
    получить сдать взять оплатить подать узнать сделать работает пришла пришел пришёл приходит дают \
    дадут нету чё че пж пжл спс да ну вот раз где-то какие-то что-то
    """)
  private let russianLatin = Self.set(
    """
    kak gde chto kogda pochemu skolko mozhno nado nuzhno ya mne menya ne net dlya ili esli eto spasibo \
    privet zdravstvuite zdravstvuyte pozhaluista pozhaluysta na po ot kakie kakoi kakoy poluchit sdat
    """)
  private let english = Self.set(
    """
    the a an is are was were be been do does did done i my me you your he she it its we our they their \
    to of in on at for from with by about and or but not no if when where what which who why how can \
    could will would should may must have has had this that these those there here please thanks thank \
    hello hi hey bye good morning evening need want get make help much many any some all im i'm dont \
    don't cant can't doesn't what's whats where's i've i'd it's isn't won't didn't does not out up off \
    so than then just also again still after before more take give tell know think like work student \
    students exam schedule dorm dormitory tuition fee fees scholarship pay paid password login grade
    """)
  /// Nouns that Kazakh speakers use as they are: in this form they do not make a text Russian.
  private let loans = Self.set(
    """
    справка сессия пара пароль стипендия грант деканат диплом транскрипт портал курс факультет группа \
    университет институт академия кредит модуль силлабус эдвайзер куратор ректор профессор магистратура \
    бакалавр докторантура практика логин аккаунт сайт интернет телефон компьютер файл код паспорт \
    виза банк карта касса номер тест балл рейтинг бот оператор
    """)

  private static func set(_ words: String) -> Set<String> {
    Set(words.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// Bits of a word that is in a list, and of one with a letter of Kazakh alone.
  private static let listedBits = 10
  private static let kazakhLetterBits = 14
  /// Bits of a letter that only Russian words have.
  private static let russianLetterBits = 3
  /// English is the likeliest language in Latin letters.
  private static let latinBits = 2
  /// Letter pairs of one word count no more than this.
  private static let mostPairBits = 8

  /// The evidence of one word.
  func evidence(
    surface: String, skeleton: ArraySlice<UInt32>, _ kind: Token.Kind
  ) -> LanguageEvidence {
    if kind == .number || neutral.contains(surface) || loans.contains(surface) {
      return LanguageEvidence()
    }
    if kind == .particle { return LanguageEvidence(kk: Self.listedBits) }
    let scalars = surface.unicodeScalars
    if scalars.contains(where: { Script.isKazakhLetter($0.value) }) {
      return LanguageEvidence(kk: Self.kazakhLetterBits)
    }
    let isCyrillic = scalars.contains { (0x400...0x52F).contains($0.value) }
    var evidence = pairEvidence(skeleton)
    if isCyrillic {
      evidence.en = min(evidence.en, evidence.kk, evidence.ru)
      if kazakh.contains(surface) { evidence.kk += Self.listedBits }
      if russian.contains(surface) { evidence.ru += Self.listedBits }
      if scalars.contains(where: { "ьъщё".unicodeScalars.contains($0) }) {
        evidence.ru += Self.russianLetterBits
      }
    } else {
      if skeleton.count > 2 { evidence.en += Self.latinBits }
      if kazakhLatin.contains(surface) { evidence.kk += Self.listedBits }
      if english.contains(surface) { evidence.en += Self.listedBits }
      if russianLatin.contains(surface) { evidence.ru += Self.listedBits }
      if hasKazakhLatinSpelling(surface) { evidence.kk += Self.listedBits / 2 }
    }
    return evidence
  }

  /// What the letter pairs of a word say, relative to the likeliest language.
  private func pairEvidence(_ skeleton: ArraySlice<UInt32>) -> LanguageEvidence {
    guard skeleton.count > 2, let kk = LanguagePairs.cost(of: skeleton, in: .kk),
      let ru = LanguagePairs.cost(of: skeleton, in: .ru),
      let en = LanguagePairs.cost(of: skeleton, in: .en)
    else { return LanguageEvidence() }
    let least = min(kk, ru, en)
    func bits(_ cost: Int) -> Int { -min(cost - least, Self.mostPairBits) }
    return LanguageEvidence(kk: bits(kk), ru: bits(ru), en: bits(en))
  }

  /// `q` without `u`, or a letter of the Latin Kazakh alphabets beyond ASCII.
  private func hasKazakhLatinSpelling(_ surface: String) -> Bool {
    let scalars = Array(surface.unicodeScalars)
    for (position, scalar) in scalars.enumerated() {
      if scalar.value > 0x7F { return true }
      if scalar == "q", position + 1 == scalars.count || scalars[position + 1] != "u" {
        return true
      }
    }
    return false
  }
}
