import COpenBLAS

/// Whether a factor is read as it is or transposed.
public enum Orientation: Sendable {
  case asIs, transposed

  var cblas: CBLAS_TRANSPOSE { self == .asIs ? CblasNoTrans : CblasTrans }
}

/// `result = scale · op(a) · op(b) + keep · result`, by OpenBLAS.
///
/// Shapes: `op(a)` is `[m, k]`, `op(b)` is `[k, n]`, `result` is `[m, n]`. With `keep == 0` the old
/// content of `result` is not read.
public func matrixMultiply(
  _ a: Matrix, _ aOrientation: Orientation = .asIs,
  _ b: Matrix, _ bOrientation: Orientation = .asIs,
  into result: inout Matrix, scale: Float = 1, keep: Float = 0
) {
  let (m, k) = aOrientation == .asIs ? (a.rows, a.columns) : (a.columns, a.rows)
  let (bRows, n) = bOrientation == .asIs ? (b.rows, b.columns) : (b.columns, b.rows)
  precondition(
    bRows == k && result.rows == m && result.columns == n,
    "[\(m), \(k)] · [\(bRows), \(n)] into [\(result.rows), \(result.columns)]")
  guard m > 0, n > 0 else { return }
  guard k > 0 else {
    for i in result.elements.indices { result.elements[i] *= keep }
    return
  }
  // SAFETY: the precondition ties the leading dimensions to the three buffers' lengths.
  unsafe cblas_sgemm(
    CblasRowMajor, aOrientation.cblas, bOrientation.cblas,
    blasint(m), blasint(n), blasint(k),
    scale, a.elements, blasint(a.columns),
    b.elements, blasint(b.columns),
    keep, &result.elements, blasint(n))
}

/// The naive twin of `matrixMultiply`: three loops with a double sum.
public func naiveMatrixMultiply(
  _ a: Matrix, _ aOrientation: Orientation = .asIs,
  _ b: Matrix, _ bOrientation: Orientation = .asIs
) -> Matrix {
  let (m, k) = aOrientation == .asIs ? (a.rows, a.columns) : (a.columns, a.rows)
  let n = bOrientation == .asIs ? b.columns : b.rows
  var result = Matrix(rows: m, columns: n)
  for i in 0..<m {
    for j in 0..<n {
      var sum = 0.0
      for p in 0..<k {
        let x = aOrientation == .asIs ? a[i, p] : a[p, i]
        let y = bOrientation == .asIs ? b[p, j] : b[j, p]
        sum += Double(x) * Double(y)
      }
      result[i, j] = Float(sum)
    }
  }
  return result
}

/// Sets the number of threads of one OpenBLAS call in this process.
///
/// Always 1 in this project: sums of two threads differ in the last bit from sums of one, and two
/// threads on shared cores wait for each other. Work is shared between threads by tower instead.
public func useSingleThreadedBLAS() {
  openblas_set_num_threads(1)
}

/// The name of the kernel that OpenBLAS chose, for example `Haswell`; it decides the last bits of sums.
public func blasKernelName() -> String {
  guard let name = unsafe openblas_get_corename() else { return "unknown" }
  // SAFETY: the library returns a static, null-terminated string.
  return unsafe String(cString: name)
}
