import Evaluation
import IntentTypes
import Testing

@Suite struct CalibrationTests {
  @Test func `the error is the weighted gap of the bins, by hand`() throws {
    let calibration = Calibration(
      [
        example("exam", [0.125, 0.75, 0.125]), example("exam", [0.75, 0.125, 0.125]),
        example("library", [0, 0, 1]), example("oos", [1, 0, 0]),
      ], binCount: 5)
    #expect(calibration.bins.map(\.count) == [0, 0, 0, 2, 1])
    #expect(calibration.bins[3].confidence == 0.75)
    #expect(calibration.bins[3].accuracy == 0.5)
    #expect(calibration.bins[0].accuracy == nil)
    let error = try #require(calibration.expectedError)
    #expect(abs(error - 0.5 / 3) < 1e-9)
    #expect(calibration.maximumError == 0.25)
  }

  @Test func `a confidence on a border belongs to the lower bin`() {
    let calibration = Calibration([example("exam", [0.25, 0.5, 0.25])], binCount: 4)
    #expect(calibration.bins.map(\.count) == [0, 1, 0, 0])
  }

  @Test func `without in-scope utterances there is no error`() {
    #expect(Calibration([]).expectedError == nil)
    #expect(Calibration([example("oos", [1, 0, 0])]).maximumError == nil)
    #expect(Calibration([]).bins.count == 15)
  }
}
