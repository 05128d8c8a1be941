import Datasets
import Testing

@Suite struct NearDuplicatesTests {
  @Test(arguments: [
    ("How do I pay?", "how do i pay"),
    ("Wi-Fi паролі қандай?", "wifi пароли кандай"),
    ("сәлеееем", "салеем"),
    ("reset my password", "password reset my"),
    ("where is the dormitory", "where is the dormitry"),
    ("password", "pasword"),
    ("жатақхана бар ма", "жатахкана бар ма"),
    ("how can i get my transcript from the office", "how can i get a transcript from the office"),
  ])
  func `are found`(a: String, b: String) {
    #expect(NearDuplicates([a, "unrelated words entirely", b]).groups == [[0, 2]])
  }

  @Test(arguments: [
    ("hi", "ho"),
    ("when is the exam", "when is the lunch"),
    ("Бағасы қанша", "Қайда орналасқан"),
    ("bill", "ball game"),
    ("?!", "😀"),
    ("room 101", "room 102"),
  ])
  func `are not seen where the texts differ`(a: String, b: String) {
    #expect(NearDuplicates([a, b]).groups.isEmpty)
  }

  @Test func `each group is represented by its first`() {
    let found = NearDuplicates(["one thing", "another", "One thing!", "ANOTHER", "third"])
    #expect(found.representatives == [0, 1, 0, 1, 4])
    #expect(found.allGroups == [[0, 2], [1, 3], [4]])
  }

  @Test func `no texts and empty texts are no trouble`() {
    #expect(NearDuplicates([String]()).allGroups.isEmpty)
    #expect(NearDuplicates(["", ""]).groups.isEmpty)
  }
}
