import Foundation
public import IntentTypes

/// The line protocol between the benchmark and outside programs; `docs/guides/benchmark.md` says it in
/// full. A program reads two files and writes one, all UTF-8, one record a line, fields between tabs:
///
///     PROGRAM --train TRAIN --test TEST --output OUTPUT --seed N --threads N
///
/// `TRAIN`: `intent<TAB>text`, out-of-scope ones with the intent `oos`. `TEST`: `text`. `OUTPUT`:
///
///     train_seconds<TAB>NUMBER
///     model_bytes<TAB>INTEGER                                               (may be absent)
///     version<TAB>TEXT                                                      (any number)
///     prediction<TAB>MICROSECONDS<TAB>OOS<TAB>INTENT<TAB>CONFIDENCE[<TAB>INTENT<TAB>CONFIDENCE ...]
///
/// with one prediction a test line, in order. `MICROSECONDS` is `-` where the utterance was not asked by
/// itself; `OOS` is the probability of being out of scope or `-`, which stands for the confidence of the intent
/// `oos` where the line has it, else for 1 - the highest confidence.
public enum LineProtocol {
  /// What a program has answered.
  public struct Answer: Sendable, Equatable {
    public var trainSeconds: Double
    public var modelBytes: Int?
    public var versions: [String] = []
    public var rankings: [IntentRanking] = []
    /// One an utterance; nil for those that were not asked by themselves.
    public var microseconds: [Double?] = []
  }

  /// The contents of `TRAIN`.
  public static func trainFile(_ utterances: [LabeledUtterance]) -> String {
    utterances.map { "\(oneField($0.intent.name))\t\(oneField($0.text))\n" }.joined()
  }

  /// The contents of `TEST`.
  public static func testFile(_ utterances: [LabeledUtterance]) -> String {
    utterances.map { oneField($0.text) + "\n" }.joined()
  }

  /// Tabs and line ends become blanks: a record stays a line.
  private static func oneField(_ text: String) -> String {
    String(text.unicodeScalars.map { $0.value < 0x20 || $0 == "\u{85}" ? " " : Character($0) })
  }

  /// Reads `OUTPUT`.
  ///
  /// - Parameters:
  ///   - intents: those that were trained on; a prediction of another is nonsense.
  ///   - expected: the number of test lines.
  /// - Throws: `nonsense` with the line, `tooFewPredictions`.
  public static func answer(
    in output: String, of program: String, intents: Set<Intent>, expected: Int
  ) throws(BenchmarkError) -> Answer {
    var reader = Reader(program: program, intents: intents)
    // A carriage return and a line feed are one character.
    let lines = output.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (number, line) in lines.enumerated() where !line.isEmpty {
      try reader.read(line, number: number + 1)
    }
    var answer = reader.answer
    guard let trainSeconds = reader.trainSeconds else {
      throw .nonsense(
        program: program, line: lines.count, found: "no training time",
        expected: "a line train_seconds<TAB>NUMBER")
    }
    guard answer.rankings.count == expected else {
      throw .tooFewPredictions(
        program: program, found: answer.rankings.count, expected: expected)
    }
    answer.trainSeconds = trainSeconds
    return answer
  }
}

/// The state while an output is read line by line.
private struct Reader {
  let program: String
  let intents: Set<Intent>
  var answer = LineProtocol.Answer(trainSeconds: 0)
  var trainSeconds: Double?

  mutating func read(_ line: Substring, number: Int) throws(BenchmarkError) {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    switch (fields[0], fields.count) {
    case ("train_seconds", 2):
      trainSeconds = try self.number(fields[1], "seconds", in: 0...1e7, line: number)
    case ("model_bytes", 2):
      let bytes = try self.number(fields[1], "a number of bytes", in: 0...1e12, line: number)
      answer.modelBytes = Int(bytes)
    case ("version", 2):
      answer.versions.append(String(fields[1]))
    case ("prediction", 5...):
      try readPrediction(fields, line: number)
    default:
      throw nonsense(line, "train_seconds, model_bytes, version or prediction", number)
    }
  }

  private mutating func readPrediction(
    _ fields: [Substring], line: Int
  ) throws(BenchmarkError) {
    guard fields.count % 2 == 1 else {
      throw nonsense("an intent without confidence", "pairs of intent and confidence", line)
    }
    let time =
      fields[1] == "-"
      ? nil : try number(fields[1], "microseconds or -", in: 0...1e10, line: line)
    var confidences: [Intent: Double] = [:]
    var named: [Intent] = []
    for place in stride(from: 3, to: fields.count, by: 2) {
      let intent = Intent(String(fields[place]))
      guard intents.contains(intent) else {
        throw nonsense("the intent '\(intent)'", "an intent of the training file", line)
      }
      let confidence = try number(fields[place + 1], "a confidence", in: 0...1, line: line)
      guard confidences.updateValue(confidence, forKey: intent) == nil else {
        throw nonsense("the intent '\(intent)' twice", "each intent once", line)
      }
      if intent != .outOfScope { named.append(intent) }
    }
    let probabilities = named.map { confidences[$0] ?? 0 }
    let outOfScope =
      fields[2] == "-"
      ? confidences[.outOfScope] ?? 1 - (probabilities.max() ?? 0)
      : try number(fields[2], "a probability or -", in: 0...1, line: line)
    answer.microseconds.append(time)
    answer.rankings.append(
      IntentRanking(
        intents: named, probabilities: probabilities.map { Float($0) }, outOfScopeScore: outOfScope)
    )
  }

  private func number(
    _ text: Substring, _ what: String, in range: ClosedRange<Double>, line: Int
  ) throws(BenchmarkError) -> Double {
    guard let value = Double(text), range.contains(value) else {
      throw nonsense("'\(text.prefix(40))'", "\(what), \(range.lowerBound)...", line)
    }
    return value
  }

  private func nonsense(
    _ found: some StringProtocol, _ expected: String, _ line: Int
  ) -> BenchmarkError {
    .nonsense(program: program, line: line, found: String(found.prefix(80)), expected: expected)
  }
}
