import PersonalData
import Testing

@Suite struct PersonalDataMaskerTests {
  let masker = PersonalDataMasker()

  @Test(arguments: [
    ("ИИН 990101300777", "ИИН <iin>"),
    ("040731500004 осы менің ЖСН", "<iin> осы менің ЖСН"),
    ("050415500902", "<iin>"),
    ("990101 300777", "<iin>"),
    ("990 101 300 777", "<iin>"),
    ("ИИН990101300777", "ИИН<iin>"),
    ("990101300778", "<number>"),
    ("ЖСН: 990101300778", "ЖСН: <iin>"),
    ("99О1О1З00777 990101300777", "99О1О1З00777 <iin>"),
    ("99О1О1300777", "<iin>"), ("99О1О13ОО777", "<iin>"),
    ("990101-300-777", "<iin>"), ("990101 300 777", "<iin>"), ("99-01-01-300777", "<iin>"),
    ("9901 0130 0777", "<iin>"), ("мой номер 990101.300.777", "мой номер <iin>"),
    ("990101/300777", "<iin>"), ("курс 4 99-01-01-300777", "курс 4 <iin>"),
    ("9901-0130-0778", "<number>"),
  ])
  func `masks an identification number`(text: String, masked: String) {
    #expect(masker.mask(text).text == masked)
  }

  @Test(arguments: [
    "+7 (701) 000-05-59", "8 701 000 05 59", "87010000559", "+77010000559", "8(701)000-05-59",
    "7010000559", "8-701-000-05-59", "+7 701 0000559", "8701 000 05 59",
    "+7\u{A0}701\u{A0}000‑05‑59",
    "87 01 123 45 67", "8 70 11 23 45 67", "8/701/1234567", "8 7О1 ООО О5 59", "8_701_123_45_67",
    "+7 912 345 67 89", "+44 20 7946 0958", "8(7172)00-00-01",
  ])
  func `masks a phone`(phone: String) {
    #expect(masker.mask("тел \(phone), спасибо").text == "тел <phone>, спасибо")
    #expect(masker.mask(phone).text == "<phone>")
  }

  @Test(arguments: [
    ("телефон 27-30-45", "телефон <phone>"),
    ("нөмірім 273045", "нөмірім <phone>"),
    ("кабинет 27-30-45", "кабинет 27-30-45"),
  ])
  func `masks a city number only after a word for phone`(text: String, masked: String) {
    #expect(masker.mask(text).text == masked)
  }

  @Test(arguments: [
    ("4111 1111 1111 1111", "<card>"), ("4111-1111-1111-1111", "<card>"),
    ("4111111111111111", "<card>"), ("4111 1111 1111 1112", "<card>"),
    ("4111111111111112", "<number>"), ("3782 822463 10005", "<card>"),
  ])
  func `masks a card`(text: String, masked: String) {
    #expect(masker.mask(text).text == masked)
  }

  @Test(arguments: [
    "KZ86125KZT5004100100", "kz86125kzt5004100100", "KZ86 125K ZT50 0410 0100",
    "КZ86125КZТ5004100100", "KZ86125KZT5004100101", "DE89 3704 0044 0532 0130 00",
  ])
  func `masks an account number`(text: String) {
    #expect(masker.mask("счёт \(text).").text == "счёт <iban>.")
  }

  @Test(arguments: [
    "aigerim.sample@example.kz", "nurlan_2005@example.kz", "a+b@mail.example.co.uk",
    "name (at) example.kz", "name[at]example.kz", "d.sample собака example.com",
    "d.sample собака example точка com", "student1234567@example.kz",
  ])
  func `masks an e-mail address`(address: String) {
    #expect(masker.mask("пишите \(address), жду").text == "пишите <email>, жду")
  }

  @Test(arguments: [
    ("удостоверение 083849218", "удостоверение <document>"),
    ("жеке куәлігім 083849218", "жеке куәлігім <document>"),
    ("083849218", "<number>"), ("123-456-789", "<number>"),
    ("паспорт N12345678", "паспорт <document>"),
    ("N12345678", "<document>"), ("паспорт № 12345678", "паспорт № <document>"),
  ])
  func `masks a document number`(text: String, masked: String) {
    #expect(masker.mask(text).text == masked)
  }

  @Test(arguments: [
    ("туған күнім 15.04.2005", "туған күнім <date>"),
    ("дата рождения: 15/04/2005", "дата рождения: <date>"),
    ("I was born on 2005-04-15", "I was born on <date>"),
    ("экзамен 15.04.2025", "экзамен 15.04.2025"),
  ])
  func `masks a date of birth and no other date`(text: String, masked: String) {
    #expect(masker.mask(text).text == masked)
  }

  @Test(arguments: [
    ("Үлгі көшесі 12, 34 пәтер тұрамын", "<address> тұрамын"),
    ("живу на ул. Образцовая 12, кв. 34", "живу на <address>"),
    ("12 Sample street, apt 34", "<address>"),
    ("ул Абая дом 5", "<address>"),
    ("34 пәтер", "<address>"),
  ])
  func `masks an address`(text: String, masked: String) {
    #expect(masker.mask(text).text == masked)
  }

  @Test(arguments: [
    ("Менің атым Айгерім", "Менің атым <name>"),
    ("меня зовут анна и я студентка", "меня зовут <name> и я студентка"),
    ("my name is Daniyar Example, help", "my name is <name>, help"),
    ("Айгерім Серікқызы Үлгібаева", "<name>"),
    ("Здравствуйте Мария Ивановна", "Здравствуйте <name>"),
    ("мария ивановна не отвечает", "<name> не отвечает"),
    ("ФИО: Примеров Тимур Олегович", "ФИО: <name>"),
    ("Anna Sample", "<name>"),
    ("аты-жөнім Нұрлан Маратұлы Мысалов", "аты-жөнім <name>"),
    ("меня зовут иван петров", "меня зовут <name>"),
    ("my name is john smith", "my name is <name>"),
    ("my name is john smith and i need help", "my name is <name> and i need help"),
    ("my name is john, how are you", "my name is <name>, how are you"),
    ("фио ахметова айгуль", "фио <name>"), ("Ахметова Айгуль", "<name>"),
    ("Айгүл Ахметова", "<name>"), ("Петров Иван", "<name>"), ("Иванов И.И.", "<name>."),
    ("И.И. Иванов ұстаз", "<name> ұстаз"), ("Цой В. А. не отвечает", "<name>. не отвечает"),
    ("иванов иван иванович", "<name>"), ("петрова анна не отвечает", "<name> не отвечает"),
    ("Болатұлымын", "<name>"), ("Мен Айгүл Серікқызымын", "Мен <name>"),
    ("Мен Мысалов Нұрланмын", "Мен <name>"), ("фамилия Касымова", "фамилия <name>"),
    ("фамилия: цой", "фамилия: <name>"), ("my surname is Sample", "my surname is <name>"),
    ("меня зовут анна хочу узнать", "меня зовут <name> хочу узнать"),
    ("меня зовут анна помогите", "меня зовут <name> помогите"),
    ("менің атым асан хабарласыңызшы", "менің атым <name> хабарласыңызшы"),
  ])
  func `masks a name`(text: String, masked: String) {
    #expect(masker.mask(text).text == masked)
  }

  @Test(arguments: [
    "2024-2025 оқу жылы", "кабинет 101", "5 000 000 теңге", "1 200 000 000 тенге", "GPA 3.67",
    "сабақ 9:00–18:00", "24/7", "10-11 сыныптар", "2023 2024 2025", "ҰБТ 140 балл", "бір сұрақ бар",
    "Where is the Student Service Centre?", "my name is wrong in the diploma", "менің атым кім?",
    "жазулы, ашулы", "https://example.kz/2024", "12 көше", "корпус 2, 304-бөлме", "the 1st of July",
    "500 000 - 700 000 теңге", "1 700 000 - 2 500 000 тенге", "123 456 789 тенге",
    "1.500.000.000 тг",
    "кабинеты 101 102 103", "2021 2022 2023 2024", "2020-2021 2021-2022", "баллы 20 15 18 35 40",
    "10.00-12.00 13.00-18.00", "15.04-20.05 2025", "7 8 9 10 11 сынып", "arXiv:1607.01759",
  ])
  func `leaves ordinary numbers and words`(text: String) {
    let masked = masker.mask(text)
    #expect(masked.text == text)
    #expect(masked.findings.isEmpty)
  }

  @Test(arguments: [
    "I am a student", "I am looking for the Library", "мен студентпін", "Мен Алматы қаласынанмын",
    "меня зовут на пересдачу", "меня зовут в деканат", "атым дипломда қате жазылған",
    "фамилия в дипломе с ошибкой", "фамилия неправильно указана", "Скажите ФИО ректора",
    "скройте мое имя из переписки", "Тізімде аты-жөнім бар", "Имя Фамилия Отчество",
    "my last name is wrong", "Last Name First Name", "ЕНУ им. Л.Н. Гумилева",
    "Л.Н. Гумилев атындағы ЕҰУ", "Is Nazarbayev University near?", "Назарбаев Университет",
    "Улица Сатпаева", "Центр Обслуживания Студентов", "ГДЕ СПИСОК СТУДЕНТОВ", "Русский Язык",
    "Where is the International Office?", "Алматы Астана Шымкент", "роман о войне",
    "2 дана көшірме керек", "Студентов Казахстана берут?",
  ])
  func `leaves words that are no names`(text: String) {
    #expect(masker.mask(text).text == text)
  }

  @Test func `reports kinds and ranges of the original`() {
    let text = "ИИН 990101300777, тел +7 701 000 05 59"
    let masked = masker.mask(text)
    #expect(masked.findings.map(\.kind) == [.iin, .phone])
    #expect(masked.findings.map { String(text[$0.range]) } == ["990101300777", "+7 701 000 05 59"])
    #expect(masked.text == "ИИН <iin>, тел <phone>")
  }

  @Test func `sees through invisible characters`() {
    #expect(masker.mask("9901\u{200B}0130\u{AD}0777").text == "<iin>")
  }
}
