import Datasets
import Kernels
import NeuralNetwork

/// Trains one convolution tower. Single-threaded; the result depends on its arguments only.
func trainConvolutionTower(
  _ data: EncodedUtterances, rowCount: Int, outputCount: Int, adjustment: [Float],
  _ settings: Hyperparameters, seed: UInt64, progress: (_ epoch: Int, _ loss: Double) -> Bool
) throws(CancellationError) -> ConvolutionTower {
  var generator = SeededGenerator(seed: seed, stream: 2)
  var tower = ConvolutionTower(
    rowCount: rowCount, dimension: settings.tokenDimension, filterCount: settings.filterCount,
    outputCount: outputCount, using: &generator)
  let decay = AdamSettings(weightDecay: settings.outputWeightDecay)
  var tableAdam = LazyAdam(rows: rowCount, width: settings.tokenDimension)
  var filterAdam = Adam(count: tower.filters.elements.count, settings: decay)
  var outputAdam = Adam(count: tower.output.elements.count, settings: decay)
  var filterBiasAdam = Adam(count: settings.filterCount, settings: AdamSettings())
  var outputBiasAdam = Adam(count: outputCount, settings: AdamSettings())
  let hiddenDropout = Dropout(rate: settings.hiddenDropout)

  try forEachMinibatch(data.count, settings, &generator, progress) { batch, rate, generator in
    let tokens = minibatchTokens(data, batch, settings, &generator)
    let dropout = hiddenDropout.factors(batch.count * settings.filterCount, &generator)
    var activations = tower.forward(tokens, dropout: dropout)
    let loss = softmaxCrossEntropy(
      logits: &activations.logits, targets: batch.map { data.targets[$0] },
      adjustment: adjustment)
    let gradients = tower.backward(activations, dropout: dropout)
    tableAdam.update(
      &tower.table, bag: tokens.rows, dOutput: gradients.dX, learningRate: rate)
    filterAdam.update(
      &tower.filters.elements, gradient: gradients.dFilters.elements, learningRate: rate)
    outputAdam.update(
      &tower.output.elements, gradient: gradients.dOutput.elements, learningRate: rate)
    filterBiasAdam.update(
      &tower.filterBias, gradient: gradients.dFilterBias, learningRate: rate)
    outputBiasAdam.update(
      &tower.outputBias, gradient: gradients.dOutputBias, learningRate: rate)
    return loss
  }
  return tower
}

/// The tokens of a minibatch after dropout of n-grams and of whole tokens. The rows of a token with
/// `n` known n-grams weigh 1/√n each.
private func minibatchTokens(
  _ data: EncodedUtterances, _ batch: ArraySlice<Int>, _ settings: Hyperparameters,
  _ generator: inout SeededGenerator
) -> ConvolutionTower.TokenBatch {
  let nGramDropout = Dropout(rate: settings.nGramDropout)
  let tokenDropout = Dropout(rate: settings.tokenDropout)
  var tokens = ConvolutionTower.TokenBatch()
  for utterance in batch {
    for token in data.tokenRange(utterance) {
      let rows = data.tokenRanges[token]
      if !rows.isEmpty && !tokenDropout.drops(&generator) {
        let weight = nGramDropout.survivor / Float(rows.count).squareRoot()
        for k in rows where !nGramDropout.drops(&generator) {
          tokens.append(index: data.bagIndices[k], weight: weight)
        }
      }
      tokens.endToken()
    }
    tokens.endUtterance()
  }
  return tokens
}
