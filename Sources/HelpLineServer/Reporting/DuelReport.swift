public import Economics
import Foundation
import Storage

/// The two bots compared on the turns that both judged: `helpline-bot duel-report`.
///
/// A turn holds what was decided on the judgement of the serving bot and what would have been decided on
/// that of the other one in the same place. Turns on which no bot has a part (buttons, forms, signals such as a wish for a
/// person, follow-ups that point back) are not recorded so, and small talk for both is left out: neither counts in any n.
public struct DuelReport: Sendable, Encodable {
  /// One bot within one group of turns.
  public struct Row: Sendable, Equatable, Encodable {
    public let bot: String
    /// Turns about which the bot has an answer or another thing to do, and neither asks nor gives up.
    public let coverage: Proportion
    /// Right ones among these, as far as they are rated or checked.
    public let precision: Proportion
  }

  /// All turns, those of one language, or those that the serving bot gave one intent.
  public struct Group: Sendable, Equatable, Encodable {
    /// `all`, `language ru`, `intent tuition_cost`.
    public let name: String
    /// Turns to which both bots give the same decision and, unless they ask or give up, intent.
    public let agreement: Proportion
    public let rows: [Row]
  }

  public let period: ReportPeriod
  public let groups: [Group]

  /// - Throws: `StorageError`.
  public init(settings: ServerSettings, period: ReportPeriod) async throws {
    let store = try await Store.openExisting(settings: settings)
    let duels = try await store.duels(in: period.stored)
    await store.close()
    self.init(duels: duels, period: period)
  }

  init(duels: [DuelCount], period: ReportPeriod) {
    self.period = period
    let duels = duels.filter { duel in
      [duel.judgement, duel.otherJudgement].contains { $0.decision != Self.smallTalk }
    }
    let byLanguage = Dictionary(grouping: duels) { $0.language ?? "unknown" }
    let byIntent = Dictionary(grouping: duels) { $0.judgement.namedIntent ?? "none" }
    groups =
      [Self.group("all", duels)]
      + byLanguage.sorted { $0.key < $1.key }.map { Self.group("language \($0.key)", $0.value) }
      + byIntent.sorted { $0.key < $1.key }.map { Self.group("intent \($0.key)", $0.value) }
  }

  private static func group(_ name: String, _ duels: [DuelCount]) -> Group {
    let total = duels.reduce(0) { $0 + Int($1.count) }
    let agreeing = duels.filter {
      $0.judgement.decision == $0.otherJudgement.decision
        && $0.judgement.namedIntent == $0.otherJudgement.namedIntent
    }.reduce(0) { $0 + Int($1.count) }
    let bots = Set(duels.flatMap { [$0.judgement.bot, $0.otherJudgement.bot] }).sorted()
    return Group(
      name: name, agreement: Proportion(agreeing, of: total),
      rows: bots.map { row(of: $0, duels) })
  }

  private static func row(of bot: String, _ duels: [DuelCount]) -> Row {
    var turns = 0
    var answered = 0
    var judged = 0
    var right = 0
    for duel in duels {
      let own = duel.judgement.bot == bot ? duel.judgement : duel.otherJudgement
      guard own.bot == bot else { continue }
      turns += Int(duel.count)
      guard own.namedIntent != nil else { continue }
      answered += Int(duel.count)
      guard let isRight = isRight(own, duel) else { continue }
      judged += Int(duel.count)
      if isRight { right += Int(duel.count) }
    }
    return Row(
      bot: bot, coverage: Proportion(answered, of: turns), precision: Proportion(right, of: judged))
  }

  /// Whether an answer was right: by a person's check, else by the rating of the answer that was
  /// given. A good rating of another answer speaks against this one; a bad one says nothing of it.
  static func isRight(_ judgement: StoredJudgement, _ duel: DuelCount) -> Bool? {
    if let checked = duel.checkedIntent { return judgement.intent == checked }
    guard let rating = duel.rating, rating != 3, duel.judgement.decision == "answer" else {
      return nil
    }
    let isSame = judgement.intent == duel.judgement.intent
    return rating > 3 ? isSame : isSame ? false : nil
  }

  private static let smallTalk = "small_talk"

  /// For a program.
  public func json() throws -> String {
    try ReportText.json(self)
  }

  /// For a person.
  public var text: String {
    var lines = ["Duel from \(period.from) to \(period.to)"]
    for group in groups where group.agreement.total > 0 {
      lines += ["", group.name, "  agreement  \(ReportText.share(group.agreement))"]
      for row in group.rows {
        lines += [
          "  \(row.bot)", "    coverage   \(ReportText.share(row.coverage))",
          "    precision  \(ReportText.share(row.precision))",
        ]
      }
    }
    if lines.count == 1 { lines += ["", "no turns that both bots judged; serve with --bot duel"] }
    return lines.joined(separator: "\n")
  }
}

extension StoredJudgement {
  /// The intent that the bot went by; nil where it asked or gave up.
  fileprivate var namedIntent: String? {
    ["clarify", "fallback"].contains(decision) ? nil : intent
  }
}
