public import Foundation

/// A table of rows stored as int8 with one float32 scale a row: `value = scale · byte`.
///
/// The bytes may lie in a mapped file: nothing is copied.
public struct QuantizedTable: Sendable {
  public let rows: Int
  public let columns: Int
  /// `rows · columns` signed bytes, row after row.
  public let bytes: Data
  /// `rows` scales.
  public let scales: [Float]

  /// - Precondition: the sizes agree.
  public init(rows: Int, columns: Int, bytes: Data, scales: [Float]) {
    precondition(
      bytes.count == rows * columns && scales.count == rows,
      "[\(rows), \(columns)] with \(bytes.count) bytes and \(scales.count) scales")
    self.rows = rows
    self.columns = columns
    self.bytes = bytes
    self.scales = scales
  }

  /// Rounds each row of `table` to 255 steps between minus and plus its largest absolute value.
  public init(quantizing table: Matrix) {
    var bytes = Data(count: table.rows * table.columns)
    var scales = [Float](repeating: 0, count: table.rows)
    for row in 0..<table.rows {
      let values = table.row(row)
      let largest = values.reduce(Float(0)) { max($0, abs($1)) }
      guard largest > 0 else { continue }
      let scale = largest / 127
      scales[row] = scale
      for (column, value) in values.enumerated() {
        let step = Int8(max(-127, min(127, (value / scale).rounded(.toNearestOrEven))))
        bytes[row * table.columns + column] = UInt8(bitPattern: step)
      }
    }
    self.init(rows: table.rows, columns: table.columns, bytes: bytes, scales: scales)
  }

  /// The table as float32.
  public var dequantized: Matrix {
    var elements = [Float](repeating: 0, count: rows * columns)
    unsafe bytes.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
      for row in 0..<rows {
        for column in 0..<columns {
          let k = row * columns + column
          // SAFETY: k < rows · columns, the number of bytes.
          elements[k] = scales[row] * Float(Int8(bitPattern: unsafe bytes[k]))
        }
      }
    }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }

  /// `output[j] += Σ_k weights[k] · self[indices[k], j]`, for one utterance.
  ///
  /// - Precondition: indices lie in `0..<rows`; `output` has at least `offset + columns` numbers.
  public func addBag(
    _ indices: ArraySlice<Int32>, _ weights: ArraySlice<Float>, to output: inout [Float],
    at offset: Int = 0
  ) {
    precondition(indices.count == weights.count, "\(indices.count) indices, \(weights.count) weights")
    precondition(output.count >= offset + columns, "output of \(output.count) numbers")
    for index in indices {
      precondition(index >= 0 && index < rows, "index \(index) of \(rows) rows")
    }
    guard columns > 0 else { return }
    unsafe bytes.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
      unsafe indices.withUnsafeBufferPointer { indices in
        unsafe weights.withUnsafeBufferPointer { weights in
          unsafe scales.withUnsafeBufferPointer { scales in
            unsafe output.withUnsafeMutableBufferPointer { output in
              guard let table = bytes.baseAddress, let target = output.baseAddress else { return }
              // SAFETY: indices were checked against the table, columns against the output.
              unsafe addQuantizedRows(
                table, columns, indices, weights, scales, target + offset)
            }
          }
        }
      }
    }
  }
}

/// Blocks of 64, then 16 columns stay in registers while the rows go by; single columns at the end.
@inline(__always)
private func addQuantizedRows(
  _ table: UnsafeRawPointer, _ columns: Int, _ indices: UnsafeBufferPointer<Int32>,
  _ weights: UnsafeBufferPointer<Float>, _ scales: UnsafeBufferPointer<Float>,
  _ output: UnsafeMutablePointer<Float>
) {
  typealias Lanes = SIMD16<Float>
  typealias Bytes = SIMD16<Int8>
  let target = UnsafeMutableRawPointer(output)
  var column = 0
  while column + 64 <= columns {
    let place = column * 4
    var a0 = unsafe target.loadUnaligned(fromByteOffset: place, as: Lanes.self)
    var a1 = unsafe target.loadUnaligned(fromByteOffset: place + 64, as: Lanes.self)
    var a2 = unsafe target.loadUnaligned(fromByteOffset: place + 128, as: Lanes.self)
    var a3 = unsafe target.loadUnaligned(fromByteOffset: place + 192, as: Lanes.self)
    for k in 0..<indices.count {
      let index = unsafe Int(indices[k])
      let weight = unsafe weights[k] * scales[index]
      let row = unsafe table + (index &* columns &+ column)
      a0 += unsafe Lanes(row.loadUnaligned(as: Bytes.self)) * weight
      a1 += unsafe Lanes(row.loadUnaligned(fromByteOffset: 16, as: Bytes.self)) * weight
      a2 += unsafe Lanes(row.loadUnaligned(fromByteOffset: 32, as: Bytes.self)) * weight
      a3 += unsafe Lanes(row.loadUnaligned(fromByteOffset: 48, as: Bytes.self)) * weight
    }
    unsafe target.storeBytes(of: a0, toByteOffset: place, as: Lanes.self)
    unsafe target.storeBytes(of: a1, toByteOffset: place + 64, as: Lanes.self)
    unsafe target.storeBytes(of: a2, toByteOffset: place + 128, as: Lanes.self)
    unsafe target.storeBytes(of: a3, toByteOffset: place + 192, as: Lanes.self)
    column += 64
  }
  while column + 16 <= columns {
    var a = unsafe target.loadUnaligned(fromByteOffset: column * 4, as: Lanes.self)
    for k in 0..<indices.count {
      let index = unsafe Int(indices[k])
      let row = unsafe table + (index &* columns &+ column)
      a += unsafe Lanes(row.loadUnaligned(as: Bytes.self)) * (weights[k] * scales[index])
    }
    unsafe target.storeBytes(of: a, toByteOffset: column * 4, as: Lanes.self)
    column += 16
  }
  while column < columns {
    for k in 0..<indices.count {
      let index = unsafe Int(indices[k])
      let byte = unsafe table.load(fromByteOffset: index &* columns &+ column, as: Int8.self)
      unsafe output[column] += Float(byte) * (weights[k] * scales[index])
    }
    column += 1
  }
}
