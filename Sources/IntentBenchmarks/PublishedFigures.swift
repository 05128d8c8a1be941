/// Figures that others have published, with their sources; measured elsewhere, on other machines, mostly
/// by models trained on far more text than the datasets hold.
public struct PublishedFigure: Sendable, Equatable {
  public let dataset: String
  public let model: String
  /// In percent, as printed in the source.
  public let accuracy: Double
  /// Recall of out-of-scope utterances in percent, where the source has it beside the accuracy.
  public let outOfScopeRecall: Double?
  public let source: String

  private init(
    _ dataset: String, _ model: String, _ accuracy: Double, recall: Double? = nil, _ source: String
  ) {
    self.dataset = dataset
    self.model = model
    self.accuracy = accuracy
    outOfScopeRecall = recall
    self.source = source
  }

  /// Larson et al. 2019, table 2: in-scope accuracy and recall by a threshold and by training with
  /// out-of-scope utterances.
  private static let larson = "Larson et al. 2019, table 2 (doi:10.18653/v1/D19-1131)"
  private static let casanueva = "Casanueva et al. 2020 (doi:10.18653/v1/2020.nlp4convai-1.5)"

  public static let all: [PublishedFigure] = [
    PublishedFigure("clinc150", "fastText, threshold", 88.6, recall: 28.3, larson),
    PublishedFigure("clinc150", "SVM, threshold", 88.2, recall: 18.0, larson),
    PublishedFigure("clinc150", "CNN, threshold", 90.9, recall: 30.9, larson),
    PublishedFigure("clinc150", "DialogFlow, threshold", 90.8, recall: 26.7, larson),
    PublishedFigure("clinc150", "Rasa, threshold", 90.9, recall: 31.2, larson),
    PublishedFigure("clinc150", "MLP over USE, threshold", 93.4, recall: 49.1, larson),
    PublishedFigure("clinc150", "BERT fine-tuned, threshold", 96.2, recall: 52.3, larson),
    PublishedFigure("clinc150", "fastText, trained with oos", 89.0, recall: 9.7, larson),
    PublishedFigure("clinc150", "SVM, trained with oos", 91.0, recall: 14.5, larson),
    PublishedFigure("clinc150", "DialogFlow, trained with oos", 91.7, recall: 14.0, larson),
    PublishedFigure("clinc150", "Rasa, trained with oos", 91.5, recall: 45.3, larson),
    PublishedFigure("clinc150", "MLP over USE, trained with oos", 93.5, recall: 47.4, larson),
    PublishedFigure("clinc150", "BERT fine-tuned, trained with oos", 96.9, recall: 40.3, larson),
    PublishedFigure("banking77", "BERT fine-tuned", 93.66, casanueva),
    PublishedFigure("hwu64", "BERT fine-tuned", 92.10, casanueva),
    PublishedFigure("banking77", "USE", 92.81, casanueva),
    PublishedFigure("hwu64", "USE", 91.25, casanueva),
  ]
}
