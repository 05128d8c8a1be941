import Foundation

/// Weights `w` that minimize Σ weight · log-loss(label, σ(w · row)) + penalty · |w|² / 2, by Newton's
/// method; the last column should be 1 for a bias, which the penalty spares.
///
/// - Returns: one weight a column. 25 steps at most; stops when no weight moves by 1e-8.
func logisticRegression(
  _ rows: [[Double]], _ labels: [Double], _ weights: [Double], penalty: Double
) -> [Double] {
  guard let columns = rows.first?.count else { return [] }
  var w = [Double](repeating: 0, count: columns)
  for _ in 0..<25 {
    var gradient = [Double](repeating: 0, count: columns)
    var hessian = [[Double]](
      repeating: [Double](repeating: 0, count: columns), count: columns)
    for (i, row) in rows.enumerated() {
      var z = 0.0
      for j in 0..<columns { z += w[j] * row[j] }
      let p = 1 / (1 + exp(-z))
      let error = weights[i] * (p - labels[i])
      let curvature = weights[i] * max(p * (1 - p), 1e-9)
      for j in 0..<columns {
        gradient[j] += error * row[j]
        for k in 0...j { hessian[j][k] += curvature * row[j] * row[k] }
      }
    }
    for j in 0..<columns {
      for k in j + 1..<max(columns, j + 1) { hessian[j][k] = hessian[k][j] }
      if j < columns - 1 {
        gradient[j] += penalty * w[j]
        hessian[j][j] += penalty
      }
      hessian[j][j] += 1e-9
    }
    let step = solution(of: hessian, gradient)
    for j in 0..<columns { w[j] -= step[j] }
    if step.allSatisfy({ abs($0) < 1e-8 }) { break }
  }
  return w
}

/// Solves `matrix · x = right` by Gaussian elimination with partial pivoting.
private func solution(of matrix: [[Double]], _ right: [Double]) -> [Double] {
  var (a, b) = (matrix, right)
  let n = b.count
  for column in 0..<n {
    let pivot = (column..<n).max { abs(a[$0][column]) < abs(a[$1][column]) } ?? column
    a.swapAt(column, pivot)
    b.swapAt(column, pivot)
    guard abs(a[column][column]) > 1e-300 else { continue }
    for row in column + 1..<max(n, column + 1) {
      let factor = a[row][column] / a[column][column]
      guard factor != 0 else { continue }
      for k in column..<n { a[row][k] -= factor * a[column][k] }
      b[row] -= factor * b[column]
    }
  }
  var x = [Double](repeating: 0, count: n)
  for row in stride(from: n - 1, through: 0, by: -1) {
    var sum = b[row]
    for k in row + 1..<max(n, row + 1) { sum -= a[row][k] * x[k] }
    x[row] = abs(a[row][row]) > 1e-300 ? sum / a[row][row] : 0
  }
  return x
}
