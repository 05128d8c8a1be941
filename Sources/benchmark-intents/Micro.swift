import ArgumentParser
import IntentBenchmarks
import Reports

/// Kernels, text and inference beside their naive twins.
struct Micro: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Time kernels, text and inference as ratios to their naive twins.")

  func run() async throws {
    let kernels = MicroBenchmark.kernels()
    do throws(BenchmarkError) {
      print(MicroBenchmark.table(kernels + (try await MicroBenchmark.inference())).terminal)
    } catch {
      throw Failure(error)
    }
  }
}
