import Features
import IntentClassification
import Text

extension Hyperparameters {
  /// These settings, if a training can use them.
  ///
  /// - Throws: `outOfRange` for the first one that it cannot use.
  func validated() throws(HyperparameterError) -> Hyperparameters {
    try check("bagTowers", bagTowers, in: 0...16)
    try check("convolutionTowers", convolutionTowers, in: 0...16)
    try check("bagTowers + convolutionTowers", bagTowers + convolutionTowers, in: 1...32)
    try check("hiddenSize", hiddenSize, in: 0...4096)
    try check("tokenDimension", tokenDimension, in: 1...1024)
    try check("filterCount", filterCount, in: 1...4096)
    try check("epochs", epochs, in: 1...1_000_000)
    try check("batchSize", batchSize, in: 1...65_536)
    try check("learningRate", learningRate, in: 1e-6...1)
    try check("warmUp", warmUp, in: 0...1)
    try check("outputWeightDecay", outputWeightDecay, in: 0...1)
    for (name, share) in [
      ("featureDropout", featureDropout), ("hiddenDropout", hiddenDropout),
      ("nGramDropout", nGramDropout), ("tokenDropout", tokenDropout),
    ] {
      try check(name, share, in: 0...0.95)
    }
    try check("logitAdjustment", logitAdjustment, in: 0...10)
    try check("outOfScopeShare", outOfScopeShare, in: 0...1)
    try check("mixtureShare", mixtureShare, in: 0...1)
    try check("rejectedShare", rejectedShare, in: 0...0.9)
    try check("cachedWords", cachedWords, in: 0...IntentClassifier.largestWordCache)
    try check("nameExamples", nameExamples, in: 0...100)
    try check("text.maximumTokens", text.maximumTokens, in: 1...4096)
    try check("features.shortestCharacterNGram", features.shortestCharacterNGram, in: 1...8)
    try check(
      "features.longestCharacterNGram", features.longestCharacterNGram,
      in: features.shortestCharacterNGram - 1...8)
    try check("features.minimumDocumentFrequency", features.minimumDocumentFrequency, in: 1...1000)
    try check("features.maximumVocabulary", features.maximumVocabulary, in: 1...1_000_000)
    return self
  }
}

private func check<Value: Comparable>(
  _ name: String, _ value: Value, in range: ClosedRange<Value>
) throws(HyperparameterError) {
  guard range.contains(value) else {
    throw .outOfRange(
      name: name, found: "\(value)",
      expected: "\(range.lowerBound) to \(range.upperBound)")
  }
}
