import Foundation
import Testing
import Text

@Suite struct KeyboardLayoutTests {
  let pipeline = TextPipeline()

  @Test(arguments: [
    ("ghbdtn", "привет"), ("руддщ", "hello"), ("cfkfv", "салам"), ("0fqlf", "қайда"),
    ("rfr gjkexbnm cghfdre?", "как получить справку"), ("cfkfvfncsp ,f", "саламатсыз ба"),
    ("Ghbdtn, rfr ltkf", "привет как дела"),
    ("рщц ещ куыуе ьн зфыыцщкв", "how to reset my password"),
    ("[jxe j,of;bnbt", "хочу общажитие"),
  ])
  func `repairs the other layout`(utterance: String, surfaces: String) {
    #expect(pipeline.tokens(in: utterance).surfaces.joined(separator: " ") == surfaces)
  }

  @Test(arguments: [
    "hello", "rhythm", "gpa", "vpn pdf html", "wifi", "qalai", "zhataqhana", "kazakhstan tengri",
    "привет", "жүргізу", "мәртебе", "щётка", "мфц", "фгбоу", "stipendiya qashan", "uh huh ok",
    "kaspi qr", "ssh tls", "subscription", "mrkdwn",
  ])
  func `leaves what was typed right`(utterance: String) {
    var settings = TextSettings()
    settings.repairsKeyboardLayout = false
    let plain = TextPipeline(settings: settings)
    #expect(pipeline.tokens(in: utterance) == plain.tokens(in: utterance))
  }

  private static let datasets =
    ProcessInfo.processInfo.environment["SENIM_DATASETS"] ?? "data/public"
  private static let bankingFile = datasets + "/banking77/train.csv"

  @Test(.enabled(if: FileManager.default.fileExists(atPath: bankingFile), "needs BANKING77"))
  func `repairs no English of a public dataset`() throws {
    var settings = TextSettings()
    settings.repairsKeyboardLayout = false
    let plain = TextPipeline(settings: settings)
    let lines = try String(contentsOfFile: Self.bankingFile, encoding: .utf8).split(
      whereSeparator: \.isNewline)
    let repaired = lines.filter { pipeline.tokens(in: String($0)) != plain.tokens(in: String($0)) }
    #expect(repaired.isEmpty)
    #expect(lines.count > 10_000)
  }
}
