import Datasets
import Kernels
import NeuralNetwork

/// Trains one bag tower. Single-threaded; the result depends on its arguments only.
func trainBagTower(
  _ data: EncodedUtterances, vocabularyCount: Int, outputCount: Int, adjustment: [Float],
  _ settings: Hyperparameters, seed: UInt64, progress: (_ epoch: Int, _ loss: Double) -> Bool
) throws(CancellationError) -> BagTower {
  var generator = SeededGenerator(seed: seed, stream: 1)
  var tower = BagTower(
    vocabularyCount: vocabularyCount, hiddenSize: settings.hiddenSize, outputCount: outputCount,
    hasLinearPath: settings.hasLinearPath || settings.hiddenSize == 0, using: &generator)
  var tableAdam = LazyAdam(rows: vocabularyCount, width: settings.hiddenSize)
  var linearAdam = LazyAdam(rows: tower.linear.rows, width: outputCount)
  var outputAdam = Adam(
    count: tower.output.elements.count,
    settings: AdamSettings(weightDecay: settings.outputWeightDecay))
  var hiddenBiasAdam = Adam(count: settings.hiddenSize, settings: AdamSettings())
  var outputBiasAdam = Adam(count: outputCount, settings: AdamSettings())
  let hiddenDropout = Dropout(rate: settings.hiddenDropout)

  try forEachMinibatch(data.count, settings, &generator, progress) { batch, rate, generator in
    let bag = minibatchBag(data, batch, Dropout(rate: settings.featureDropout), &generator)
    let dropout = hiddenDropout.factors(batch.count * settings.hiddenSize, &generator)
    var activations = tower.forward(bag, dropout: dropout)
    let loss = softmaxCrossEntropy(
      logits: &activations.logits, targets: batch.map { data.targets[$0] },
      adjustment: adjustment)
    let gradients = tower.backward(activations, dropout: dropout)
    tableAdam.update(&tower.table, bag: bag, dOutput: gradients.dBag, learningRate: rate)
    if tower.hasLinearPath {
      linearAdam.update(&tower.linear, bag: bag, dOutput: gradients.dLogits, learningRate: rate)
    }
    outputAdam.update(
      &tower.output.elements, gradient: gradients.dOutput.elements, learningRate: rate)
    hiddenBiasAdam.update(
      &tower.hiddenBias, gradient: gradients.dHiddenBias, learningRate: rate)
    outputBiasAdam.update(
      &tower.outputBias, gradient: gradients.dOutputBias, learningRate: rate)
    return loss
  }
  return tower
}

/// The bags of a minibatch after feature dropout.
private func minibatchBag(
  _ data: EncodedUtterances, _ batch: ArraySlice<Int>, _ dropout: Dropout,
  _ generator: inout SeededGenerator
) -> SparseRows {
  var bag = SparseRows()
  for utterance in batch {
    for k in data.bagRange(utterance) where !dropout.drops(&generator) {
      bag.append(index: data.bagIndices[k], value: data.bagValues[k] * dropout.survivor)
    }
    bag.endRow()
  }
  return bag
}
