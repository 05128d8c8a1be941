import Crypto
import Dialogue
import Foundation
import IntentClassification
import IntentTypes
import Knowledge
import ModelFiles

/// What judges and answers messages: the knowledge, the dialogue over it, and the bots. It never
/// changes; a reload makes another one, and requests under way keep theirs.
final class Engine: Sendable {
  let helpLine: HelpLine
  let bots: Bots

  private init(helpLine: HelpLine, bots: Bots) {
    self.helpLine = helpLine
    self.bots = bots
  }

  /// Who judges, after `ServerSettings.BotChoice`.
  enum Bots: Sendable {
    case rules(RuleBot)
    case learning(Model)
    case duel(RuleBot, Model)
  }

  /// A classifier and the file it came from.
  final class Model: Sendable {
    let path: String
    /// SHA-256 of the file, the first 16 hexadecimal digits: names the model beside every turn.
    let hash: String
    let classifier: IntentClassifier
    let bot: LearningBot

    init(path: String, hash: String, classifier: IntentClassifier) {
      self.path = path
      self.hash = hash
      self.classifier = classifier
      bot = LearningBot { utterance in classifier.rank(utterance) }
    }
  }

  var knowledge: Knowledge { helpLine.knowledge }

  /// nil where only rules serve.
  var model: Model? {
    switch bots {
    case .rules: nil
    case .learning(let model), .duel(_, let model): model
    }
  }

  /// Reads the corpus and, unless rules serve alone, the model, side by side.
  ///
  /// - Throws: `EngineError`, with the reason for a person.
  static func load(
    settings: ServerSettings, helpLine helpLineSettings: HelpLineSettings
  ) async throws -> Engine {
    async let loadedModel = settings.bot == .rules ? nil : loadModel(settings.model)
    let knowledge: Knowledge
    do {
      knowledge = try Knowledge.load(folder: settings.corpus)
    } catch {
      throw EngineError.unusableCorpus(folder: settings.corpus, reason: "\(error)")
    }
    // Where no rule-based bot judges, its rules need no memory.
    let helpLine = HelpLine(
      knowledge: settings.bot == .learning ? knowledge.withoutRules : knowledge,
      settings: helpLineSettings)
    guard let model = try await loadedModel else {
      return Engine(helpLine: helpLine, bots: .rules(RuleBot(knowledge: knowledge)))
    }
    let findings = knowledge.findings(forModelWith: model.classifier.intents)
    guard findings.isEmpty else {
      throw EngineError.unusableModel(
        path: model.path, reason: findings.map(\.message).joined(separator: "; "))
    }
    let bots =
      settings.bot == .duel
      ? Bots.duel(RuleBot(knowledge: knowledge), model) : Bots.learning(model)
    return Engine(helpLine: helpLine, bots: bots)
  }

  /// Half of what a model file offers: some megabytes less, some microseconds more of a message's time.
  private static let cachedWords = 1024

  private static func loadModel(_ path: String) throws(EngineError) -> Model {
    let classifier: IntentClassifier
    let bytes: Data
    do {
      // Into memory of our own: a file that is overwritten in place cannot pull a mapped model away
      // from under the requests.
      bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadableModel(path: path)
    }
    do {
      classifier = try IntentClassifier(ModelFile.parse(bytes), cachedWords: cachedWords)
    } catch {
      throw .unusableModel(path: path, reason: "\(error)")
    }
    let hash = SHA256.hash(data: bytes).prefix(8).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    return Model(path: path, hash: hash, classifier: classifier)
  }

  /// What the bots think, the serving one first.
  func judgements(of utterance: String, conversation id: String) -> [Judgement] {
    switch bots {
    case .rules(let rules): [rules.judgement(of: utterance)]
    case .learning(let model): [model.bot.judgement(of: utterance)]
    case .duel(let rules, let model):
      Duel(rules: rules, learning: model.bot).judgements(of: utterance, conversation: id)
    }
  }

  /// The bot that serves the conversation.
  func serving(conversation id: String) -> BotKind {
    switch bots {
    case .rules: .rules
    case .learning: .learning
    case .duel(let rules, let model):
      Duel(rules: rules, learning: model.bot).serving(conversation: id)
    }
  }

  /// The ranking that `POST /model/parse` shows.
  func ranking(of utterance: String) -> IntentRanking {
    switch bots {
    case .rules(let rules): rules.judgement(of: utterance).ranking
    case .learning(let model), .duel(_, let model): model.classifier.rank(utterance)
    }
  }
}

/// Why an engine cannot serve.
enum EngineError: Error, Equatable, CustomStringConvertible {
  case unusableCorpus(folder: String, reason: String)
  case unreadableModel(path: String)
  case unusableModel(path: String, reason: String)

  var description: String {
    switch self {
    case .unusableCorpus(let folder, let reason): "the corpus \(folder) cannot serve: \(reason)"
    case .unreadableModel(let path):
      "cannot read the model \(path); `make train` makes it, `--bot rules` serves without one"
    case .unusableModel(let path, let reason): "the model \(path) cannot serve: \(reason)"
    }
  }
}
