import Foundation
import ModelFiles
import Testing

/// A literal file for each kind of damage, the error with its evidence, and its words.
@Suite struct DamageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let data: Data
    let error: ModelFileError
    let message: String
    var testDescription: String { message }

    /// A file of the header's length, the header and `body` zero bytes.
    init(_ header: String, body: Int = 0, _ error: ModelFileError, _ message: String) {
      let bytes = Array(header.utf8)
      let length = [UInt8(bytes.count & 255), UInt8(bytes.count >> 8), 0, 0, 0, 0, 0, 0]
      self.init(bytes: length + bytes + [UInt8](repeating: 0, count: body), error, message)
    }

    init(bytes: [UInt8], _ error: ModelFileError, _ message: String) {
      data = Data(bytes)
      self.error = error
      self.message = message
    }
  }

  static let files: [Case] = [
    Case(
      bytes: [], .truncated(bytes: 0), "it ends after 0 bytes; the header's length alone takes 8"),
    Case(
      bytes: [2, 0, 0, 0, 0, 0, 0], .truncated(bytes: 7),
      "it ends after 7 bytes; the header's length alone takes 8"),
    Case(
      bytes: [255, 255, 255, 255, 255, 255, 255, 255, 0x7b, 0x7d],
      .headerTooLong(declared: .max, limit: 100_000_000),
      "the header claims 18446744073709551615 bytes; at most 100000000 are allowed"),
    Case(
      bytes: [3, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d], .headerTruncated(declared: 3, found: 2),
      "the header claims 3 bytes; only 2 follow"),
    Case(
      bytes: [3, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0xff, 0x7d], .headerNotUTF8(offset: 1),
      "byte 1 of the header is not UTF-8"),
  ]

  static let headers: [Case] = [
    Case(
      "", .headerNotJSON(offset: 0, found: "past the end", expected: "a value"),
      "byte 0 of the header is past the end; expected a value"),
    Case(
      "{\"a\"}", .headerNotJSON(offset: 4, found: "'}'", expected: "':'"),
      "byte 4 of the header is '}'; expected ':'"),
    Case(
      "{} x", .headerNotJSON(offset: 3, found: "'x'", expected: "the end of the header"),
      "byte 3 of the header is 'x'; expected the end of the header"),
    Case(
      #"{"a\x":1}"#, .headerNotJSON(offset: 4, found: "'x'", expected: "an escape"),
      "byte 4 of the header is 'x'; expected an escape"),
    Case(
      String(repeating: "[", count: 40),
      .headerNotJSON(offset: 32, found: "'['", expected: "at most 32 levels"),
      "byte 32 of the header is '['; expected at most 32 levels"),
    Case(
      "[1]", .headerNotObject(found: "an array"),
      "the header is an array; expected a JSON object"),
    Case(
      #"{"__metadata__":[]}"#, .metadataNotObject(found: "an array"),
      "__metadata__ is an array; expected an object of strings"),
    Case(
      #"{"__metadata__":{"version":1}}"#, .metadataNotString(key: "version", found: "a number"),
      "metadata 'version' is a number; expected a string"),
    Case(
      #"{"__metadata__":{"a":"1","a":"2"}}"#, .duplicateMetadata(key: "a"),
      "metadata 'a' stands twice"),
  ]

  static let tensors: [Case] = [
    Case(
      #"{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"#
        + #""a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#,
      .duplicateTensor(tensor: "a"), "tensor 'a' stands twice"),
    Case(
      #"{"a":7}"#, .malformedTensor(tensor: "a", found: "a number", expected: "an object"),
      "tensor 'a' has a number; expected an object"),
    Case(
      #"{"a":{"dtype":"U8","shape":[0]}}"#,
      .malformedTensor(
        tensor: "a", found: "no data_offsets", expected: "dtype, shape and data_offsets"),
      "tensor 'a' has no data_offsets; expected dtype, shape and data_offsets"),
    Case(
      #"{"a":{"dtype":8,"shape":[0],"data_offsets":[0,0]}}"#,
      .malformedTensor(
        tensor: "a", found: "a number at 'dtype'",
        expected: "dtype (a string), shape and data_offsets (arrays), once each"),
      "tensor 'a' has a number at 'dtype'; expected dtype (a string), shape and data_offsets "
        + "(arrays), once each"),
    Case(
      #"{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}"#, body: 4,
      .unknownType(tensor: "a", found: "F31"),
      "tensor 'a' has dtype 'F31'; expected one of BOOL, U8, I8, U16, I16, F16, BF16, U32, I32, "
        + "F32, U64, I64, F64"),
    Case(
      #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, body: 4,
      .badShape(tensor: "a", found: "-1"),
      "tensor 'a' has -1 in its shape; expected whole numbers from 0"),
    Case(
      #"{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}"#, body: 4,
      .badShape(tensor: "a", found: "1.5"),
      "tensor 'a' has 1.5 in its shape; expected whole numbers from 0"),
    Case(
      #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}"#, body: 4,
      .shapeTooLarge(tensor: "a", shape: [4_611_686_018_427_387_904, 4]),
      "tensor 'a' has shape [4611686018427387904, 4]: more elements than can be counted"),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, body: 4,
      .malformedTensor(
        tensor: "a", found: "1 data_offsets", expected: "two whole numbers from 0"),
      "tensor 'a' has 1 data_offsets; expected two whole numbers from 0"),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#, body: 4,
      .malformedTensor(
        tensor: "a", found: "-4 in data_offsets", expected: "two whole numbers from 0"),
      "tensor 'a' has -4 in data_offsets; expected two whole numbers from 0"),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, body: 4,
      .reversedOffsets(tensor: "a", begin: 4, end: 0),
      "tensor 'a' begins at 4 and ends at 0, before it begins"),
    Case(
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, body: 4,
      .sizeMismatch(tensor: "a", found: 4, expected: 8),
      "tensor 'a' has 4 bytes; its shape and dtype need 8"),
  ]

  static let tilings: [Case] = [
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
        + #""b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}"#, body: 6,
      .overlap(tensor: "b", begin: 2, previous: "a", previousEnd: 4),
      "tensor 'b' begins at 2, inside 'a', which ends at 4"),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
        + #""b":{"dtype":"F32","shape":[1],"data_offsets":[5,9]}}"#, body: 9,
      .gap(tensor: "b", begin: 5, expected: 4),
      "tensor 'b' begins at 5; expected 4, without a gap"),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"#, body: 4,
      .outOfRange(tensor: "a", end: 12, bodyBytes: 4),
      "tensor 'a' ends at 12; the body has 4 bytes"),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, body: 3,
      .bodyTruncated(found: 3, expected: 4), "the body has 3 bytes; its tensors need 4"),
    Case(
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, body: 6,
      .trailingBytes(count: 2), "2 bytes follow the last tensor; expected none"),
    Case("{}", body: 1, .trailingBytes(count: 1), "1 bytes follow the last tensor; expected none"),
  ]

  @Test(arguments: files + headers + tensors + tilings)
  func `damage is named, with its evidence`(example: Case) {
    let error = #expect(throws: ModelFileError.self) { try ModelFile.parse(example.data) }
    #expect(error == example.error)
    #expect(error?.description == "damaged model file: \(example.message)")
  }

  @Test func `files that cannot be read or written say so`() throws {
    let folder = FileManager.default.temporaryDirectory.path
    #expect(throws: ModelFileError.missing(path: "/no/such.safetensors")) {
      try ModelFile.read(at: "/no/such.safetensors")
    }
    #expect(throws: ModelFileError.directory(path: folder)) { try ModelFile.read(at: folder) }
    let error = #expect(throws: ModelFileError.self) {
      try ModelFile().write(to: "/no/such/folder/m.safetensors")
    }
    #expect(
      error?.description
        == "cannot write /no/such/folder/m.safetensors: No such file or directory")
    #expect(
      ModelFileError.directory(path: "models").description
        == "cannot read models: it is a folder; expected a model file")
  }

  @Test func `a file cannot hold two tensors of one name, nor the metadata's name`() {
    let tensor = Tensor(name: "a", shape: [], floats: [1])
    #expect(throws: ModelFileError.duplicateTensor(tensor: "a")) {
      try ModelFile(tensors: [tensor, tensor]).serialized()
    }
    #expect(throws: ModelFileError.reservedName(tensor: "__metadata__")) {
      try ModelFile(tensors: [tensor.renamed("__metadata__")]).serialized()
    }
  }
}
