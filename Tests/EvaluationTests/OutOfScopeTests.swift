import Evaluation
import IntentTypes
import Testing

@Suite struct OutOfScopeTests {
  let utterances = [
    example("exam", [0, 1, 0], outOfScope: 0.1),
    example("exam", [0, 1, 0], outOfScope: 0.4),
    example("exam", [1, 0, 0], outOfScope: 0.6, rejected: true),
    example("oos", [1, 0, 0], outOfScope: 0.4),
    example("oos", [1, 0, 0], outOfScope: 0.9, rejected: true),
  ]

  @Test func `recall, precision and F1 at the shipped threshold`() {
    let detection = OutOfScopeDetection(utterances)
    #expect(detection.count == 2)
    #expect(detection.recall == 0.5)
    #expect(detection.precision == 0.5)
    #expect(detection.f1 == 0.5)
  }

  @Test func `AUROC counts ties half, by hand over six pairs`() {
    // 0.9 beats all three; 0.4 beats 0.1, ties 0.4, loses to 0.6.
    #expect(OutOfScopeDetection(utterances).auroc == 4.5 / 6)
  }

  @Test func `FPR95 is the in-scope share lost when all but five percent are found`() {
    #expect(OutOfScopeDetection(utterances).fpr95 == 2.0 / 3)
  }

  @Test func `with one class only there is no detection`() {
    let inScope = OutOfScopeDetection(utterances.filter(\.isInScope))
    #expect(inScope.recall == nil && inScope.precision == nil && inScope.f1 == nil)
    #expect(inScope.auroc == nil && inScope.aupr == nil && inScope.fpr95 == nil)
    let outOfScope = OutOfScopeDetection(utterances.filter { !$0.isInScope })
    #expect(outOfScope.recall == 0.5 && outOfScope.auroc == nil)
    #expect(OutOfScopeDetection([]).recall == nil)
  }

  @Test func `the curve goes from rejecting everything to nothing`() {
    let points = AccuracyRejectionCurve(utterances).points
    #expect(points.map(\.threshold) == [(0.1).nextDown, 0.1, 0.4, 0.6, 0.9])
    #expect(points.map(\.inScopeRejected) == [1, 2.0 / 3, 1.0 / 3, 0, 0])
    #expect(points.map(\.outOfScopeRecall) == [1, 1, 0.5, 0.5, 0])
    #expect(points.map(\.accuracyOfAnswered) == [nil, 1, 2.0 / 3, 0.5, 0.4])
    #expect(points.map(\.jointAccuracy) == [0.4, 0.6, 0.6, 0.6, 0.4])
    #expect(AccuracyRejectionCurve([]).points.isEmpty)
  }

  @Test func `a thinned curve keeps its ends`() {
    let curve = AccuracyRejectionCurve(randomExamples(count: 400, seed: 4))
    let thin = curve.thinned(to: 11)
    #expect(thin.count == 11)
    #expect(thin.first == curve.points.first && thin.last == curve.points.last)
  }

  @Test func `Larson's protocol takes the threshold from validation`() throws {
    let result = try #require(larsonProtocol(validation: utterances, test: utterances))
    #expect(result.threshold == 0.6)
    #expect(result.inScopeAccuracy == 2.0 / 3)
    #expect(result.outOfScopeRecall == 0.5)
    #expect(larsonProtocol(validation: utterances.filter(\.isInScope), test: utterances) == nil)
  }

  @Test func `the fixed-rejection protocol needs no out-of-scope example`() throws {
    let inScope = utterances.filter(\.isInScope)
    let strict = try #require(
      fixedRejectionProtocol(validation: inScope, test: utterances, rejectedShare: 0.34))
    #expect(strict.threshold == 0.4)
    #expect(strict.outOfScopeRecall == 0.5)
    let lenient = try #require(fixedRejectionProtocol(validation: inScope, test: utterances))
    #expect(lenient.threshold == 0.6)
    #expect(fixedRejectionProtocol(validation: [], test: utterances) == nil)
  }
}
