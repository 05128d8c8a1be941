import Storage

/// What is kept, how long, and what a power cut may cost.
public struct StorageSettings: Sendable, Equatable {
  /// When an acknowledged turn is on the disk.
  public enum Durability: String, Sendable, CaseIterable {
    /// Before the answer leaves: a power cut costs nothing.
    case full
    /// With the system's next flush: `kill -9` costs nothing, a power cut the last turns.
    case normal
  }

  public var durability = Durability.normal
  /// Conversations are deleted so many days after their last turn; 0 keeps them until somebody asks.
  public var retentionDays = 90
  /// Call-back tickets are deleted so many days after they were closed.
  public var callbackDays = 30
  /// 32 bytes in Base64 that encrypt what people enter in a call-back.
  public var callbackKey: String?
  /// Where the key is made and kept when `callbackKey` is not set.
  public var callbackKeyFile = "senim.key"

  public init() {}

  /// A visitor can come back to a conversation as long as it is kept; browsers allow 400 days.
  var cookieDays: Int { retentionDays > 0 ? min(retentionDays, 400) : 400 }

  init(from reader: inout SettingsReader) throws(SettingsError) {
    durability = try reader.choice("storage.durability", default: durability)
    retentionDays = try reader.number(
      "storage.retention_days", default: retentionDays, in: 0...36_500)
    callbackDays = try reader.number(
      "storage.callback_days", default: callbackDays, in: 0...36_500)
    callbackKey = try reader.secret("storage.callback_key")
    if let callbackKey, (try? CallbackKey(base64: callbackKey)) == nil {
      throw .invalid(
        key: "storage.callback_key", found: SettingsReader.mask, expected: "32 bytes in Base64")
    }
    callbackKeyFile = try reader.text("storage.callback_key_file", default: callbackKeyFile)
  }
}

/// What the operators' work and the bot cost: the constants of `helpline-bot savings`.
public struct SavingsSettings: Sendable, Equatable {
  /// Mean time that an operator needs for one answer.
  public var operatorMinutes = 4.0
  /// Mean hourly rate of an operator.
  public var hourlyRate = 2_500.0
  public var creationCost = 0.0
  /// Subscription to services, a month.
  public var monthlySubscription = 0.0
  public var currency = "KZT"

  public init() {}

  init(from reader: inout SettingsReader) throws(SettingsError) {
    operatorMinutes = try reader.amount("savings.operator_minutes", default: operatorMinutes)
    hourlyRate = try reader.amount("savings.hourly_rate", default: hourlyRate)
    creationCost = try reader.amount("savings.creation_cost", default: creationCost)
    monthlySubscription = try reader.amount(
      "savings.monthly_subscription", default: monthlySubscription)
    currency = try reader.text("savings.currency", default: currency)
  }
}
