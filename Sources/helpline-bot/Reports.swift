import ArgumentParser
import HelpLineServer

/// The days of a report.
struct PeriodOptions: ParsableArguments {
  @Option(help: "First day, such as 2026-11-01 (default: 30 days up to the last).")
  var from: String?

  @Option(help: "Last day (default: today, UTC).")
  var to: String?

  @Flag(help: "Prints JSON for a program.")
  var json = false

  func validate() throws {
    do {
      _ = try period()
    } catch {
      throw ValidationError("\(error)")
    }
  }

  func period() throws -> ReportPeriod {
    try ReportPeriod(from: from, to: to)
  }
}

struct SavingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "savings",
    abstract: "Prints what the bot was worth: recorded outcomes against costs (savings.*).")

  @OptionGroup var period: PeriodOptions
  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let report = try await SavingsReport(
      settings: options.load().settings, period: period.period())
    print(period.json ? try report.json() : report.text)
  }
}

struct DuelReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duel-report",
    abstract: "Compares the two bots by coverage, agreement and precision, with intervals.")

  @OptionGroup var period: PeriodOptions
  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let report = try await DuelReport(
      settings: options.load().settings, period: period.period())
    print(period.json ? try report.json() : report.text)
  }
}
