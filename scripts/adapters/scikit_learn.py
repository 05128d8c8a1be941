#!/usr/bin/env python3
"""scikit-learn behind the line protocol: TF-IDF of words and characters under a linear model.

Features: word 1-2-grams and character 2-5-grams inside words, sublinear tf, each block of length 1.
`svm`: LinearSVC, C = 1; `logistic-regression`: C = 30.
"""

import os
import pickle
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import environment  # noqa: E402
import exchange  # noqa: E402

environment.enter("scikit-learn")
import numpy  # noqa: E402
import sklearn  # noqa: E402
from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.pipeline import make_pipeline, make_union  # noqa: E402
from sklearn.svm import LinearSVC  # noqa: E402

# A margin of 1 is a clear decision: this makes a softmax of margins about as sure as it is right.
SHARPNESS = 4.0


def pipeline(options):
    features = make_union(
        TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True,
                        token_pattern=r"(?u)\b\w+\b"),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True))
    if options.model == "svm":
        return make_pipeline(features, LinearSVC(C=1, random_state=options.seed))
    return make_pipeline(
        features, LogisticRegression(C=30, max_iter=1000, random_state=options.seed))


def probabilities(model, options, texts):
    """[texts, intents], in the order of `model.classes_`."""
    if options.model != "svm":
        return model.predict_proba(texts)
    margins = model.decision_function(texts)
    if margins.ndim == 1:
        margins = numpy.stack([-margins, margins], axis=1)
    powers = numpy.exp(SHARPNESS * (margins - margins.max(axis=1, keepdims=True)))
    return powers / powers.sum(axis=1, keepdims=True)


def main():
    options = exchange.arguments(__doc__, lambda parser: parser.add_argument(
        "--model", choices=["svm", "logistic-regression"], default="svm"))
    texts, intents = exchange.training_examples(options.train)
    model = pipeline(options)
    _, seconds = exchange.timed(lambda: model.fit(texts, intents))
    names = list(model.classes_)

    def predict_all(texts):
        shares = probabilities(model, options, texts)
        best = numpy.argsort(-shares, axis=1, kind="stable")[:, :exchange.LONGEST]
        return [[(names[place], float(row[place])) for place in places]
                for row, places in zip(shares, best)]

    exchange.write(
        options.output, seconds,
        [f"scikit-learn {sklearn.__version__}", f"numpy {numpy.__version__}"],
        len(pickle.dumps(model)), predict_all, exchange.test_texts(options.test))


main()
