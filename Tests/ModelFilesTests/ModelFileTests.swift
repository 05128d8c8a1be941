import Foundation
import ModelFiles
import Testing

@Suite struct ModelFileTests {
  static let file = ModelFile(
    metadata: ["name": "Сенім \"1\"\n\\", "version": "1"],
    tensors: [
      Tensor(name: "rows", shape: [2, 3], int8s: Data([1, 2, 3, 253, 254, 255])),
      Tensor(name: "scales", shape: [2], floats: [0.5, -1.25]),
      Tensor(name: "slots", shape: [2], uint64s: [1, .max]),
      Tensor(name: "numbers", shape: [3], int32s: [-1, 0, .max]),
      Tensor(name: "ends", shape: [1], uint32s: [.max]),
      Tensor(name: "flags", shape: [1], uint8s: Data([200])),
      Tensor(name: "empty", shape: [0, 4], floats: []),
      Tensor(name: "one", shape: [], floats: [7]),
    ])

  @Test func `a file comes back as it was`() throws {
    let read = try ModelFile.parse(try Self.file.serialized())
    #expect(read.metadata == Self.file.metadata)
    #expect(try read.tensor(named: "scales", type: .float32).floats() == [0.5, -1.25])
    #expect(try read.tensor(named: "slots", type: .uint64).uint64s() == [1, .max])
    #expect(
      try read.tensor(named: "numbers", type: .int32, shape: [nil]).int32s() == [-1, 0, .max])
    #expect(try read.tensor(named: "ends", type: .uint32).uint32s() == [.max])
    #expect(try read.tensor(named: "flags", type: .uint8).uint8Bytes() == Data([200]))
    #expect(try read.tensor(named: "empty", type: .float32, shape: [0, 4]).floats() == [])
    #expect(try read.tensor(named: "one", type: .float32, shape: []).floats() == [7])
    let rows = try read.tensor(named: "rows", type: .int8, shape: [2, 3])
    #expect(try rows.int8Bytes() == Data([1, 2, 3, 253, 254, 255]))
    #expect(rows.count == 6)
  }

  @Test func `the bytes are those of the format, whatever the order of the tensors`() throws {
    var file = ModelFile(
      metadata: ["b": "2", "a": "1"],
      tensors: [
        Tensor(name: "y", shape: [1], uint8s: Data([9])),
        Tensor(name: "z", shape: [1], floats: [1]),
        Tensor(name: "x", shape: [1], floats: [-2]),
      ])
    let header =
      #"{"__metadata__":{"a":"1","b":"2"},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
      + #""z":{"dtype":"F32","shape":[1],"data_offsets":[4,8]},"#
      + #""y":{"dtype":"U8","shape":[1],"data_offsets":[8,9]}}"#
    let padded = header + String(repeating: " ", count: 7 - (header.utf8.count + 7) % 8)
    let body: [UInt8] = [0, 0, 0, 0xc0, 0, 0, 0x80, 0x3f, 9]
    let expected = [UInt8(padded.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(padded.utf8) + body
    #expect(Array(try file.serialized()) == expected)
    #expect((8 + padded.utf8.count) % 8 == 0)
    file.tensors.reverse()
    #expect(Array(try file.serialized()) == expected)
  }

  @Test func `a written file is mapped, and replaced whole`() throws {
    let path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).safetensors"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Self.file.write(to: path)
    #expect(try ModelFile.read(at: path).metadata == Self.file.metadata)
    let mapped = try ModelFile.read(at: path)
    try ModelFile(metadata: ["other": ""]).write(to: path)
    #expect(try mapped.tensor(named: "one", type: .float32).floats() == [7])
    #expect(try ModelFile.read(at: path) == ModelFile(metadata: ["other": ""]))
  }

  @Test func `what is not there, or is something else, is named`() throws {
    let file = Self.file
    #expect(throws: ModelFileError.missingTensor(tensor: "nil")) {
      try file.tensor(named: "nil", type: .int8)
    }
    #expect(throws: ModelFileError.wrongType(tensor: "rows", found: .int8, expected: .uint8)) {
      try file.tensor(named: "rows", type: .uint8)
    }
    let error = #expect(throws: ModelFileError.self) {
      try file.tensor(named: "rows", type: .int8, shape: [nil, 4])
    }
    #expect(error == .wrongShape(tensor: "rows", found: [2, 3], expected: [nil, 4]))
    #expect(error?.description == "tensor 'rows' has shape [2, 3]; expected [any, 4]")
    #expect(throws: ModelFileError.missingMetadata(key: "seed")) { try file.metadata("seed") }
    let version = #expect(throws: ModelFileError.self) {
      try file.requireMetadata("version", equals: "2")
    }
    #expect(version?.description == "the model file's metadata says version '1'; expected '2'")
    #expect(throws: ModelFileError.wrongType(tensor: "rows", found: .int8, expected: .float32)) {
      try #require(file["rows"]).floats()
    }
  }

  @Test(arguments: [(Float.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf")])
  func `numbers that are not finite are refused`(number: Float, found: String) {
    let tensor = Tensor(name: "w", shape: [3], floats: [0, 1, number])
    let error = #expect(throws: ModelFileError.self) { try tensor.floats() }
    #expect(error == .notFinite(tensor: "w", index: 2, found: found))
    #expect(
      error?.description == "tensor 'w' has \(found) at element 2; expected finite numbers")
  }

  @Test func `headers of other writers are read`() throws {
    let header =
      " {\n\"a\\u0431\\ud83d\\ude00\\/\" : {\"data_offsets\":[0,2], \"shape\":[ 1 ],\"dtype\":\"F16\"}\t}  "
    let data =
      Data([UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0]) + Data(header.utf8) + Data([1, 2])
    #expect(try ModelFile.parse(data)["aб😀/"]?.data == Data([1, 2]))
  }
}
