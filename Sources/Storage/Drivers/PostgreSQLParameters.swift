/// The parameters of one statement in libpq's form: numbers and text as text, bytes as bytes.
struct PostgreSQLParameters {
  /// All values one after the other, each with a zero byte behind it.
  private var bytes: [UInt8] = []
  /// Where each value begins; nil for NULL.
  private var offsets: [Int?] = []
  private var lengths: [Int32] = []
  /// 0 for text, 1 for binary.
  private var formats: [Int32] = []

  init(_ arguments: [SQLValue]) {
    for argument in arguments {
      let start = bytes.count
      var isNull = false
      switch argument {
      case .null: isNull = true
      case .integer(let number): bytes.append(contentsOf: "\(number)".utf8)
      case .real(let number): bytes.append(contentsOf: "\(number)".utf8)
      case .text(let string): bytes.append(contentsOf: string.utf8)
      case .blob(let data): bytes.append(contentsOf: data)
      }
      offsets.append(isNull ? nil : start)
      lengths.append(Int32(bytes.count - start))
      if case .blob = argument { formats.append(1) } else { formats.append(0) }
      bytes.append(0)
    }
  }

  /// Calls `body` with the arrays that libpq wants; they are valid during the call only.
  func withPointers<R>(
    _ body: (
      UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
    ) -> R
  ) -> R {
    unsafe bytes.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      // SAFETY: every offset was a position in `bytes`, which stays in place during the call.
      let values = unsafe offsets.map { offset -> UnsafePointer<CChar>? in
        guard let offset, let start = unsafe start else { return nil }
        return unsafe start + offset
      }
      return unsafe values.withUnsafeBufferPointer { values in
        unsafe lengths.withUnsafeBufferPointer { lengths in
          unsafe formats.withUnsafeBufferPointer { formats in
            unsafe body(values.baseAddress, lengths.baseAddress, formats.baseAddress)
          }
        }
      }
    }
  }
}
