/// Settings of the Adam optimiser (Kingma & Ba 2015, arXiv:1412.6980), with the decoupled weight
/// decay of AdamW (Loshchilov & Hutter 2019, arXiv:1711.05101).
public struct AdamSettings: Sendable, Equatable {
  public var beta1: Float = 0.9
  public var beta2: Float = 0.999
  public var epsilon: Float = 1e-8
  /// Share of a weight that one step at learning rate 1 removes.
  public var weightDecay: Float = 0

  public init(weightDecay: Float = 0) {
    self.weightDecay = weightDecay
  }

  /// Factors that undo the start of the two means at zero, after `step` steps (from 1).
  func biasCorrections(step: Int) -> (first: Float, second: Float) {
    (
      Float(1 / (1 - power(Double(beta1), step))),
      Float(1 / (1 - power(Double(beta2), step)))
    )
  }
}

/// `base` to a whole power by squaring; exact enough for bias corrections and free of libm.
func power(_ base: Double, _ exponent: Int) -> Double {
  var (result, factor, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= factor }
    factor *= factor
    rest >>= 1
  }
  return result
}

/// Adam for a dense parameter: one mean and one mean square per weight.
public struct Adam: Sendable {
  public let settings: AdamSettings
  private var mean: [Float]
  private var meanSquare: [Float]
  private var step = 0

  /// - Parameter count: number of weights of the parameter.
  public init(count: Int, settings: AdamSettings) {
    self.settings = settings
    mean = [Float](repeating: 0, count: count)
    meanSquare = [Float](repeating: 0, count: count)
  }

  /// One step: changes `weights` against `gradient`, both of `count` numbers.
  public mutating func update(_ weights: inout [Float], gradient: [Float], learningRate: Float) {
    precondition(
      weights.count == mean.count && gradient.count == mean.count,
      "Adam of \(mean.count) weights got \(weights.count) weights, \(gradient.count) gradients")
    step += 1
    let count = mean.count
    let step = AdamStep(settings: settings, step: step, learningRate: learningRate)
    unsafe weights.withUnsafeMutableBufferPointer { w in
      unsafe gradient.withUnsafeBufferPointer { g in
        unsafe mean.withUnsafeMutableBufferPointer { m in
          unsafe meanSquare.withUnsafeMutableBufferPointer { v in
            guard let w = w.baseAddress, let g = g.baseAddress,
              let m = m.baseAddress, let v = v.baseAddress
            else { return }
            // SAFETY: the four buffers hold `count` numbers by the precondition.
            unsafe step.apply(w, g, m, v, count)
          }
        }
      }
    }
  }
}

/// The constants of one step, worked out once.
struct AdamStep {
  let beta1, beta2, epsilon, rate, secondCorrection, shrink: Float

  init(settings: AdamSettings, step: Int, learningRate: Float) {
    let corrections = settings.biasCorrections(step: step)
    beta1 = settings.beta1
    beta2 = settings.beta2
    epsilon = settings.epsilon
    rate = learningRate * corrections.first
    secondCorrection = corrections.second
    shrink = 1 - learningRate * settings.weightDecay
  }

  /// Updates `count` weights. The loop has no branch and no call, so that it becomes vector code.
  @inline(__always)
  func apply(
    _ w: UnsafeMutablePointer<Float>, _ g: UnsafePointer<Float>, _ m: UnsafeMutablePointer<Float>,
    _ v: UnsafeMutablePointer<Float>, _ count: Int
  ) {
    let (b1, b2, c1, c2) = (beta1, beta2, 1 - beta1, 1 - beta2)
    for j in 0..<count {
      let gradient = unsafe g[j]
      let mean = unsafe b1 * m[j] + c1 * gradient
      let square = unsafe b2 * v[j] + c2 * (gradient * gradient)
      unsafe m[j] = mean
      unsafe v[j] = square
      let root = (square * secondCorrection).squareRoot() + epsilon
      unsafe w[j] = w[j] * shrink - rate * mean / root
    }
  }
}
