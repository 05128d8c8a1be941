"""The line protocol of `benchmark-intents` (docs/guides/benchmark.md), for the adapters."""

import argparse
import time

BATCH = 256
# Intents written an utterance: no figure looks further than the third.
LONGEST = 10


def arguments(description, add=lambda parser: None):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--train", required=True, help="lines of intent<TAB>text")
    parser.add_argument("--test", required=True, help="lines of text")
    parser.add_argument("--output", required=True, help="where the answers go")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    add(parser)
    return parser.parse_args()


def training_examples(path):
    """Texts and intents. Out-of-scope utterances are left out: the programs have no such class."""
    texts, intents = [], []
    with open(path, encoding="utf-8") as file:
        for line in file:
            intent, text = line.rstrip("\n").split("\t", 1)
            if intent != "oos":
                texts.append(text)
                intents.append(intent)
    return texts, intents


def test_texts(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def timed(function):
    """What `function` returns, and how many seconds it took."""
    start = time.perf_counter()
    result = function()
    return result, time.perf_counter() - start


def write(path, train_seconds, versions, model_bytes, predict_all, texts):
    """Asks `predict_all(texts) -> [[(intent, confidence), ...], ...]`, best first, and writes all answers.

    At most 500 utterances, evenly spread, are asked and timed one by one; all are asked in batches,
    which are written before the next: the memory is the model's, not the answers'.
    """
    step = max(1, len(texts) // 500)
    times = {}
    for place in range(0, len(texts), step):
        _, times[place] = timed(lambda: predict_all([texts[place]]))
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"train_seconds\t{train_seconds:.6f}\n")
        if model_bytes is not None:
            file.write(f"model_bytes\t{model_bytes}\n")
        for version in versions:
            file.write(f"version\t{version}\n")
        for start in range(0, len(texts), BATCH):
            for place, ranking in enumerate(predict_all(texts[start:start + BATCH]), start):
                seconds = times.get(place)
                fields = ["prediction", "-" if seconds is None else f"{seconds * 1e6:.2f}", "-"]
                for intent, confidence in ranking[:LONGEST]:
                    fields += [intent, f"{min(max(confidence, 0.0), 1.0):.6f}"]
                file.write("\t".join(fields) + "\n")
