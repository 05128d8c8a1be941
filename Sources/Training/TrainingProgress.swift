/// How far a training run is.
public struct TrainingProgress: Sendable, Equatable {
  /// Which tower, from 0, and of how many.
  public let tower: Int
  public let towers: Int
  /// Epochs done by this tower, and to do.
  public let epoch: Int
  public let epochs: Int
  /// Mean loss of the epoch in nats; not a number inside an epoch.
  public let loss: Double

  /// Returns whether training goes on.
  public typealias Handler = @Sendable (TrainingProgress) -> Bool
}

/// Why training ended without a model.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
  case noUtterances
  case oneIntent(String)
  case nothingKnown
  case badHyperparameters(HyperparameterError)
  case cancelled

  public var description: String {
    switch self {
    case .noUtterances:
      "nothing to train on: found no utterance with an intent, expected at least two intents"
    case .oneIntent(let name):
      "found one intent only, “\(name)”; a classifier needs at least two to choose from"
    case .nothingKnown:
      "no word or n-gram occurs often enough to be learned; add utterances"
    case .badHyperparameters(let error): error.description
    case .cancelled: "training was cancelled; nothing was written"
    }
  }
}
