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

  /// The table as float32, with zeros in the columns from its own on up to `count`.
  public func dequantized(columns count: Int? = nil) -> Matrix {
    let width = count ?? columns
    precondition(width >= columns, "\(width) columns for \(columns)")
    var elements = [Float](repeating: 0, count: rows * width)
    unsafe bytes.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
      for row in 0..<rows {
        for column in 0..<columns {
          // SAFETY: row < rows, column < columns; there are rows · columns bytes.
          elements[row * width + column] =
            scales[row] * Float(Int8(bitPattern: unsafe bytes[row * columns + column]))
        }
      }
    }
    return Matrix(rows: rows, columns: width, elements: elements)
  }

  /// `output[j] += Σ_k weights[k] · self[indices[k], j]`, for one utterance.
  ///
  /// - Precondition: indices lie in `0..<rows`; `output` has at least `offset + columns` numbers.
  public func addBag(
    _ indices: ArraySlice<Int32>, _ weights: ArraySlice<Float>, to output: inout [Float],
    at offset: Int = 0
  ) {
    precondition(
      indices.count == weights.count, "\(indices.count) indices, \(weights.count) weights")
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
              let signed = unsafe bytes.bindMemory(to: Int8.self)
              guard let table = signed.baseAddress, let target = output.baseAddress else { return }
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

/// Four rows a pass: the compiler turns the loop over columns into vector code that widens eight bytes at
/// once.
@inline(__always)
private func addQuantizedRows(
  _ table: UnsafePointer<Int8>, _ columns: Int, _ indices: UnsafeBufferPointer<Int32>,
  _ weights: UnsafeBufferPointer<Float>, _ scales: UnsafeBufferPointer<Float>,
  _ output: UnsafeMutablePointer<Float>
) {
  var k = 0
  while k + 4 <= indices.count {
    let (i0, i1) = unsafe (Int(indices[k]), Int(indices[k + 1]))
    let (i2, i3) = unsafe (Int(indices[k + 2]), Int(indices[k + 3]))
    let (r0, r1) = unsafe (table + i0 &* columns, table + i1 &* columns)
    let (r2, r3) = unsafe (table + i2 &* columns, table + i3 &* columns)
    let (w0, w1) = unsafe (weights[k] * scales[i0], weights[k + 1] * scales[i1])
    let (w2, w3) = unsafe (weights[k + 2] * scales[i2], weights[k + 3] * scales[i3])
    for j in 0..<columns {
      unsafe output[j] +=
        (Float(r0[j]) * w0 + Float(r1[j]) * w1) + (Float(r2[j]) * w2 + Float(r3[j]) * w3)
    }
    k += 4
  }
  while k < indices.count {
    let index = unsafe Int(indices[k])
    let row = unsafe table + index &* columns
    let weight = unsafe weights[k] * scales[index]
    for j in 0..<columns { unsafe output[j] += Float(row[j]) * weight }
    k += 1
  }
}
