import PersonalData
import Testing
import Text

/// Invented values with valid check digits, as `data/helpline/sample-personal-data.yml` holds them.
enum Sample {
  static let iins = [
    "040731553055", "050415624715", "990101364684", "060912607917", "031120511861", "070203687794",
    "020518515427", "051029659910", "000707595489", "061231609508", "041104583134", "030825635171",
  ]
  static let phones = [
    "7010000559", "7770000511", "7050000662", "7470000384", "7080000240", "7020000938",
    "7750000540", "7000000984",
  ]
  static let cards = [
    "4400016613186091", "4263139099603086", "5169246281948211", "5356993518190934",
    "2204786579754320", "5581319487574915",
  ]
  static let ibans = [
    "KZ20125T186252760189", "KZ65722T555979711471", "KZ37914T049746507529", "KZ52601T170342366712",
  ]
  static let documents = ["083849218", "047369042", "065740154", "058153450"]
  static let emails = [
    "aigerim.sample@example.kz", "d.sample@example.com", "nurlan_2005@example.kz",
    "student17@example.org", "marat.sample@example.com", "info.sample@example.kz",
  ]
  static let names = [
    "Айгерім Серікқызы Үлгібаева", "Нұрлан Маратұлы Мысалов", "Дина Ерланқызы Сынақова",
    "Арман Болатұлы Тестов", "Мария Ивановна Образцова", "Тимур Олегович Примеров", "Anna Sample",
    "Daniyar Example",
  ]
  static let addresses = [
    "Үлгі көшесі 12, 34 пәтер", "ул. Образцовая 12, кв. 34", "12 Sample street, apt 34",
  ]

  /// `digits` in groups of the given lengths.
  static func grouped(_ digits: String, _ lengths: [Int], by separator: String) -> String {
    var rest = Substring(digits)
    var groups: [Substring] = []
    for length in lengths {
      groups.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return (groups + (rest.isEmpty ? [] : [rest])).joined(separator: separator)
  }

  /// Every number and e-mail address in the ways in which people type it, with its kind.
  static let typed: [(kind: PersonalDataKind, value: String)] = {
    var typed: [(PersonalDataKind, String)] = []
    for iin in iins {
      typed += [
        iin, grouped(iin, [6], by: " "), grouped(iin, [3, 3, 3], by: " "),
        grouped(iin, [6], by: "-"),
      ]
      .map { (.iin, $0) }
    }
    for phone in phones {
      let blanks = grouped(phone, [3, 3, 2], by: " ")
      let hyphens = grouped(phone, [3, 3, 2], by: "-")
      typed += [
        phone, "+7" + phone, "8" + phone, "+7 " + blanks, "8 " + blanks, "8-" + hyphens,
        "+7 (" + phone.prefix(3) + ") " + grouped(String(phone.dropFirst(3)), [3, 2], by: "-"),
        "8" + blanks, "+7\u{A0}" + blanks,
      ].map { (.phone, $0) }
    }
    for card in cards {
      typed += [card, grouped(card, [4, 4, 4], by: " "), grouped(card, [4, 4, 4], by: "-")]
        .map { (.card, $0) }
    }
    for iban in ibans {
      typed += [iban, iban.lowercased(), grouped(iban, [4, 4, 4, 4], by: " ")].map { (.iban, $0) }
    }
    for email in emails {
      typed += [
        email, email.uppercased(), email.replacing("@", with: " (at) "),
        email.replacing("@", with: " собака "),
      ].map { (.email, $0) }
    }
    return typed
  }()
}

@Suite struct SampleDataTests {
  let masker = PersonalDataMasker()
  let pipeline = TextPipeline()

  @Test(arguments: [
    ("", ""), ("мой номер ", " что делать?"), ("Сәлеметсіз бе, мынау ", ", рахмет"),
    ("please check ", ". Thanks"), ("(", ")"), ("жиырма ", "\nкелесі жол"),
  ])
  func `masks every sample however it is typed`(before: String, after: String) {
    for (kind, value) in Sample.typed {
      let masked = masker.mask(before + value + after).text
      #expect(masked == before + kind.mask + after, "\(value)")
    }
    for (kind, values) in [(PersonalDataKind.name, Sample.names), (.address, Sample.addresses)] {
      for value in values {
        let masked = masker.mask(before + value + after).text
        #expect(masked == before + kind.mask + after, "\(value)")
      }
    }
  }

  @Test func `masks a document number beside its keyword`() {
    for document in Sample.documents {
      #expect(masker.mask("жеке куәлік нөмірі \(document)").text == "жеке куәлік нөмірі <document>")
      #expect(
        masker.mask("удостоверение \(Sample.grouped(document, [3, 3], by: " "))").text
          == "удостоверение <document>")
    }
  }

  @Test(arguments: [
    ("", ""), ("мой ИИН ", " что делать?"), ("Сәлеметсіз бе, мынау ", ", рахмет"),
    ("please check ", ". Thanks 5"), ("тел:", ";"), ("курс 4 ", " 2 семестр"), ("паспорт ", "-ға"),
    ("қате: ", "ші"),
  ])
  func `masked and open text give equal tokens`(before: String, after: String) {
    let documents = Sample.documents.map { (PersonalDataKind.document, $0) }
    for (_, value) in Sample.typed + documents + [(.document, "N12345678"), (.number, "123456789")]
    {
      let open = before + value + after
      let masked = masker.mask(open).text
      #expect(masked != open)
      #expect(
        pipeline.tokens(in: open) == pipeline.tokens(in: masked), "\(open) and \(masked)")
    }
  }
}
