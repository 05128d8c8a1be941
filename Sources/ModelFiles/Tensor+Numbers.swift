public import Foundation

/// The numbers of a tensor, copied out of its bytes.
extension Tensor {
  /// - Throws: `wrongType` unless the tensor holds float32; `notFinite` at the first NaN or infinity.
  public func floats() throws(ModelFileError) -> [Float] {
    try expect(.float32)
    let numbers = words(UInt32.self) { Float(bitPattern: $0) }
    if let index = numbers.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(tensor: name, index: index, found: "\(numbers[index])")
    }
    return numbers
  }

  /// - Throws: `wrongType` unless the tensor holds int32.
  public func int32s() throws(ModelFileError) -> [Int32] {
    try expect(.int32)
    return words(UInt32.self) { Int32(bitPattern: $0) }
  }

  /// - Throws: `wrongType` unless the tensor holds uint32.
  public func uint32s() throws(ModelFileError) -> [UInt32] {
    try expect(.uint32)
    return words(UInt32.self) { $0 }
  }

  /// - Throws: `wrongType` unless the tensor holds uint64.
  public func uint64s() throws(ModelFileError) -> [UInt64] {
    try expect(.uint64)
    return words(UInt64.self) { $0 }
  }

  /// The signed bytes as they lie in the file, not copied.
  ///
  /// - Throws: `wrongType` unless the tensor holds int8.
  public func int8Bytes() throws(ModelFileError) -> Data {
    try expect(.int8)
    return data
  }

  /// The bytes as they lie in the file, not copied.
  ///
  /// - Throws: `wrongType` unless the tensor holds uint8.
  public func uint8Bytes() throws(ModelFileError) -> Data {
    try expect(.uint8)
    return data
  }

  private func expect(_ expected: TensorType) throws(ModelFileError) {
    guard type == expected else {
      throw .wrongType(tensor: name, found: type, expected: expected)
    }
  }

  private func words<Word: FixedWidthInteger, Number>(
    _: Word.Type, number: (Word) -> Number
  ) -> [Number] {
    let size = Word.bitWidth / 8
    let bytes = data.span
    var numbers = [Number]()
    numbers.reserveCapacity(bytes.count / size)
    for start in stride(from: 0, to: bytes.count, by: size) {
      var word: Word = 0
      for byte in 0..<size {
        word |= Word(truncatingIfNeeded: bytes[start + byte]) << Word(8 * byte)
      }
      numbers.append(number(word))
    }
    return numbers
  }
}
