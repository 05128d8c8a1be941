public import Foundation

/// A named array of numbers: shape, type and little-endian bytes.
///
/// A tensor that was read from a file holds a slice of the file's mapping: nothing is copied until
/// the numbers are asked for.
public struct Tensor: Sendable, Equatable {
  public let name: String
  public let type: TensorType
  /// The sizes of the dimensions, outermost first; empty for a single number.
  public let shape: [Int]
  /// The elements in row-major order, little-endian: `type.byteSize` bytes each.
  public let data: Data

  /// - Precondition: `data` has exactly the bytes that `shape` and `type` need.
  public init(name: String, type: TensorType, shape: [Int], data: Data) {
    let count = shape.reduce(1, *)
    precondition(
      shape.allSatisfy { $0 >= 0 } && data.count == count * type.byteSize,
      "tensor '\(name)': \(data.count) bytes for \(type.rawValue) \(shape)")
    self.name = name
    self.type = type
    self.shape = shape
    self.data = data
  }

  /// The number of elements.
  public var count: Int { data.count / type.byteSize }

  /// - Precondition: as many numbers as `shape` says.
  public init(name: String, shape: [Int], floats: [Float]) {
    let data = Self.littleEndian(floats.count, of: UInt32.self) { floats[$0].bitPattern }
    self.init(name: name, type: .float32, shape: shape, data: data)
  }

  /// - Parameter int8s: signed bytes, two's complement.
  /// - Precondition: as many bytes as `shape` says.
  public init(name: String, shape: [Int], int8s: Data) {
    self.init(name: name, type: .int8, shape: shape, data: int8s)
  }

  /// - Precondition: as many bytes as `shape` says.
  public init(name: String, shape: [Int], uint8s: Data) {
    self.init(name: name, type: .uint8, shape: shape, data: uint8s)
  }

  /// - Precondition: as many numbers as `shape` says.
  public init(name: String, shape: [Int], int32s: [Int32]) {
    let data = Self.littleEndian(int32s.count, of: UInt32.self) { UInt32(bitPattern: int32s[$0]) }
    self.init(name: name, type: .int32, shape: shape, data: data)
  }

  /// - Precondition: as many numbers as `shape` says.
  public init(name: String, shape: [Int], uint32s: [UInt32]) {
    let data = Self.littleEndian(uint32s.count, of: UInt32.self) { uint32s[$0] }
    self.init(name: name, type: .uint32, shape: shape, data: data)
  }

  /// - Precondition: as many numbers as `shape` says.
  public init(name: String, shape: [Int], uint64s: [UInt64]) {
    let data = Self.littleEndian(uint64s.count, of: UInt64.self) { uint64s[$0] }
    self.init(name: name, type: .uint64, shape: shape, data: data)
  }

  /// The tensor with another name and the same bytes.
  public func renamed(_ name: String) -> Tensor {
    Tensor(name: name, type: type, shape: shape, data: data)
  }

  private static func littleEndian<Word: FixedWidthInteger>(
    _ count: Int, of: Word.Type, word: (Int) -> Word
  ) -> Data {
    let size = Word.bitWidth / 8
    var bytes = [UInt8](repeating: 0, count: count * size)
    for index in 0..<count {
      let value = word(index)
      for byte in 0..<size {
        bytes[index * size + byte] = UInt8(truncatingIfNeeded: value >> Word(8 * byte))
      }
    }
    return Data(bytes)
  }
}
