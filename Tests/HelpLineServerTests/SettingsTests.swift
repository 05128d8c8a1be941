import Dialogue
import Foundation
import Logging
import Testing

@testable import HelpLineServer

@Suite struct `Settings` {
  private func load(
    flags: [String: String] = [:], environment: [String: String] = [:], file: String? = nil
  ) async throws -> LoadedSettings {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = folder.path("senim.yml")
    if let file { try Data(file.utf8).write(to: URL(fileURLWithPath: path)) }
    return try await LoadedSettings.load(
      flags: flags, environment: environment, file: file == nil ? nil : path)
  }

  @Test func `nothing configured gives the defaults`() async throws {
    let loaded = try await load()
    #expect(loaded.settings == ServerSettings())
    #expect(loaded.entries.allSatisfy { $0.source == "default" })
  }

  @Test func `flags win over the environment, the environment over the file`() async throws {
    let file = "port: 1\nhost: file\nlog: {level: debug}\n"
    let loaded = try await load(
      flags: ["port": "3"], environment: ["SENIM_PORT": "2", "SENIM_HOST": "environment"],
      file: file)
    #expect(loaded.settings.port == 3)
    #expect(loaded.settings.host == "environment")
    #expect(loaded.settings.log.level == .debug)
    let sources = Dictionary(
      uniqueKeysWithValues: loaded.entries.map { ($0.key, $0.source) })
    #expect(sources["port"] == "flag")
    #expect(sources["host"] == "environment")
    #expect(sources["log.level"]?.hasSuffix("senim.yml") == true)
  }

  @Test func `the file may be JSON`() async throws {
    let loaded = try await load(
      file: #"{"bot": "duel", "web": {"widget_origins": ["https://a.kz", "https://b.kz"]}}"#)
    #expect(loaded.settings.bot == .duel)
    #expect(loaded.settings.web.widgetOrigins == ["https://a.kz", "https://b.kz"])
  }

  @Test func `secrets are masked`() async throws {
    let secret = "correct-horse-battery"
    let loaded = try await load(environment: ["SENIM_TOKENS_ADMINISTRATION": secret])
    #expect(loaded.settings.tokens.administration == secret)
    #expect(loaded.entries.allSatisfy { !$0.value.contains(secret) })
    #expect(loaded.entries.first { $0.key == "tokens.administration" }?.value == "********")
  }

  @Test func `the database's password is not printed`() async throws {
    let loaded = try await load(environment: ["SENIM_DATABASE": "postgres://senim:horse@host/line"])
    #expect(loaded.settings.database == "postgres://senim:horse@host/line")
    let printed = loaded.entries.first { $0.key == "database" }?.value
    #expect(printed == "postgres://senim:***@host/line")
  }

  @Test(arguments: [
    ("port: eighty", "port: found \"eighty\"; expected a whole number from 0 to 65535"),
    ("port: 70000", "port: found \"70000\"; expected a whole number from 0 to 65535"),
    ("bot: clever", "bot: found \"clever\"; expected one of learning, rules, duel"),
    ("web: {https: perhaps}", "web.https: found \"perhaps\"; expected true or false"),
    (
      "web: {cookie_same_site: none}",
      "web.cookie_same_site: found \"none\"; expected web.https to be true beside it"
    ),
    (
      "web: {widget_origins: [example.kz]}",
      "web.widget_origins: found \"example.kz\"; expected origins such as https://example.kz, without a path"
    ),
    ("tokens: {model: short}", "tokens.model: found \"5 bytes\"; expected at least 16 bytes"),
    (
      "savings: {hourly_rate: -1}",
      "savings.hourly_rate: found \"-1\"; expected a number of at least 0"
    ),
  ])
  func `a wrong value is named`(file: String, message: String) async throws {
    let error = await #expect(throws: SettingsError.self) { try await load(file: file) }
    #expect(error?.description == message)
  }

  @Test func `hours of duty are seven spans`() async throws {
    let hours = "8:30-17:00,8:30-17:00,8:30-17:00,8:30-17:00,8:30-17:00,10:00-24:00,-"
    let loaded = try await load(environment: ["SENIM_DUTY_HOURS": hours])
    #expect(loaded.settings.duty.hours.days[0] == WorkingHours.Span(opens: 510, closes: 1_020))
    #expect(loaded.settings.duty.hours.days[5]?.closes == 1_440)
    #expect(loaded.settings.duty.hours.days[6] == nil)
    #expect(loaded.entries.first { $0.key == "duty.hours" }?.value == hours)
    for wrong in ["9-18", "9:00-18:00", "-,-,-,-,-,-,18:00-9:00", "-,-,-,-,-,-,9:00-25:00"] {
      await #expect(throws: SettingsError.self) {
        try await load(environment: ["SENIM_DUTY_HOURS": wrong])
      }
    }
  }

  @Test func `a misspelled key is named`() async throws {
    let error = await #expect(throws: SettingsError.self) {
      try await load(file: "prot: 80\nlog: {levle: info}\n")
    }
    #expect(error?.description.contains("unknown keys log.levle, prot;") == true)
  }

  @Test func `a misspelled key of the command line is named`() async throws {
    let error = await #expect(throws: SettingsError.self) {
      try await load(flags: ["lgo.level": "debug", "port": "1"])
    }
    #expect(error == .unknownKeys(path: "--set", keys: ["lgo.level"]))
  }

  @Test func `a file that is named must be there`() async throws {
    await #expect(throws: SettingsError.self) {
      try await LoadedSettings.load(flags: [:], environment: [:], file: "/nowhere/senim.yml")
    }
  }

  @Test func `a key for call-backs that cannot seal is refused, unprinted`() async throws {
    let error = await #expect(throws: SettingsError.self) {
      try await load(flags: ["storage.callback_key": "x"])
    }
    #expect(
      error?.description
        == "storage.callback_key: found \"********\"; expected 32 bytes in Base64")
  }

  @Test func `the dialogue waits as long as the settings say`() async throws {
    let flags = ["duty.patience_seconds": "60", "duty.operator_silence_seconds": "0"]
    let settings = HelpLineSettings(try await load(flags: flags).settings)
    #expect(settings.patienceSeconds == 60 && settings.operatorSilenceSeconds == 0)
  }

  @Test func `a port in use is named`() async throws {
    try await TestServer.run { server in
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      var settings = server.settings
      let port = try #require(server.base.port)
      settings.port = port
      settings.database = folder.path("other.sqlite")
      let other = try await HelpLineApplication(
        settings: settings, registry: PrometheusRegistry(), logger: Logger(label: "test"))
      let error = await #expect(throws: ServeError.portInUse(host: settings.host, port: port)) {
        try await other.run()
      }
      #expect(
        error?.description
          == "port \(port) of 127.0.0.1 is in use by another program; --port takes another one")
    }
  }
}
