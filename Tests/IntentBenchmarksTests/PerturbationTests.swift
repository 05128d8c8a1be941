import Datasets
import IntentBenchmarks
import IntentTypes
import Testing

@Suite struct PerturbationTests {
  @Test(arguments: [
    (Perturbation.droppedKazakhLetters, "Қашан емтихан, өтінемін?", "Кашан емтихан, отинемин?"),
    (.latinCopy, "Емтихан қашан", "Emtihan qashan"), (.latinCopy, "Шәй", "Shay"),
    (.wrongKeyboardLayout, "exam", "учфь"), (.wrongKeyboardLayout, "привет", "ghbdtn"),
    (.wrongKeyboardLayout, "қала", "0fkf"), (.lostCase, "WiFi Кампус", "wifi кампус"),
    (.lostPunctuation, "Well, when?", "Well when"),
  ])
  func `writes as people do`(perturbation: Perturbation, text: String, expected: String) {
    var generator = SeededGenerator(seed: 1)
    #expect(perturbation.applied(to: text, &generator) == expected)
  }

  static let utterances = (0..<300).map { number in
    LabeledUtterance(
      text: "where can I find the exam timetable number \(number)", intent: Intent("exam"))
  }

  @Test(arguments: [5, 10, 20, 30])
  func `about the stated share of words gets a typo`(percent: Int) {
    let typed = Perturbation.typos(percent: percent).applied(to: Self.utterances, seed: 3)
    var (changed, total) = (0, 0)
    for (before, after) in zip(Self.utterances, typed) {
      let (old, new) = (before.text.split(separator: " "), after.text.split(separator: " "))
      #expect(old.count == new.count)
      changed += zip(old, new).count { $0 != $1 }
      total += old.count
    }
    // A swap of equal letters and words of one letter stay as they are: a little below the share.
    let share = 100 * Double(changed) / Double(total)
    #expect(share < Double(percent) * 1.2 && share > Double(percent) * 0.6, "\(share) %")
  }

  @Test func `a seed gives the same texts, another seed others`() {
    let typos = Perturbation.typos(percent: 20)
    let first = typos.applied(to: Self.utterances, seed: 3)
    #expect(first == typos.applied(to: Self.utterances, seed: 3))
    #expect(first != typos.applied(to: Self.utterances, seed: 4))
    #expect(first.map(\.intent) == Self.utterances.map(\.intent))
  }

  @Test func `some words change their language`() {
    let switched = Perturbation.codeSwitched.applied(to: Self.utterances, seed: 5)
    let texts = switched.map(\.text)
    #expect(texts.contains { $0.contains("қайда") || $0.contains("где") })
    #expect(texts.contains { $0.contains("exam") } && texts.contains { !$0.contains("exam") })
  }

  @Test func `what changes nothing does not apply`() {
    let applicable = Perturbation.applicable(to: Self.utterances, seed: 1)
    #expect(!applicable.contains(.droppedKazakhLetters) && !applicable.contains(.latinCopy))
    #expect(applicable.contains(.wrongKeyboardLayout))
    #expect(Perturbation.applicable(to: [], seed: 1).isEmpty)
  }

  @Test func `no text is too odd`() {
    var generator = SeededGenerator(seed: 2)
    for perturbation in Perturbation.allCases {
      #expect(perturbation.applied(to: "", &generator) == "")
      _ = perturbation.applied(to: "  a  👩‍👧 İ ß \u{301} ", &generator)
    }
  }
}
