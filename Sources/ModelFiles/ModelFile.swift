import Foundation

/// A safetensors file: named tensors, and strings that describe them.
///
/// Layout: a little-endian `UInt64` N · N bytes of JSON, padded with blanks so that the body starts at
/// a multiple of 8 · the tensors' bytes, one after the other without gaps.
/// Source: github.com/huggingface/safetensors, README, section Format.
public struct ModelFile: Sendable, Equatable {
  /// Strings by key, stored in the header under `__metadata__`.
  public var metadata: [String: String]
  public var tensors: [Tensor]

  /// The longest header that is accepted, in bytes; the limit of the format.
  public static let headerLimit = 100_000_000

  public init(metadata: [String: String] = [:], tensors: [Tensor] = []) {
    self.metadata = metadata
    self.tensors = tensors
  }

  /// Maps the file into memory and checks its header: the tensors are slices of the mapping.
  ///
  /// - Throws: `missing`, `directory`, `unreadable`, or the damage found by `parse`.
  public static func read(at path: String) throws(ModelFileError) -> ModelFile {
    guard FileManager.default.fileExists(atPath: path) else {
      throw .missing(path: path)
    }
    let url = URL(fileURLWithPath: path)
    guard !url.hasDirectoryPath else {
      throw .directory(path: path)
    }
    let data: Data
    do {
      data = try Data(contentsOf: url, options: .alwaysMapped)
    } catch {
      throw .unreadable(path: path, reason: reason(of: error))
    }
    return try parse(data)
  }

  /// Writes the file whole or not at all.
  ///
  /// - Throws: `unwritable`, `duplicateTensor`, `reservedName`.
  public func write(to path: String) throws(ModelFileError) {
    try writeFileWhole(try serialized(), to: path)
  }

  /// The tensor called `name`; nil when there is none.
  public subscript(name: String) -> Tensor? {
    tensors.first { $0.name == name }
  }

  /// The tensor called `name`, checked.
  ///
  /// - Parameter shape: the wanted sizes; nil stands for any size, of one dimension or of the shape.
  /// - Throws: `missingTensor`, `wrongType`, `wrongShape`.
  public func tensor(
    named name: String, type: TensorType, shape: [Int?]? = nil
  ) throws(ModelFileError) -> Tensor {
    guard let tensor = self[name] else {
      throw .missingTensor(tensor: name)
    }
    guard tensor.type == type else {
      throw .wrongType(tensor: name, found: tensor.type, expected: type)
    }
    if let shape {
      let fits =
        shape.count == tensor.shape.count
        && zip(shape, tensor.shape).allSatisfy { wanted, found in wanted == nil || wanted == found }
      guard fits else {
        throw .wrongShape(tensor: name, found: tensor.shape, expected: shape)
      }
    }
    return tensor
  }

  /// The metadata string at `key`.
  ///
  /// - Throws: `missingMetadata`.
  public func metadata(_ key: String) throws(ModelFileError) -> String {
    guard let value = metadata[key] else {
      throw .missingMetadata(key: key)
    }
    return value
  }

  /// Checks that the metadata has `expected` at `key`: a format's name or version.
  ///
  /// - Throws: `missingMetadata`, `unexpectedMetadata`.
  public func requireMetadata(_ key: String, equals expected: String) throws(ModelFileError) {
    let found = try metadata(key)
    guard found == expected else {
      throw .unexpectedMetadata(key: key, found: found, expected: expected)
    }
  }
}
