/// How a dataset is written down. The raw value is the name on the command line.
public enum DatasetFormat: String, Sendable, CaseIterable {
  /// `intent<TAB>text` or `intent<TAB>language<TAB>text`, a line each.
  case tsv
  /// Comma or semicolon separated with a header that names a text and a label column.
  case csv
  /// A JSON object with a text and a label on each line.
  case jsonl
  /// One JSON object: `train`, `val`, `test`, `oos_train`, ... with `["text", "label"]` pairs.
  case clinc150
  /// A folder with the parallel files `seq.in` and `label`.
  case folder
  /// Rasa NLU YAML.
  case rasa
  /// `__label__intent text`, a line each.
  case fasttext
  /// The chatbot tutorials' `intents.json`: `tag` and `patterns`.
  case tutorial
  /// Snips NLU JSON: `intents` with `utterances` of text chunks.
  case snips
  /// CoNLL blocks with `# text = ` and `# intent = ` lines.
  case xsid
  /// AutoIntent JSON: parts with `utterance` and `label`.
  case autointent
  /// A corpus folder: `utterances/*.tsv`, `splits.tsv`, `blind.tsv`.
  case helpline
}
