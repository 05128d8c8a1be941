import Foundation
import ModelFiles
import Testing

@Suite struct RandomDamageTests {
  /// SplitMix64, so that a failure comes again.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
  }

  /// Reads all there is to read.
  func use(_ data: Data) {
    guard let file = try? ModelFile.parse(data) else { return }
    for tensor in file.tensors {
      _ = try? tensor.floats()
      _ = try? tensor.uint64s()
      _ = try? tensor.int32s()
      _ = tensor.count
    }
    _ = try? file.serialized()
  }

  @Test(arguments: 1...4)
  func `changed bytes never crash the reader`(seed: Int) throws {
    let whole = try ModelFileTests.file.serialized()
    var generator = Generator(state: UInt64(seed))
    for _ in 0..<2_000 {
      var data = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        data[Int.random(in: 0..<data.count, using: &generator)] =
          UInt8.random(in: 0...255, using: &generator)
      }
      use(data)
    }
  }

  @Test func `a file cut anywhere is refused`() throws {
    let whole = try ModelFileTests.file.serialized()
    for length in 0..<whole.count {
      #expect(throws: ModelFileError.self) { try ModelFile.parse(whole.prefix(length)) }
    }
  }

  @Test func `a slice of other data is read as well`() throws {
    let whole = try ModelFileTests.file.serialized()
    let file = try ModelFile.parse((Data([1, 2, 3]) + whole + Data([4])).dropFirst(3).dropLast())
    #expect(try file.tensor(named: "scales", type: .float32).floats() == [0.5, -1.25])
  }
}
