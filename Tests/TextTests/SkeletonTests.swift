import Foundation
import Testing

@testable import Text

@Suite struct SkeletonTests {
  let pipeline = TextPipeline()

  @Test(arguments: [
    ("қазақша Қазақша kazaksha qazaqsha QAZAQŞA kazakşa казакша", "kazaksa"),
    ("жатақхана zhataqhana jataqhana жатахана", "jatahana"),
    ("рахмет raxmet rakhmet рахметт", "rahmet"),
    ("салем sälem салееем сәлем", "salem"),
    ("шығу shygu shıǵu şığu", "sigu"),
    ("емтихан emtihan емтiхан", "emtihan"),
    ("ұйым uiym уйим", "uim"),
    ("ещё еще", "ese"),
    ("объём обьем", "obem"),
  ])
  func `spellings of one word coincide`(words: String, skeleton: String) {
    #expect(Set(pipeline.tokens(in: words).skeletons) == [skeleton])
  }

  @Test(arguments: [
    ("щука shchuka schuka", "suka"), ("джаз dzhaz жаз", "jaz"), ("час chas", "cas"),
    ("цирк tsirk", "cirk"), ("юла iula", "iula"), ("вахта vahta vakhta", "vahta"),
  ])
  func `digraphs are one letter`(words: String, skeleton: String) {
    #expect(Set(pipeline.tokens(in: words).skeletons) == [skeleton])
  }

  @Test func `digits are not collapsed`() {
    #expect(pipeline.tokens(in: "2000 a11y").skeletons == ["2000", "a11i"])
  }

  /// The table is written by hand; the Unicode data say what it has to hold.
  @Test func `Latin letters fold to their base letters`() throws {
    for value in UInt32(0xC0)...0x17F {
      let scalar = try #require(Unicode.Scalar(value))
      let decomposed = String(scalar).decomposedStringWithCanonicalMapping.lowercased()
      let base = try #require(decomposed.unicodeScalars.first)
      guard ("a"..."z").contains(base), decomposed.unicodeScalars.count > 1 else { continue }
      let folded: [Unicode.Scalar: UInt32] = ["y": 0x69, "w": 0x75, "q": 0x6B, "x": 0x68]
      let expected = folded[base] ?? base.value
      #expect(FoldTable.standard.entry(of: value).skeleton == expected, "\(scalar)")
    }
  }

  @Test func `the table's lower case is that of Unicode`() throws {
    for value in UInt32(0x41)..<0x530 where value != 0x130 {
      let scalar = try #require(Unicode.Scalar(value))
      let lowercase = scalar.properties.lowercaseMapping.unicodeScalars.map(\.value)
      #expect([FoldTable.standard.entry(of: value).lowercase] == lowercase, "\(scalar)")
    }
  }
}
