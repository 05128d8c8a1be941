public import IntentTypes

/// What a bot costs and what an answer of a person costs; amounts in `currency`.
public struct Assumptions: Sendable, Equatable, Codable {
  /// ISO 4217.
  public var currency = "KZT"
  /// Mean time of a person for one answer, minutes.
  public var operatorMinutes: Double
  /// Mean pay of a person, per hour.
  public var hourlyRate: Double
  /// Creating the bot, once.
  public var creationCost: Double
  /// Subscriptions to services in the period.
  public var subscriptionCost: Double
  /// Labour of training and keeping the knowledge, in the period.
  public var trainingCost = 0.0
  /// Hosting in the period.
  public var hostingCost = 0.0
  /// Time of a person to repair one wrong answer, minutes.
  public var repairMinutes: Double
  /// Measured times of people, by intent; used where there are enough.
  public var measured: [Intent: MeasuredTime] = [:]
  /// Measurements of an intent below which `operatorMinutes` stands in.
  public var leastMeasurements = 20

  /// `repairMinutes` is twice `operatorMinutes` unless it is set: the person has to undo and to
  /// answer.
  public init(
    operatorMinutes: Double, hourlyRate: Double, creationCost: Double, subscriptionCost: Double
  ) {
    self.operatorMinutes = operatorMinutes
    self.hourlyRate = hourlyRate
    self.creationCost = creationCost
    self.subscriptionCost = subscriptionCost
    repairMinutes = 2 * operatorMinutes
  }

  /// The time of a person for a question of `intent`, minutes.
  public func minutes(for intent: Intent?) -> Double {
    guard let intent, let time = measured[intent], time.count >= leastMeasurements else {
      return operatorMinutes
    }
    return time.minutes
  }
}

/// How long people took for one intent.
public struct MeasuredTime: Sendable, Equatable, Codable {
  /// Mean, minutes.
  public var minutes: Double
  public var count: Int

  public init(minutes: Double, count: Int) {
    self.minutes = minutes
    self.count = count
  }
}
