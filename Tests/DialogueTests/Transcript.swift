import Foundation
import IntentTypes
import Testing

/// A conversation as text. Lines:
///
///     ## title                      a new conversation, in Kazakh unless `language` says otherwise
///     language ru                   of the interface
///     time 2026-11-23 10:00         local time of the next messages
///     duty yes                      whether a person is on duty
///     rank tuition_cost 0.9 …       what the learning bot says to the next message; `rank oos`
///     rank none                     no bot answers
///     takeover / release            a person takes the conversation, gives it back
///     > text                        what the person types, or a payload
///     = answer tuition_cost kk      the decision, what it is about, the language of the reply
///     ~ text / ! text               stands in the reply; does not
///     [payload] [payload]           exactly these buttons
///     * effect                      exactly these effects, one a line
struct Transcript: CustomTestStringConvertible {
  enum Step {
    case language(String)
    case time(Int)
    case duty(Bool)
    case rank([String])
    case takeOver, release
    case message(String)
    case decision(String)
    case contains(String)
    case lacks(String)
    case buttons([String])
    case effect(String)
  }

  let file: String
  let title: String
  var steps: [(line: Int, step: Step)] = []

  var testDescription: String { "\(file): \(title)" }

  /// All conversations of the folder `Transcripts`.
  static let all: [Transcript] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Transcripts")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().flatMap { name in
      let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return transcripts(in: text ?? "", file: name)
    }
  }()

  private static func transcripts(in text: String, file: String) -> [Transcript] {
    var transcripts = [Transcript]()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("## ") {
        transcripts.append(Transcript(file: file, title: String(line.dropFirst(3))))
      } else if !line.isEmpty, !line.hasPrefix("# "), !transcripts.isEmpty {
        transcripts[transcripts.count - 1].steps.append((index + 1, step(String(line))))
      }
    }
    return transcripts
  }

  private static func step(_ line: String) -> Step {
    let parts = line.split(separator: " ").map(String.init)
    let rest = parts.dropFirst().joined(separator: " ")
    switch parts[0] {
    case "language": return .language(rest)
    case "time": return .time(seconds(rest))
    case "duty": return .duty(rest == "yes")
    case "rank": return .rank(Array(parts.dropFirst()))
    case "takeover": return .takeOver
    case "release": return .release
    case ">": return .message(String(line.dropFirst(2)))
    case "=": return .decision(rest)
    case "~": return .contains(rest)
    case "!": return .lacks(rest)
    case "*": return .effect(rest)
    default:
      precondition(line.hasPrefix("["), "not a line of a transcript: \(line)")
      return .buttons(parts.map { String($0.dropFirst().dropLast()) })
    }
  }

  /// `2026-11-23 10:00` in Kazakhstan (UTC+5) as seconds since 1970.
  private static func seconds(_ text: String) -> Int {
    let style = Date.VerbatimFormatStyle(
      format:
        "\(year: .defaultDigits)-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
      timeZone: TimeZone(secondsFromGMT: 18000) ?? .gmt, calendar: Calendar(identifier: .gregorian))
    let date = try? Date(text, strategy: style.parseStrategy)
    return Int(date?.timeIntervalSince1970 ?? 0)
  }
}
