import COpenBLAS

/// A convolution over runs of token vectors with max-pooling over positions.
///
/// `x` is `[rows, d]`: the tokens of all utterances end to end, with `width - 1` zero rows before the
/// first utterance, between two and after the last. Window `r` covers the rows `r..<r + width`; there
/// are `rows - width + 1` windows and each belongs to exactly one utterance: with `n` tokens it owns
/// `n + width - 1` windows.
///
/// `products[r, f] = Σ_s x[r + s, :] · weights[f, s·d..<(s + 1)·d]`; `weights` is `[filters, width·d]`.
public func windowProducts(
  _ x: Matrix, _ weights: Matrix, width: Int, into products: inout Matrix
) {
  let windows = x.rows - width + 1
  let (d, filters) = (x.columns, weights.rows)
  precondition(
    width > 0 && weights.columns == width * d && products.rows == windows
      && products.columns == filters,
    "x [\(x.rows), \(d)], weights [\(filters), \(weights.columns)], width \(width), "
      + "products [\(products.rows), \(products.columns)]")
  guard windows > 0, filters > 0, d > 0 else { return }
  unsafe x.elements.withUnsafeBufferPointer { x in
    unsafe weights.elements.withUnsafeBufferPointer { w in
      unsafe products.elements.withUnsafeMutableBufferPointer { c in
        guard let x = x.baseAddress, let w = w.baseAddress else { return }
        for s in 0..<width {
          // SAFETY: shift s reads the rows s..<s + windows of x, which end at its last row.
          unsafe cblas_sgemm(
            CblasRowMajor, CblasNoTrans, CblasTrans,
            blasint(windows), blasint(filters), blasint(d),
            1, x + s * d, blasint(d),
            w + s * d, blasint(width * d),
            s == 0 ? 0 : 1, c.baseAddress, blasint(filters))
        }
      }
    }
  }
}

/// The naive twin of `windowProducts`.
public func naiveWindowProducts(_ x: Matrix, _ weights: Matrix, width: Int) -> Matrix {
  var products = Matrix(rows: x.rows - width + 1, columns: weights.rows)
  for r in 0..<products.rows {
    for f in 0..<products.columns {
      var sum = 0.0
      for s in 0..<width {
        for j in 0..<x.columns {
          sum += Double(x[r + s, j]) * Double(weights[f, s * x.columns + j])
        }
      }
      products[r, f] = Float(sum)
    }
  }
  return products
}

/// The largest window of each utterance and filter, with bias and ReLU:
/// `pooled[i, f] = max(0, bias[f] + max_r products[r, f])` over the windows
/// `starts[i]..<starts[i + 1]`.
///
/// `winners[i · filters + f]` is the winning window, or -1 where ReLU cuts it off.
public func maxPool(
  _ products: Matrix, starts: [Int32], bias: [Float], into pooled: inout Matrix,
  winners: inout [Int32]
) {
  let filters = products.columns
  precondition(
    pooled.rows == starts.count - 1 && pooled.columns == filters && bias.count == filters
      && winners.count == pooled.elements.count && Int(starts.last ?? 0) <= products.rows,
    "products [\(products.rows), \(filters)], \(starts.count - 1) utterances, "
      + "pooled [\(pooled.rows), \(pooled.columns)], \(bias.count) biases")
  unsafe products.elements.withUnsafeBufferPointer { c in
    unsafe pooled.elements.withUnsafeMutableBufferPointer { pooled in
      unsafe winners.withUnsafeMutableBufferPointer { winners in
        guard let c = c.baseAddress, let pooled = pooled.baseAddress,
          let winners = winners.baseAddress
        else { return }
        for i in 0..<starts.count - 1 {
          // SAFETY: windows lie below `products.rows`, `i` below the rows of `pooled`.
          unsafe poolOne(
            c, Int(starts[i])..<Int(starts[i + 1]), bias, pooled + i * filters,
            winners + i * filters, filters)
        }
      }
    }
  }
}

@inline(__always)
private func poolOne(
  _ c: UnsafePointer<Float>, _ windows: Range<Int>, _ bias: [Float],
  _ pooled: UnsafeMutablePointer<Float>, _ winners: UnsafeMutablePointer<Int32>, _ filters: Int
) {
  for f in 0..<filters {
    unsafe pooled[f] = -.infinity
    unsafe winners[f] = -1
  }
  for r in windows {
    let row = unsafe c + r * filters
    let window = Int32(r)
    for f in 0..<filters {
      let larger = unsafe row[f] > pooled[f]
      unsafe pooled[f] = unsafe larger ? row[f] : pooled[f]
      unsafe winners[f] = unsafe larger ? window : winners[f]
    }
  }
  for f in 0..<filters {
    let value = unsafe pooled[f] + bias[f]
    let positive = value > 0
    unsafe pooled[f] = positive ? value : 0
    unsafe winners[f] = unsafe positive ? winners[f] : -1
  }
}

/// The backward pass of `windowProducts` and `maxPool` together: only winning windows carry a
/// gradient, so each costs two runs of `width · d` numbers.
///
/// Shapes: `dPooled` is `[utterances, filters]`, `dX` as `x`, `dWeights` as `weights`; both are
/// overwritten.
public func windowConvolutionBackward(
  x: Matrix, weights: Matrix, width: Int, dPooled: Matrix, winners: [Int32],
  dX: inout Matrix, dWeights: inout Matrix, dBias: inout [Float]
) {
  let (d, filters) = (x.columns, weights.rows)
  let run = width * d
  precondition(
    weights.columns == run && dPooled.columns == filters && winners.count == dPooled.elements.count
      && dX.rows == x.rows && dX.columns == d && dWeights.rows == filters
      && dWeights.columns == run && dBias.count == filters,
    "x [\(x.rows), \(d)], weights [\(filters), \(weights.columns)], "
      + "dPooled [\(dPooled.rows), \(dPooled.columns)], dX [\(dX.rows), \(dX.columns)]")
  for winner in winners {
    precondition(winner <= x.rows - width, "window \(winner) of \(x.rows - width + 1)")
  }
  for f in 0..<filters { dBias[f] = 0 }
  unsafe x.elements.withUnsafeBufferPointer { x in
    unsafe weights.elements.withUnsafeBufferPointer { w in
      unsafe dX.elements.withUnsafeMutableBufferPointer { dX in
        unsafe dWeights.elements.withUnsafeMutableBufferPointer { dW in
          guard let x = x.baseAddress, let w = w.baseAddress, let dX0 = dX.baseAddress,
            let dW0 = dW.baseAddress
          else { return }
          for j in 0..<dX.count { unsafe dX0[j] = 0 }
          for j in 0..<dW.count { unsafe dW0[j] = 0 }
          for i in 0..<dPooled.rows {
            for f in 0..<filters {
              let gradient = dPooled.elements[i * filters + f]
              let window = Int(winners[i * filters + f])
              guard gradient != 0, window >= 0 else { continue }
              dBias[f] += gradient
              // SAFETY: the window's rows lie inside x (checked above), f inside the weights.
              let (source, filter) = unsafe (x + window * d, w + f * run)
              let (dSource, dFilter) = unsafe (dX0 + window * d, dW0 + f * run)
              for j in 0..<run {
                unsafe dSource[j] += gradient * filter[j]
                unsafe dFilter[j] += gradient * source[j]
              }
            }
          }
        }
      }
    }
  }
}
