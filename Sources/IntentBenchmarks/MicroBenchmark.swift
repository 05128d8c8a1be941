public import Reports

/// The time of one operation beside that of its naive twin, measured in the same run: a ratio travels
/// between machines, a time does not.
public struct MicroBenchmark: Sendable, Equatable {
  public let name: String
  /// Nanoseconds of one operation: the least mean of several samples.
  public let nanoseconds: Double
  /// The naive twin's.
  public let naiveNanoseconds: Double

  /// How many times faster than the twin.
  public var ratio: Double { naiveNanoseconds / max(nanoseconds, 1e-9) }

  /// Measures `operation` and its naive twin, sample by sample in turn, so that a busy machine slows both.
  static func measured(
    _ name: String, samples: Int = 15, operation: () -> Void, naive: () -> Void
  ) -> MicroBenchmark {
    let repetitions = repetitionsForASample(of: operation)
    let naiveRepetitions = repetitionsForASample(of: naive)
    var best = Double.infinity
    var bestNaive = Double.infinity
    for _ in 0..<samples {
      best = min(best, meanTime(of: operation, repetitions))
      bestNaive = min(bestNaive, meanTime(of: naive, naiveRepetitions))
    }
    return MicroBenchmark(name: name, nanoseconds: best, naiveNanoseconds: bestNaive)
  }

  /// As many as take about 2 ms.
  private static func repetitionsForASample(of operation: () -> Void) -> Int {
    operation()
    let once = max(meanTime(of: operation, 3), 1)
    return min(max(Int(2e6 / once), 1), 1_000_000)
  }

  /// Mean nanoseconds of one of so many operations in a row.
  private static func meanTime(of operation: () -> Void, _ repetitions: Int) -> Double {
    let start = now()
    for _ in 0..<repetitions { operation() }
    return Double(now() - start) / Double(repetitions)
  }

  /// One row a benchmark.
  public static func table(_ benchmarks: [MicroBenchmark]) -> Table {
    var table = Table(
      columns: [
        .init("operation", .left), .init("µs"), .init("naive µs"), .init("times faster"),
      ],
      caption: "Least mean of 15 samples of about 2 ms, one thread. \(Machine.current.sentence).")
    for benchmark in benchmarks {
      table.append([
        Table.Cell(benchmark.name), Table.Cell(fixed(benchmark.nanoseconds / 1000, decimals: 2)),
        Table.Cell(fixed(benchmark.naiveNanoseconds / 1000, decimals: 2)),
        Table.Cell(fixed(benchmark.ratio, decimals: 1)),
      ])
    }
    return table
  }
}

/// Keeps the optimizer from leaving out a computation whose result nobody reads.
@inline(never)
func keep<Value>(_ value: Value) {}
