public import Logging
import Storage

/// All that can be configured, with the values that hold when nothing is. `docs/guides/server.md`
/// says what each one means.
public struct ServerSettings: Sendable, Equatable {
  /// Who judges the messages.
  public enum BotChoice: String, Sendable, CaseIterable {
    case learning, rules, duel
  }

  /// Addresses, paths and the bot: the flags of `serve`.
  public var host = "127.0.0.1"
  public var port = 8080
  public var database = "senim.sqlite"
  public var model = "models/helpline.safetensors"
  public var corpus = "data/helpline"
  public var bot = BotChoice.learning

  public var log = LogSettings()
  public var tokens = AccessTokens()
  public var limits = RequestLimits()
  public var web = WebSettings()
  public var storage = StorageSettings()
  public var duty = DutySettings()
  public var savings = SavingsSettings()

  public init() {}

  /// Reads every setting once.
  ///
  /// - Throws: `SettingsError.invalid`, at the first value that is wrong.
  public init(from reader: inout SettingsReader) throws(SettingsError) {
    host = try reader.text("host", default: host)
    port = try reader.number("port", default: port, in: 0...65535)
    database = try reader.value(
      "database", default: database, expected: "a path or postgres://…",
      text: { (try? DatabaseLocation($0).description) ?? "unreadable" }
    ) { $0.isEmpty ? nil : $0 }
    model = try reader.text("model", default: model)
    corpus = try reader.text("corpus", default: corpus)
    bot = try reader.choice("bot", default: bot)
    log = try LogSettings(from: &reader)
    tokens = try AccessTokens(from: &reader)
    limits = try RequestLimits(from: &reader)
    web = try WebSettings(from: &reader)
    storage = try StorageSettings(from: &reader)
    duty = try DutySettings(from: &reader)
    savings = try SavingsSettings(from: &reader)
  }
}

/// What is logged, and how.
public struct LogSettings: Sendable, Equatable {
  public enum Format: String, Sendable, CaseIterable {
    case text, json
  }

  public var level = Logger.Level.info
  public var format = Format.text

  public init() {}

  init(from reader: inout SettingsReader) throws(SettingsError) {
    level = try reader.choice("log.level", default: level)
    format = try reader.choice("log.format", default: format)
  }
}

/// What one request may cost.
public struct RequestLimits: Sendable, Equatable {
  /// Of a request's body, in bytes.
  public var bodyBytes = 65_536
  /// Of one utterance, in Unicode scalars.
  public var utteranceLength = 4_000
  /// Of one client (address), on average; 0 switches the limit off.
  public var requestsPerMinute = 240
  /// Of one client at once, before the average counts.
  public var burst = 60
  /// Event streams that one client may hold open.
  public var streamsPerClient = 20

  public init() {}

  init(from reader: inout SettingsReader) throws(SettingsError) {
    bodyBytes = try reader.number("limits.body_bytes", default: bodyBytes, in: 1_024...16_777_216)
    utteranceLength = try reader.number(
      "limits.utterance_length", default: utteranceLength, in: 100...100_000)
    requestsPerMinute = try reader.number(
      "limits.requests_per_minute", default: requestsPerMinute, in: 0...10_000_000)
    burst = try reader.number("limits.burst", default: burst, in: 1...1_000_000)
    streamsPerClient = try reader.number(
      "limits.streams_per_client", default: streamsPerClient, in: 1...100_000)
  }
}

/// The web chat and who may embed it.
public struct WebSettings: Sendable, Equatable {
  public enum SameSite: String, Sendable, CaseIterable {
    case strict, lax, none
  }

  /// Pages of these origins (`https://example.kz`) may embed the widget.
  public var widgetOrigins: [String] = []
  /// `none` lets the widget keep its conversation on pages of another site; it needs HTTPS.
  public var cookieSameSite = SameSite.lax
  /// The chat is reached by HTTPS (a proxy ends TLS): cookies are marked `Secure`.
  public var https = false
  /// The last address of `X-Forwarded-For` is the client; only behind a proxy that sets it.
  public var trustsProxy = false

  public init() {}

  init(from reader: inout SettingsReader) throws(SettingsError) {
    widgetOrigins = try reader.list("web.widget_origins")
    for origin in widgetOrigins where Origin(origin) == nil {
      throw .invalid(
        key: "web.widget_origins", found: origin,
        expected: "origins such as https://example.kz, without a path")
    }
    cookieSameSite = try reader.choice("web.cookie_same_site", default: cookieSameSite)
    https = try reader.flag("web.https", default: https)
    trustsProxy = try reader.flag("web.trusts_proxy", default: trustsProxy)
    guard cookieSameSite != .none || https else {
      throw .invalid(
        key: "web.cookie_same_site", found: "none", expected: "web.https to be true beside it")
    }
  }
}
