import Training

/// How long cells will take: a rule of thumb for each model, scaled by what was measured.
///
/// Costs are seconds of one core, so that they add up whatever runs beside a cell.
public struct CostEstimate: Sendable {
  private let profiles: [DatasetSource: DatasetProfile]
  /// By model: seconds measured, and what the rule of thumb said for the same cells.
  private var experience: [ModelType: (measured: Double, expected: Double)] = [:]

  /// - Parameter profiles: a dataset without one is taken to be of moderate size.
  public init(profiles: [DatasetSource: DatasetProfile]) {
    self.profiles = profiles
  }

  /// Learns from a cell that was measured.
  public mutating func learn(_ result: CellResult) {
    guard let seconds = result.cost?.processorSeconds else { return }
    let model = result.specification.model
    let before = experience[model] ?? (0, 0)
    experience[model] = (
      before.measured + seconds, before.expected + ruleOfThumb(result.specification)
    )
  }

  /// Seconds of one core that a cell is likely to take.
  public func seconds(of cell: CellSpecification) -> Double {
    let expected = ruleOfThumb(cell)
    if let own = experience[cell.model] { return expected * own.measured / own.expected }
    let all = experience.values.reduce((0.0, 0.0)) { ($0.0 + $1.measured, $0.1 + $1.expected) }
    return all.1 > 0 ? expected * all.0 / all.1 : expected
  }

  private func ruleOfThumb(_ cell: CellSpecification) -> Double {
    let profile = profiles[cell.dataset]
    let intents = Double(profile?.training.intents ?? 50)
    var utterances = Double(profile?.training.utterances ?? 5000)
    var asked = Double((profile?.validationCount ?? 500) + (profile?.testCount ?? 1500))
    switch cell.sample {
    case .whole: break
    case .perIntent(let size): utterances = min(utterances, Double(size) * intents)
    case .fold(_, let count): asked = utterances / Double(count)
    }
    if cell.isPerturbed { asked *= 8 }
    let rate = CostRate.of(cell.model)
    return rate.start + utterances * (rate.utterance + intents * rate.utteranceAndIntent)
      + asked * (rate.asked + utterances * rate.askedAndUtterance)
  }
}

/// Seconds of one core, measured on CLINC150 on a server's core (AMD EPYC).
private struct CostRate {
  /// Of a cell of any size: the start of the process, the reading, the figures.
  var start = 0.5
  /// Of a training utterance, and of the same for each intent.
  var utterance = 0.00003
  var utteranceAndIntent = 0.0
  /// Of an utterance that is asked, and of the same for each training utterance.
  var asked = 0.00004
  var askedAndUtterance = 0.0

  static func of(_ model: ModelType) -> CostRate {
    switch model {
    case .classifier(.fast): CostRate(utterance: 0.0005)
    case .classifier(.default): CostRate(utterance: 0.001)
    case .classifier(.best): CostRate(utterance: 0.003)
    case .linear: CostRate(utterance: 0.0004)
    case .nearestCentroid, .naiveBayes, .ruleBot: CostRate()
    case .nearestNeighbours: CostRate(askedAndUtterance: 1.3e-8)
    case .adapter(.fasttext): CostRate(start: 3.5, utterance: 0.0017, asked: 0.00006)
    case .adapter(.svm):
      CostRate(start: 3, utterance: 0.0003, utteranceAndIntent: 5e-6, asked: 0.0001)
    case .adapter(.logisticRegression):
      CostRate(start: 3, utterance: 0.0003, utteranceAndIntent: 2.5e-5, asked: 0.0001)
    case .adapter(.vowpalWabbit): CostRate(start: 1, utteranceAndIntent: 3.6e-5, asked: 0.00013)
    case .program: CostRate(utterance: 0.001)
    }
  }
}
