/// Common given names of Kazakhstan, in Cyrillic and Latin letters, lower case. Not a register: the
/// list finds a name beside a surname, no more.
enum GivenNames {
  private static let names = scalarWords(
    """
    айгерім айгерим айдана айжан айнұр айнур айсұлу айсулу ақбота акбота алия әлия алтынай аружан \
    асель әсел асем әсем бақыт бахыт ботагөз ботагоз гүлнұр гулнур гүлназ гульназ дана дарина диана \
    дина жанар жансая зарина зере индира камила кәмила қарлығаш карлыгаш лаура мадина мәдина мөлдір \
    молдир назерке назым нұргүл нургуль перизат сабина салтанат самал сәуле сауле томирис ұлпан \
    улпан шолпан алмас асан асқар аскар арман азамат айбек айдос алихан әлихан бауыржан бекзат \
    берік берик болат даниал данияр дәурен даурен досжан ербол ерлан ержан ернар жандос жасұлан \
    жасулан қайрат кайрат қанат канат марат мейрам мұрат мурат нұрлан нурлан нұрсұлтан нурсултан \
    олжас рауан рүстем рустем самат санжар сәкен сакен серік серик тимур темірлан темирлан әділ адил \
    анна мария елена ольга наталья ирина светлана татьяна екатерина юлия анастасия дарья виктория \
    ксения полина алина софия александр дмитрий сергей андрей алексей максим иван михаил никита \
    артём артем егор кирилл илья роман владимир денис павел \
    aigerim aidana aizhan ainur aliya aruzhan asel assel dana dina diana madina nazerke saule \
    sholpan zarina arman askar azamat bauyrzhan bolat daniyar dauren yerlan erlan yerbol marat nurlan \
    nursultan olzhas ruslan rustem samat serik timur anna maria elena olga irina alexander dmitry \
    sergey andrey alexey ivan john mary james david michael sarah emma
    """)
  /// Capitalised words that stand before a name without being a part of it.
  private static let greetings = scalarWords(
    """
    здравствуйте привет добрый день вечер утро уважаемая уважаемый сәлем сәлеметсіз бе \
    құрметті қайырлы таң күн кеш hello hi dear good я мен мы это у к от для с i am куратор \
    эдвайзер декан ректор преподаватель студент студентка профессор where is где кто
    """)

  static func contains(_ word: [UInt32]) -> Bool { names.contains(word) }

  static func isGreeting(_ word: [UInt32]) -> Bool { greetings.contains(word) }
}
