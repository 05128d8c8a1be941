public import Evaluation
import Foundation

/// One cell as it is kept in the results folder: figures, or the reason why there are none.
public struct CellResult: Codable, Sendable, Equatable {
  public var specification: CellSpecification
  public var provenance: Provenance
  /// Why there are no figures; nil for a measured cell.
  public var failure: String?
  public var figures: CellFigures?
  /// By perturbation: accuracy over in-scope utterances.
  public var perturbed: [String: Double]
  /// For each in-scope test utterance, in order, `1` where the top intent is right, else `0`: what
  /// McNemar's test needs.
  public var correct: String
  public var cost: Cost?

  /// What training and prediction cost.
  public struct Cost: Codable, Sendable, Equatable {
    public var trainSeconds: Double
    /// The largest resident memory of the process that trained and predicted, in bytes.
    public var peakMemoryBytes: Int?
    /// The trained model as stored; nil where the model says nothing.
    public var modelBytes: Int?
    public var latency: Latency?
    /// What the cores worked for the whole cell: training, answers, figures; nil where the system does not
    /// count it.
    public var processorSeconds: Double?

    public init(
      trainSeconds: Double, peakMemoryBytes: Int?, modelBytes: Int?, latency: Latency?,
      processorSeconds: Double? = nil
    ) {
      self.trainSeconds = trainSeconds
      self.peakMemoryBytes = peakMemoryBytes
      self.modelBytes = modelBytes
      self.latency = latency
      self.processorSeconds = processorSeconds
    }
  }

  /// A cell without figures.
  public init(_ specification: CellSpecification, failure: String, provenance: Provenance) {
    self.specification = specification
    self.provenance = provenance
    self.failure = failure
    perturbed = [:]
    correct = ""
  }

  /// A measured cell.
  public init(
    _ specification: CellSpecification, test: [EvaluatedUtterance],
    validation: [EvaluatedUtterance], perturbed: [String: [EvaluatedUtterance]], cost: Cost,
    provenance: Provenance
  ) {
    self.specification = specification
    self.provenance = provenance
    self.cost = cost
    figures = CellFigures(test, validation: validation)
    self.perturbed = perturbed.compactMapValues { accuracy(of: $0) }
    correct = String(test.filter(\.isInScope).map { $0.isCorrect ? "1" : "0" })
  }

  /// `correct` as truth values.
  public var correctFlags: [Bool] { correct.utf8.map { $0 == UInt8(ascii: "1") } }
}
