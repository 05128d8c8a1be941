import Features
import Foundation
import IntentTypes
import Kernels
public import ModelFiles
import NeuralNetwork
import Text

/// The classifier as a model file: tensors in the body, the vocabulary among them; everything that is text as
/// strings in the metadata.
extension IntentClassifier {
  /// What a model file of this kind calls itself, and the version that this code reads and writes.
  public static let fileKind = "senim-intent-classifier"
  public static let fileVersion = "1"

  /// Maps the file at `path`; the large tables are used where they lie.
  ///
  /// - Throws: `ModelFileError` for what is wrong with the file, `IntentModelError` for what is
  ///   wrong with the model in it.
  public static func load(_ path: String) throws -> IntentClassifier {
    try IntentClassifier(ModelFile.read(at: path))
  }

  /// Writes the model file whole or not at all.
  public func save(to path: String) throws {
    try modelFile.write(to: path)
  }

  /// The model file's content. The same classifier always gives the same bytes.
  public var modelFile: ModelFile {
    var tensors = [
      Tensor(
        name: Name.slots, shape: [featurizer.vocabulary.slots.count],
        uint64s: featurizer.vocabulary.slots),
      Tensor(
        name: Name.inverseDocumentFrequencies, shape: [featurizer.vocabulary.count],
        floats: featurizer.inverseDocumentFrequencies),
    ]
    for (number, tower) in network.bagTowers.enumerated() {
      tensors += tower.tensors(prefix: "bag.\(number)")
    }
    for (number, tower) in network.convolutionTowers.enumerated() {
      tensors += tower.tensors(prefix: "convolution.\(number)")
    }
    let words = Array(commonWords.spellings.joined(separator: "\n").utf8)
    tensors.append(Tensor(name: Name.commonWords, shape: [words.count], uint8s: Data(words)))
    return ModelFile(metadata: metadata, tensors: tensors)
  }

  private var metadata: [String: String] {
    var metadata = information
    metadata[Key.kind] = Self.fileKind
    metadata[Key.version] = Self.fileVersion
    metadata[Key.intents] = json(intents.map(\.name))
    metadata[Key.textSettings] = json(textSettings)
    metadata[Key.featureSettings] = json(featurizer.extractor.settings)
    metadata[Key.tokenRows] = String(featurizer.vocabulary.tokenRowCount)
    metadata[Key.bagTowers] = String(network.bagTowers.count)
    metadata[Key.convolutionTowers] = String(network.convolutionTowers.count)
    metadata[Key.temperature] = "\(temperature)"
    metadata[Key.rejection] = json(rejection)
    metadata[Key.rejectionScores] = json(OutOfScopeScores.names)
    return metadata
  }

  /// The classifier in a model file.
  ///
  /// - Parameter cachedWords: at most so many of the file's common words are worked out now. Fewer take less
  ///   memory, some kilobytes each, and a little more time for each utterance; no result depends on it.
  public init(_ file: ModelFile, cachedWords: Int = .max) throws {
    guard file.metadata[Key.kind] == Self.fileKind else {
      throw IntentModelError.notAModel(found: file.metadata[Key.kind] ?? "no kind")
    }
    let version = try file.metadata(Key.version)
    guard version == Self.fileVersion else {
      throw IntentModelError.wrongVersion(found: version, expected: Self.fileVersion)
    }
    let names: [String] = try file.decoded(Key.intents)
    guard names.count > 1, Set(names).count == names.count else {
      throw IntentModelError.badIntents(count: names.count)
    }
    let featurizer = try Featurizer(file)
    let network = try Network(file, featurizer.vocabulary, intentCount: names.count)
    let rejection: RejectionRule = try file.decoded(Key.rejection)
    guard rejection.weights.count == OutOfScopeScores.count else {
      throw IntentModelError.badSetting(
        key: Key.rejection, found: "\(rejection.weights.count) weights",
        expected: "\(OutOfScopeScores.count)")
    }
    guard rejection.weights.allSatisfy(\.isFinite), rejection.bias.isFinite,
      (0...1).contains(rejection.threshold)
    else {
      throw IntentModelError.badSetting(
        key: Key.rejection, found: "a threshold of \(rejection.threshold)",
        expected: "finite weights and a threshold from 0 to 1")
    }
    let text: TextSettings = try file.decoded(Key.textSettings)
    guard text.maximumTokens >= 1 else {
      throw IntentModelError.badSetting(
        key: Key.textSettings, found: "\(text.maximumTokens) tokens at most", expected: "1 or more")
    }
    let temperature = try file.metadata(Key.temperature)
    guard let divisor = Float(temperature), (0.01...100).contains(divisor) else {
      throw IntentModelError.badSetting(
        key: Key.temperature, found: temperature, expected: "a number from 0.01 to 100")
    }
    self.init(
      intents: names.map(Intent.init), textSettings: text,
      featurizer: featurizer, network: network, commonWords: try file.commonWords(),
      cachedWords: cachedWords,
      temperature: divisor, rejection: rejection)
    information = file.metadata.filter { !Key.all.contains($0.key) }
  }

  /// Metadata keys that the classifier itself owns; all others are `information`.
  enum Key {
    static let kind = "kind"
    static let version = "format_version"
    static let intents = "intents"
    static let textSettings = "text_settings"
    static let featureSettings = "feature_settings"
    static let tokenRows = "vocabulary_token_rows"
    static let bagTowers = "bag_towers"
    static let convolutionTowers = "convolution_towers"
    static let temperature = "temperature"
    static let rejection = "rejection"
    static let rejectionScores = "rejection_scores"

    static let all: Set<String> = [
      kind, version, intents, textSettings, featureSettings, tokenRows, bagTowers,
      convolutionTowers, temperature, rejection, rejectionScores,
    ]
  }

  enum Name {
    static let slots = "vocabulary.slots"
    static let inverseDocumentFrequencies = "vocabulary.inverse_document_frequencies"
    static let commonWords = "common_words"
  }
}

/// A value as JSON with sorted keys, so that equal values give equal bytes.
private func json(_ value: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  // Settings and names are plain strings, numbers and Booleans: encoding cannot fail.
  guard let data = try? encoder.encode(value) else { return "null" }
  return String(decoding: data, as: UTF8.self)
}

extension ModelFile {
  /// The value that a metadata string holds as JSON.
  func decoded<Value: Decodable>(_ key: String) throws -> Value {
    let text = try metadata(key)
    do {
      return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    } catch {
      throw IntentModelError.badSetting(
        key: key, found: String(text.prefix(60)), expected: "JSON of \(Value.self)")
    }
  }

  /// The spellings in the tensor of common words, one a line.
  func commonWords() throws -> [String] {
    let bytes = try tensor(
      named: IntentClassifier.Name.commonWords, type: .uint8, shape: [nil]
    ).uint8Bytes()
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw IntentModelError.badCommonWords(bytes: bytes.count)
    }
    let words = text.split(separator: "\n")
    guard words.count <= CommonWords.limit else {
      throw IntentModelError.tooManyCommonWords(found: words.count, limit: CommonWords.limit)
    }
    return words.map(String.init)
  }

  /// The whole number of a metadata string, 0 or more.
  func count(_ key: String) throws -> Int {
    let text = try metadata(key)
    guard let count = Int(text), count >= 0 else {
      throw IntentModelError.badSetting(key: key, found: text, expected: "a whole number from 0")
    }
    return count
  }
}

extension Featurizer {
  init(_ file: ModelFile) throws {
    let slots = try file.tensor(
      named: IntentClassifier.Name.slots, type: .uint64, shape: [nil]
    ).uint64s()
    let weights = try file.tensor(
      named: IntentClassifier.Name.inverseDocumentFrequencies, type: .float32, shape: [nil]
    ).floats()
    let tokenRows = try file.count(IntentClassifier.Key.tokenRows)
    guard let vocabulary = Vocabulary(slots: slots, count: weights.count, tokenRowCount: tokenRows)
    else {
      throw IntentModelError.badVocabulary(slots: slots.count, rows: weights.count)
    }
    let settings: FeatureSettings = try file.decoded(IntentClassifier.Key.featureSettings)
    guard settings.isValid else {
      throw IntentModelError.badSetting(
        key: IntentClassifier.Key.featureSettings,
        found: "n-grams of \(settings.shortestCharacterNGram)–\(settings.longestCharacterNGram)",
        expected: "lengths of 1 to 8")
    }
    self.init(settings: settings, vocabulary: vocabulary, inverseDocumentFrequencies: weights)
  }
}
