import Datasets

/// Runs all epochs: shuffles, cuts minibatches, asks `step` for each one's loss.
///
/// - Throws: `CancellationError` as soon as `progress` returns false; it is asked after every epoch
///   and a few times in between.
func forEachMinibatch(
  _ count: Int, _ settings: Hyperparameters, _ generator: inout SeededGenerator,
  _ progress: (_ epoch: Int, _ loss: Double) -> Bool,
  step: (_ batch: ArraySlice<Int>, _ learningRate: Float, inout SeededGenerator) -> Double
) throws(CancellationError) {
  let stepsPerEpoch = (count + settings.batchSize - 1) / settings.batchSize
  let schedule = Schedule(
    peak: settings.learningRate, steps: stepsPerEpoch * settings.epochs, warmUp: settings.warmUp)
  var order = Array(0..<count)
  var stepNumber = 0
  for epoch in 0..<settings.epochs {
    order.shuffle(using: &generator)
    var loss = 0.0
    for start in stride(from: 0, to: count, by: settings.batchSize) {
      let batch = order[start..<min(start + settings.batchSize, count)]
      loss += step(batch, schedule.learningRate(at: stepNumber), &generator) * Double(batch.count)
      stepNumber += 1
      if stepNumber % 64 == 0, !progress(epoch, .nan) { throw CancellationError() }
    }
    if !progress(epoch + 1, loss / Double(max(count, 1))) { throw CancellationError() }
  }
}
