"""The metrics of scikit-learn for the rows on standard input, as JSON.

A row: {"truth", "predicted", "top3": [..], "confidence", "score", "rejected"}; truth "oos" is out of
scope. The calibration error is written out with numpy: scikit-learn has none.
"""

import json
import sys

import numpy
from sklearn import metrics

rows = json.load(sys.stdin)
inside = [row for row in rows if row["truth"] != "oos"]
truth = [row["truth"] for row in inside]
predicted = [row["predicted"] for row in inside]
positive = numpy.array([row["truth"] == "oos" for row in rows])
score = numpy.array([row["score"] for row in rows])
rejected = numpy.array([row["rejected"] for row in rows])

false_rate, true_rate, _ = metrics.roc_curve(positive, score, drop_intermediate=False)
precision, recall, f1, support = metrics.precision_recall_fscore_support(
    truth, predicted, zero_division=0)

confidence = numpy.array([row["confidence"] for row in inside])
correct = numpy.array([t == p for t, p in zip(truth, predicted)], dtype=float)
bins = numpy.digitize(confidence, numpy.linspace(0, 1, 16)[1:-1], right=True)
gaps = [abs(correct[bins == b].mean() - confidence[bins == b].mean()) * (bins == b).mean()
        for b in range(15) if (bins == b).any()]

print(json.dumps({
    "accuracy": metrics.accuracy_score(truth, predicted),
    "top3": numpy.mean([row["truth"] in row["top3"] for row in inside]),
    "macro_f1": metrics.f1_score(truth, predicted, average="macro", zero_division=0),
    "weighted_f1": metrics.f1_score(truth, predicted, average="weighted", zero_division=0),
    "precision": precision.tolist(),
    "recall": recall.tolist(),
    "f1": f1.tolist(),
    "confusion": metrics.confusion_matrix(truth, predicted).tolist(),
    "oos_precision": metrics.precision_score(positive, rejected, zero_division=0),
    "oos_recall": metrics.recall_score(positive, rejected),
    "oos_f1": metrics.f1_score(positive, rejected),
    "auroc": metrics.roc_auc_score(positive, score),
    "aupr": metrics.average_precision_score(positive, score),
    "fpr95": false_rate[numpy.argmax(true_rate >= 0.95)],
    "ece": sum(gaps),
}))
