public import Training

/// Something that learns from labelled utterances and ranks intents.
public enum ModelType: Hashable, Sendable {
  /// The classifier of this package.
  case classifier(Preset)
  /// The classifier without hidden layer and without convolution.
  case linear
  case nearestCentroid, nearestNeighbours, naiveBayes
  /// The rule-based bot, for a corpus that has rules; it learns nothing from the utterances.
  case ruleBot
  /// An outside program behind an adapter of `scripts/adapters`.
  case adapter(Adapter)
  /// Any program that speaks the line protocol, by its path.
  case program(path: String)

  public enum Adapter: String, CaseIterable, Sendable {
    case fasttext, svm
    case logisticRegression = "logistic-regression"
    case vowpalWabbit = "vowpal-wabbit"

    /// The script and its arguments; `svm` and logistic regression share one.
    var script: (name: String, arguments: [String]) {
      switch self {
      case .fasttext: ("fasttext.py", [])
      case .svm: ("scikit_learn.py", ["--model", "svm"])
      case .logisticRegression: ("scikit_learn.py", ["--model", "logistic-regression"])
      case .vowpalWabbit: ("vowpal_wabbit.py", [])
      }
    }
  }

  /// Every type that needs no path.
  public static let all: [ModelType] =
    Preset.allCases.map(ModelType.classifier)
    + [.linear, .nearestCentroid, .nearestNeighbours, .naiveBayes, .ruleBot]
    + Adapter.allCases.map(ModelType.adapter)

  /// Whether another seed gives another model from the same utterances.
  public var dependsOnSeed: Bool {
    switch self {
    case .classifier, .linear, .program, .adapter(.fasttext), .adapter(.vowpalWabbit): true
    case .nearestCentroid, .nearestNeighbours, .naiveBayes, .ruleBot, .adapter: false
    }
  }
}

extension ModelType: CustomStringConvertible, Codable {
  /// The name on the command line and in the reports.
  public var name: String {
    switch self {
    case .classifier(.default): "senim"
    case .classifier(let preset): "senim-\(preset.rawValue)"
    case .linear: "senim-linear"
    case .nearestCentroid: "nearest-centroid"
    case .nearestNeighbours: "nearest-neighbours"
    case .naiveBayes: "naive-bayes"
    case .ruleBot: "rule-bot"
    case .adapter(let adapter): adapter.rawValue
    case .program(let path): "program:\(path)"
    }
  }

  public var description: String { name }

  /// - Throws: `unknownModel`.
  public init(name: String) throws(BenchmarkError) {
    if let known = Self.all.first(where: { $0.name == name }) {
      self = known
    } else if name.hasPrefix("program:"), name.count > 8 {
      self = .program(path: String(name.dropFirst(8)))
    } else {
      throw .unknownModel(found: name, expected: Self.all.map(\.name))
    }
  }

  public init(from decoder: any Decoder) throws {
    try self.init(name: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
