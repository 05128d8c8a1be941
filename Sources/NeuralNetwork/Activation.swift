/// Rectified linear unit, in place: `max(0, x)`.
public func rectify(_ x: inout [Float]) {
  for i in x.indices { x[i] = max(0, x[i]) }
}

/// Gradient of `rectify`, in place: `dX = dY` where the output was positive, else 0.
func rectifyBackward(output: [Float], gradient: inout [Float]) {
  for i in gradient.indices { gradient[i] = output[i] > 0 ? gradient[i] : 0 }
}

/// Adds `bias` to each row.
func addBias(_ bias: [Float], toRowsOf matrix: inout [Float]) {
  let columns = bias.count
  guard columns > 0 else { return }
  for start in stride(from: 0, to: matrix.count, by: columns) {
    for j in 0..<columns { matrix[start + j] += bias[j] }
  }
}

/// The gradient of a bias: the sum of the rows, `[columns]`.
func sumOfRows(_ matrix: [Float], columns: Int) -> [Float] {
  var sum = [Float](repeating: 0, count: columns)
  guard columns > 0 else { return sum }
  for start in stride(from: 0, to: matrix.count, by: columns) {
    for j in 0..<columns { sum[j] += matrix[start + j] }
  }
  return sum
}

/// Elementwise product, in place.
func multiply(_ x: inout [Float], by factors: [Float]) {
  precondition(x.count == factors.count, "\(x.count) numbers, \(factors.count) factors")
  for i in x.indices { x[i] *= factors[i] }
}
