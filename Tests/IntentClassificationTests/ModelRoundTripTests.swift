import Datasets
import Features
import Foundation
import IntentClassification
import IntentTypes
import ModelFiles
import Testing
import Training

private let corpus: [LabeledUtterance] = [
  ("hours", "when does the library open"), ("hours", "library hours"), ("hours", "open today"),
  ("hours", "кітапхана қашан ашылады"), ("price", "how much is tuition"),
  ("price", "what does a year cost"), ("price", "оқу ақысы қанша"), ("price", "сколько стоит год"),
  ("wifi", "wifi does not work"), ("wifi", "connect to wifi"), ("wifi", "пароль от вайфая"),
  ("wifi", "вайфайға қосылу"), ("oos", "what is the weather"), ("oos", "рецепт борща"),
].map { LabeledUtterance(text: $0.1, intent: Intent($0.0)) }

private func trainedModel(_ change: (inout Hyperparameters) -> Void = { _ in }) async throws
  -> IntentClassifier
{
  var settings = Hyperparameters()
  settings.features.minimumDocumentFrequency = 1
  settings.hiddenSize = 24
  settings.filterCount = 20
  settings.tokenDimension = 12
  settings.batchSize = 4
  settings.epochs = 20
  change(&settings)
  return try await IntentTrainer(hyperparameters: settings).train(corpus, validation: corpus)
}

private let questions =
  corpus.map(\.text) + [
    "", "?", "whendoes", "кітапхана 2024", "zzz zzz", "how much is the library wifi open price",
  ]

@Suite struct `Model file` {
  @Test func `gives bit-identical rankings after saving and loading`() async throws {
    let model = try await trainedModel()
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("round-trip-\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try model.save(to: path)
    let loaded = try IntentClassifier.load(path)
    for question in questions {
      #expect(model.rank(question) == loaded.rank(question), "\(question)")
    }
    #expect(try model.modelFile.serialized() == loaded.modelFile.serialized())
  }

  @Test func `keeps the linear variant`() async throws {
    let model = try await trainedModel {
      $0 = $0.linearVariant
    }
    let loaded = try IntentClassifier(ModelFile.parse(model.modelFile.serialized()))
    for question in questions { #expect(model.rank(question) == loaded.rank(question)) }
  }

  @Test func `ranks the same with and without the cache of words`() async throws {
    let cached = try await trainedModel()
    let plain = try await trainedModel { $0.cachedWords = 0 }
    for question in questions {
      let (a, b) = (cached.rank(question), plain.rank(question))
      for (x, y) in zip(a, b) {
        #expect(x.intent == y.intent)
        // The same sums in another order: float32 rounding of about a hundred terms.
        #expect(abs(x.confidence - y.confidence) < 1e-5)
      }
    }
  }

  @Test func `always ranks every intent once`() async throws {
    let model = try await trainedModel()
    for question in questions {
      let ranking = model.rank(question)
      #expect(Set(ranking.map(\.intent)) == Set(model.intents))
      #expect(abs(ranking.reduce(0) { $0 + $1.confidence } - 1) < 1e-5)
      #expect(zip(ranking, ranking.dropFirst()).allSatisfy { $0.confidence >= $1.confidence })
      #expect((0...1).contains(ranking.outOfScopeScore))
    }
    #expect(!model.intents.contains(.outOfScope))
  }

  @Test func `says what kind of file it found`() async throws {
    var file = try await trainedModel().modelFile
    file.metadata["kind"] = nil
    #expect(throws: IntentModelError.notAModel(found: "no kind")) { try IntentClassifier(file) }
    file.metadata["kind"] = IntentClassifier.fileKind
    file.metadata["format_version"] = "99"
    #expect(throws: IntentModelError.wrongVersion(found: "99", expected: "1")) {
      try IntentClassifier(file)
    }
    #expect(
      IntentModelError.wrongVersion(found: "99", expected: "1").description
        == "the model file has format version 99, this program reads 1; train the model again")
  }

  @Test(arguments: [
    "intents", "text_settings", "feature_settings", "vocabulary_token_rows", "bag_towers",
    "convolution_towers", "temperature", "rejection",
  ])
  func `refuses a damaged setting`(key: String) async throws {
    var file = try await trainedModel { $0.epochs = 1 }.modelFile
    file.metadata[key] = "[]"
    #expect(throws: (any Error).self) { try IntentClassifier(file) }
    file.metadata[key] = nil
    #expect(throws: ModelFileError.missingMetadata(key: key)) { try IntentClassifier(file) }
  }

  @Test func `gives the same rankings and the same file with fewer words worked out`() async throws
  {
    let file = try await trainedModel().modelFile
    let whole = try IntentClassifier(file)
    for count in [0, 3] {
      let part = try IntentClassifier(file, cachedWords: count)
      #expect(questions.map { part.rank($0) } == questions.map { whole.rank($0) })
      #expect(part.modelFile == file)
    }
  }

  @Test(arguments: [
    ("rejection", "\"threshold\":", "\"threshold\":7,\"old\":"),
    ("text_settings", "\"maximumTokens\":64", "\"maximumTokens\":-64"),
  ])
  func `refuses a setting out of range`(key: String, found: String, replacement: String)
    async throws
  {
    var file = try await trainedModel { $0.epochs = 1 }.modelFile
    let value = try file.metadata(key)
    #expect(value.contains(found))
    file.metadata[key] = value.replacing(found, with: replacement)
    #expect(throws: IntentModelError.self) { try IntentClassifier(file) }
  }

  @Test func `refuses a missing or misshapen tensor, each by name`() async throws {
    let file = try await trainedModel { $0.epochs = 1 }.modelFile
    for tensor in file.tensors {
      var damaged = file
      damaged.tensors.removeAll { $0.name == tensor.name }
      #expect(throws: (any Error).self, "\(tensor.name)") { try IntentClassifier(damaged) }
    }
  }

  @Test(arguments: [
    ([UInt8](repeating: 0xff, count: 3), IntentModelError.badCommonWords(bytes: 3)),
    (
      Array(String(repeating: "a\n", count: 20_000).utf8),
      IntentModelError.tooManyCommonWords(found: 20_000, limit: 16_384)
    ),
  ])
  func `refuses common words that cannot be`(words: [UInt8], error: IntentModelError) async throws {
    var file = try await trainedModel { $0.epochs = 1 }.modelFile
    file.tensors.removeAll { $0.name == "common_words" }
    file.tensors.append(
      Tensor(name: "common_words", shape: [words.count], uint8s: Data(words)))
    #expect(throws: error) { try IntentClassifier(file) }
  }
}
