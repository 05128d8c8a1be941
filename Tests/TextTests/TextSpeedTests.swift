import Foundation
import Testing
import Text

/// Prints the time of one utterance, buffers warm. Run in an optimised build:
/// `SENIM_BENCHMARK=1 swift test -c release --filter TextSpeedTests`.
@Suite struct TextSpeedTests {
  private static let isAsked = ProcessInfo.processInfo.environment["SENIM_BENCHMARK"] != nil

  @Test(
    .enabled(if: isAsked, "set SENIM_BENCHMARK=1 to measure"),
    arguments: [
      "how do i reset my password for the student portal",
      "студенттік порталдың құпия сөзін қалай қалпына келтіруге болады айтып жіберіңізші өтінемін",
      "подскажите пожалуйста как мне получить справку с места учебы сегодня вечером",
      "мой иин 990101300777 телефон +7 701 000 05 59 как восстановить пароль",
    ])
  func `time of one utterance`(utterance: String) {
    let pipeline = TextPipeline()
    var text = TokenizedText()
    let repetitions = 200
    let clock = ContinuousClock()
    let best = (0..<500).map { _ in
      clock.measure { for _ in 0..<repetitions { pipeline.tokenize(utterance, into: &text) } }
    }.min()
    let nanoseconds = (best ?? .zero) / repetitions / .nanoseconds(1)
    print("\(Int(nanoseconds)) ns, \(text.tokens.count) tokens: \(utterance)")
    #expect(!text.tokens.isEmpty)
  }
}
