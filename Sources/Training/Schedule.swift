/// Learning rate by step: a linear rise, then a linear fall to 0.
struct Schedule: Sendable {
  let peak: Float
  let steps: Int
  let warmUpSteps: Int

  init(peak: Float, steps: Int, warmUp: Float) {
    self.peak = peak
    self.steps = steps
    warmUpSteps = max(1, Int(Float(steps) * warmUp))
  }

  /// The rate of step `step`, from 0.
  func learningRate(at step: Int) -> Float {
    if step < warmUpSteps { return peak * Float(step + 1) / Float(warmUpSteps) }
    return peak * Float(steps - step) / Float(max(1, steps - warmUpSteps))
  }
}
