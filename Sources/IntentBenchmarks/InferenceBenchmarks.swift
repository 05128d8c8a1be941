import Datasets
import Features
import IntentClassification
import IntentTypes
import Kernels
import Text
import Training

extension MicroBenchmark {
  /// Text, features and the way from text to ranking beside the same written with strings and dictionaries;
  /// a mean utterance of a synthetic corpus of 150 intents.
  ///
  /// - Throws: `training`.
  public static func inference() async throws(BenchmarkError) -> [MicroBenchmark] {
    useSingleThreadedBLAS()
    let corpus = SyntheticUtterances(intentCount: 150).make(6000, seed: 5)
    var settings = Hyperparameters()
    settings.epochs = 1
    let classifier: IntentClassifier
    do throws(TrainingError) {
      classifier = try await IntentTrainer(hyperparameters: settings)
        .trainUncalibrated(corpus)
    } catch {
      throw .training(error.description)
    }
    let asked = SyntheticUtterances(intentCount: 150).make(100, seed: 6).map(\.text)
    let naive = NaiveText(corpus.map(\.text))
    return [
      tokens(asked), features(asked, classifier, naive), ranking(asked, classifier, naive),
    ]
  }

  private static func tokens(_ asked: [String]) -> MicroBenchmark {
    let pipeline = TextPipeline()
    var text = TokenizedText()
    return perUtterance("text to tokens", asked) {
      pipeline.tokenize($0, into: &text)
    } naive: {
      keep(NaiveText.words($0))
    }
  }

  private static func features(
    _ asked: [String], _ classifier: IntentClassifier, _ naive: NaiveText
  ) -> MicroBenchmark {
    var text = TokenizedText()
    var features = UtteranceFeatures()
    var scratch = Featurizer.Scratch()
    return perUtterance("text to features", asked) {
      classifier.pipeline.tokenize($0, into: &text)
      classifier.featurizer.features(of: text, into: &features, scratch: &scratch)
    } naive: {
      keep(naive.features($0))
    }
  }

  /// The twin has one bag tower only: a hidden layer of 128 units and an output layer.
  private static func ranking(
    _ asked: [String], _ classifier: IntentClassifier, _ naive: NaiveText
  ) -> MicroBenchmark {
    var generator = SeededGenerator(seed: 9)
    let table = randomMatrix(naive.count, 128, &generator)
    let output = randomMatrix(128, 150, &generator)
    var scratch = IntentClassifier.Scratch()
    return perUtterance("text to ranking, one utterance, 150 intents", asked) {
      keep(classifier.rank($0, &scratch))
    } naive: {
      let hidden = naiveEmbeddingBag(table, naive.features($0))
      var logits = naiveMatrixMultiply(hidden, .asIs, output, .asIs).elements
      softmax(&logits)
      keep(IntentRanking(intents: classifier.intents, probabilities: logits))
    }
  }

  /// Measures a round over `asked` and divides by their number.
  private static func perUtterance(
    _ name: String, _ asked: [String], operation: (String) -> Void, naive: (String) -> Void
  ) -> MicroBenchmark {
    let round = measured(name) {
      for utterance in asked { operation(utterance) }
    } naive: {
      for utterance in asked { naive(utterance) }
    }
    let count = Double(max(asked.count, 1))
    return MicroBenchmark(
      name: name, nanoseconds: round.nanoseconds / count,
      naiveNanoseconds: round.naiveNanoseconds / count)
  }
}
