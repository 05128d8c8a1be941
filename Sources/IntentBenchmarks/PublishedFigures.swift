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

  /// Reported by the papers' authors, collected in the repository that HWU64's samples come from.
  private static func collected(_ paper: String) -> String {
    "\(paper), in github.com/jianguoz/Few-Shot-Intent-Detection"
  }

  private static let dnnc = collected("Zhang et al. 2020 (doi:10.18653/v1/2020.emnlp-main.411)")
  private static let cpft = collected("Zhang et al. 2021 (arXiv:2109.06349)")

  public static let all: [PublishedFigure] = whole + fewShot

  private static let fewShot: [PublishedFigure] = [
    PublishedFigure("clinc150-5-shot", "RoBERTa fine-tuned", 87.99, dnnc),
    PublishedFigure("clinc150-5-shot", "USE", 87.82, collected(casanueva)),
    PublishedFigure("clinc150-5-shot", "CPFT", 92.34, cpft),
    PublishedFigure("clinc150-10-shot", "RoBERTa fine-tuned", 91.55, dnnc),
    PublishedFigure("clinc150-10-shot", "USE", 90.85, collected(casanueva)),
    PublishedFigure("clinc150-10-shot", "CPFT", 94.18, cpft),
    PublishedFigure("banking77-5-shot", "RoBERTa fine-tuned", 74.04, dnnc),
    PublishedFigure("banking77-5-shot", "USE", 76.29, collected(casanueva)),
    PublishedFigure("banking77-5-shot", "CPFT", 80.86, cpft),
    PublishedFigure("banking77-10-shot", "RoBERTa fine-tuned", 84.27, dnnc),
    PublishedFigure("banking77-10-shot", "USE", 84.23, collected(casanueva)),
    PublishedFigure("banking77-10-shot", "CPFT", 87.20, cpft),
    PublishedFigure("hwu64-train_5", "RoBERTa fine-tuned", 75.56, dnnc),
    PublishedFigure("hwu64-train_5", "USE", 77.79, collected(casanueva)),
    PublishedFigure("hwu64-train_5", "CPFT", 82.03, cpft),
    PublishedFigure("hwu64-train_10", "RoBERTa fine-tuned", 82.90, dnnc),
    PublishedFigure("hwu64-train_10", "USE", 83.75, collected(casanueva)),
    PublishedFigure("hwu64-train_10", "CPFT", 87.13, cpft),
  ]

  private static let whole: [PublishedFigure] = [
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
