import Foundation
import Knowledge

/// A copy of the smallest complete knowledge in a temporary folder, to be damaged file by file.
struct TemporaryKnowledge: ~Copyable {
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
    try FileManager.default.createDirectory(
      atPath: folder + "/knowledge", withIntermediateDirectories: true)
    for (name, text) in Self.files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
  }

  /// Replaces `old` in one file; the test is wrong if it does not occur.
  func replace(_ old: String, by new: String, in name: String) throws {
    let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    precondition(text.contains(old), "\(name) has no \"\(old)\"")
    try write(text.replacingOccurrences(of: old, with: new), to: name)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
  }

  private static let files = [
    "institution.yml": """
    sample: true
    name: {kk: "Үлгі", ru: "Образец", en: "Sample"}
    units:
      accounting:
        name: {kk: "Бухгалтерия", ru: "бухгалтерия", en: "accounting"}
        phone: "+7 (7172) 00-00-05"
        email: a@example.kz
        room: {kk: "118-бөлме", ru: "кабинет 118", en: "room 118"}
        hours: "9:00–18:00 & <never> \\"late\\""
    facts:
      tuition_year: {kk: "1 теңге", ru: "1 тенге", en: "1 tenge"}
      crisis_line: "150"
    """,
    "knowledge/money.yml": """
    tuition_cost:
      title: {kk: "Оқу ақысы", ru: "Стоимость", en: "Tuition"}
      answer:
        kk: "Жылына {{facts.tuition_year}}, {{units.accounting.room}}."
        ru: "В год {{facts.tuition_year}}, {{units.accounting.room}}."
        en: "{{facts.tuition_year}} a year, {{units.accounting.hours}}."
      follow_ups: [tuition_payment]
      unit: accounting
    tuition_payment:
      title: {kk: "Төлеу", ru: "Оплата", en: "Payment"}
      answer: {kk: "Kaspi.", ru: "Kaspi.", en: "Kaspi."}
      follow_ups: []
      unit: accounting
    """,
    "guides.yml": """
    tuition_payment: {kk: "1. Ашыңыз.", ru: "1. Откройте.", en: "1. Open."}
    """,
    "messages.yml": Message.allCases.map { message in
      let text = message.parameters.sorted().map { "{{\($0)}}" }.joined(separator: " ")
      return "\(message.rawValue): \"\(message.rawValue) \(text)\""
    }.joined(separator: "\n"),
    "signals.yml": Signal.allCases.map { "\($0.rawValue): {kk: \"word_\($0.rawValue.prefix(3))\"}" }
      .joined(separator: "\n"),
    "rules.yml": """
    lists:
      cost: |
        қанша/сколько
        how_much
    rules:
      tuition_cost:
        kk: |
          @cost оқу*
        ru: |
          # a remark
          @cost [=год] -общежитие

          цена
        en: |
          !tuition
      tuition_payment:
        kk: төлеу
        ru: оплата
        en: pay
    ambiguous:
      оқу/учеба: [tuition_cost, tuition_payment]
    """,
  ]
}
