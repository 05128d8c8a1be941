#!/usr/bin/env python3
"""fastText (Joulin et al. 2017, arXiv:1607.01759) behind the line protocol.

The settings are the tuned ones of the comparison; `--defaults` takes fastText's own. `--rounds` keeps the
trained model: for each line of standard input all test utterances are asked one by one, and the median of
their microseconds is printed. The text is prepared before, one intent is asked for: fastText at its best.
"""

import os
import statistics
import sys
import tempfile

# This file has the name of the module that it imports: leave its folder out of the search.
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import environment  # noqa: E402
import exchange  # noqa: E402

environment.enter("fasttext")
sys.path = [place for place in sys.path if os.path.abspath(place or ".") != HERE]
import fasttext  # noqa: E402

TUNED = {"lr": 0.5, "epoch": 50, "wordNgrams": 2, "minn": 2, "maxn": 5}


def tokenized(text):
    """Lower case, punctuation apart: what fastText's own examples do before it splits at blanks."""
    separated = "".join(c if c.isalnum() or c == "'" else f" {c} " for c in text.lower())
    return " ".join(separated.split())


def answer_rounds(model, texts):
    prepared = [tokenized(text) + "\n" for text in texts]
    for _ in sys.stdin:
        times = [exchange.timed(lambda: model.f.predict(text, 1, 0.0, "strict"))[1]
                 for text in prepared]
        print(f"{statistics.median(times) * 1e6:.3f}", flush=True)


def options_of(parser):
    parser.add_argument("--defaults", action="store_true")
    parser.add_argument("--rounds", action="store_true")


def main():
    options = exchange.arguments(__doc__, options_of)
    texts, intents = exchange.training_examples(options.train)
    names = sorted(set(intents))
    numbers = {name: number for number, name in enumerate(names)}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "train.txt")
        with open(path, "w", encoding="utf-8") as file:
            for text, intent in zip(texts, intents):
                file.write(f"__label__{numbers[intent]} {tokenized(text)}\n")
        settings = {} if options.defaults else TUNED
        model, seconds = exchange.timed(lambda: fasttext.train_supervised(
            path, thread=options.threads, seed=options.seed, verbose=0, **settings))
    if options.rounds:
        return answer_rounds(model, exchange.test_texts(options.test))
    # What the file would hold: saving the 2 million buckets takes longer than training.
    settings = model.f.getArgs()
    rows = settings.bucket + len(model.words) + len(names)
    model_bytes = rows * settings.dim * 4

    def predict(text):
        labels, confidences = model.predict(tokenized(text), k=exchange.LONGEST)
        return [(names[int(label[9:])], float(confidence))
                for label, confidence in zip(labels, confidences)]

    def predict_all(texts):
        return [predict(text) for text in texts]

    exchange.write(
        options.output, seconds, ["fasttext-wheel 0.9.2"], model_bytes, predict_all,
        exchange.test_texts(options.test))


main()
