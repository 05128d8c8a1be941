/// Why a cell of the benchmark has no figures, with the evidence.
public enum BenchmarkError: Error, Equatable, Sendable {
  case dataset(String)
  case missingPart(dataset: String, part: String, found: [String])
  case unknownModel(found: String, expected: [String])
  /// Two cells whose results would lie in one file.
  case sameCell(name: String, first: String, second: String)
  case training(String)
  case notStarted(program: String, reason: String)
  case crashed(program: String, status: Int32, lastWords: String)
  case timedOut(program: String, seconds: Int, lastWords: String)
  /// The output of an outside program is not what the line protocol says; `line` counts from 1.
  case nonsense(program: String, line: Int, found: String, expected: String)
  case tooFewPredictions(program: String, found: Int, expected: Int)
  case unreadableResult(path: String, reason: String)
  case unwritable(path: String, reason: String)
}

extension BenchmarkError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .dataset(let reason): reason
    case .missingPart(let dataset, let part, let found):
      "\(dataset): found no \(part) part, only \(found.joined(separator: ", "))"
    case .unknownModel(let found, let expected):
      "unknown model type '\(found)'; expected one of \(expected.joined(separator: ", ")) "
        + "or program:PATH"
    case .sameCell(let name, let first, let second):
      "the results of \(first) and of \(second) would both be named \(name); give one of them another "
        + "name, as in --dataset NAME=PATH"
    case .training(let reason): reason
    case .notStarted(let program, let reason): "cannot start \(program): \(reason)"
    case .crashed(let program, let status, let lastWords):
      "\(program) ended with status \(status)\(Self.quoted(lastWords))"
    case .timedOut(let program, let seconds, let lastWords):
      "\(program) was ended after \(seconds) s without a result\(Self.quoted(lastWords))"
    case .nonsense(let program, let line, let found, let expected):
      "output of \(program), line \(line): found \(found); expected \(expected)"
    case .tooFewPredictions(let program, let found, let expected):
      "output of \(program): found \(found) predictions; expected \(expected)"
    case .unreadableResult(let path, let reason): "cannot read \(path): \(reason)"
    case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
    }
  }

  private static func quoted(_ lastWords: String) -> String {
    lastWords.isEmpty ? "" : "; it said: \(lastWords)"
  }
}
