import Foundation
import ModelFiles
import Testing

@Suite struct ModelFileTests {
  let file = ModelFile(
    metadata: ["name": "Сенім \"1\"\n", "version": "1"],
    tensors: [
      Tensor(name: "rows", shape: [2, 3], int8s: Data([1, 2, 3, 253, 254, 255])),
      Tensor(name: "scales", shape: [2], floats: [0.5, -1.25]),
      Tensor(name: "slots", shape: [2], uint64s: [1, .max]),
      Tensor(name: "numbers", shape: [3], int32s: [-1, 0, .max]),
      Tensor(name: "empty", shape: [0, 4], floats: []),
    ])

  @Test func `a file comes back as it was`() throws {
    let read = try ModelFile.parse(try file.serialized())
    #expect(read.metadata == file.metadata)
    #expect(
      try read.tensor(named: "rows", type: .int8, shape: [2, 3]).int8Bytes() == file["rows"]?.data)
    #expect(try read.tensor(named: "scales", type: .float32).floats() == [0.5, -1.25])
    #expect(try read.tensor(named: "slots", type: .uint64).uint64s() == [1, .max])
    #expect(
      try read.tensor(named: "numbers", type: .int32, shape: [nil]).int32s() == [-1, 0, .max])
    #expect(try read.tensor(named: "empty", type: .float32, shape: [0, 4]).floats() == [])
  }
}
