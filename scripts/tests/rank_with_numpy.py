#!/usr/bin/env python3
"""The weight file is all there is: Python's safetensors and numpy give the same ranking.

Trains small models, asks `train-intents predict --json --features` for rankings and for the features
of each utterance, and works the rankings out again from the tensors. The formulas, as in
docs/guides/neural-network.md, for a model of `bag_towers` and `convolution_towers`:

    row r of a table    = int8 row r * scale r; the same for the rows of output and linear
    bag tower           hidden = max(0, sum of value * table[index] + hidden_bias)
                        logits = hidden @ output + sum of value * linear[index] + output_bias
    convolution tower   token  = sum of table[row] / sqrt(number of rows), 0 for a token without any
                        pooled = max(0, max over windows of (filters @ three tokens) + filter_bias),
                                 two tokens of zeros before the first token and two after the last
                        logits = pooled @ output + output_bias
    confidence          = softmax(mean of the towers' logits / temperature), the intents' alone

    python3 scripts/tests/rank_with_numpy.py      # SENIM_BIN=.build/release names the program's folder

safetensors and numpy install themselves into an environment of their own (scripts/adapters).
"""

import json
import pathlib
import sys
import tempfile

import _command as command

sys.path.insert(0, str(command.ROOT / "scripts" / "adapters"))
import environment  # noqa: E402

environment.enter("safetensors")

import numpy as np  # noqa: E402
from safetensors import safe_open  # noqa: E402

# float32 on one side, float64 on the other; the difference seen is below 1e-6.
TOLERANCE = 1e-5
WIDTH = 3

QUESTIONS = [
    "when does the library open", "кітапхана қашан ашылады", "где мои оценки", "dorm", "",
    "is there a place in the dormitory for a second year student and until when can I apply",
    "кітапханада орын бар ма?", "zzzz qqqq", "MY RESULTS", "library " * 100, "😀",
]

# What the settings of a model may switch on and off.
VARIANTS = {
    "default": "{}",
    "linear path beside the hidden layer": '{"hasLinearPath": true}',
    "linear": '{"hiddenSize": 0, "convolutionTowers": 0, "bagTowers": 1}',
    "convolution only, an odd size": '{"bagTowers": 0, "filterCount": 37, "tokenDimension": 19}',
}


class Model:
    def __init__(self, path):
        with safe_open(path, framework="np") as file:
            self.metadata = file.metadata()
            self.tensors = {name: file.get_tensor(name) for name in file.keys()}
        for key, value in self.metadata.items():
            assert isinstance(value, str), f"metadata {key} is {type(value)}, expected a string"
        self.intents = json.loads(self.metadata["intents"])

    def numbers(self, name):
        """A tensor in float64; one with scales is int8 with a scale a row."""
        numbers = self.tensors[name].astype(np.float64)
        scales = self.tensors.get(name + "_scale")
        return numbers if scales is None else numbers * scales.astype(np.float64)[:, None]

    def bag_tower(self, prefix, features):
        indices = np.array(features["indices"], dtype=int)
        values = np.array(features["values"], dtype=np.float64)
        hidden = np.maximum(
            0, values @ self.numbers(prefix + ".table")[indices] + self.numbers(prefix + ".hidden_bias"))
        logits = hidden @ self.numbers(prefix + ".output") + self.numbers(prefix + ".output_bias")
        linear = self.numbers(prefix + ".linear")
        return logits + values @ linear[indices] if len(linear) else logits

    def convolution_tower(self, prefix, features):
        table = self.numbers(prefix + ".table")
        padding = [np.zeros(table.shape[1])] * (WIDTH - 1)
        tokens = [
            table[rows].sum(axis=0) / np.sqrt(max(len(rows), 1)) for rows in features["tokens"]]
        tokens = padding + tokens + padding
        windows = np.array(
            [np.concatenate(tokens[i : i + WIDTH]) for i in range(len(tokens) - WIDTH + 1)])
        products = windows @ self.numbers(prefix + ".filters").T
        pooled = np.maximum(0, products.max(axis=0) + self.numbers(prefix + ".filter_bias"))
        return pooled @ self.numbers(prefix + ".output") + self.numbers(prefix + ".output_bias")

    def confidences(self, features):
        towers = [
            self.bag_tower(f"bag.{i}", features) for i in range(int(self.metadata["bag_towers"]))]
        towers += [
            self.convolution_tower(f"convolution.{i}", features)
            for i in range(int(self.metadata["convolution_towers"]))]
        logits = np.mean(towers, axis=0)[: len(self.intents)] / float(self.metadata["temperature"])
        exponentials = np.exp(logits - logits.max())
        return exponentials / exponentials.sum()


def check(model, line):
    """The largest difference to the ranking in `line`, which must be sorted and complete."""
    answer = json.loads(line)
    expected = dict(zip(model.intents, model.confidences(answer["features"])))
    ranking = [(entry["name"], entry["confidence"]) for entry in answer["intent_ranking"]]
    assert {name for name, _ in ranking} == set(expected), f"incomplete: {ranking}"
    assert ranking == sorted(ranking, key=lambda entry: -entry[1]), f"not sorted: {ranking}"
    assert answer["intent"]["name"] == ranking[0][0], f"{answer['intent']} is not {ranking[0]}"
    difference = max(abs(expected[name] - confidence) for name, confidence in ranking)
    assert difference <= TOLERANCE, f"{difference} for {answer['text']!r}: {ranking}, {expected}"
    return difference


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        corpus = command.write_corpus(folder / "corpus.tsv")
        seen = [False, False]
        for variant, settings in VARIANTS.items():
            path = folder / "model.safetensors"
            command.train(corpus, path, "--hyperparameters", settings)
            model = Model(path)
            lines = "\n".join(QUESTIONS) + "\n"
            done = command.run(
                "predict", "--model", path, "--json", "--features", "--top", "99",
                input=lines.encode())
            answers = done.stdout.decode().splitlines()
            assert len(answers) == len(QUESTIONS), f"{len(answers)} answers: {done.stderr.decode()}"
            largest = max(check(model, line) for line in answers)
            towers = [int(model.metadata[kind + "_towers"]) for kind in ("bag", "convolution")]
            seen = [most or count > 0 for most, count in zip(seen, towers)]
            print(
                f"{variant} ({towers[0]} bag, {towers[1]} convolution towers): {len(answers)} rankings "
                f"agree, largest difference {largest:.1e}")
        assert all(seen), "no variant had a bag tower, or none a convolution tower"


if __name__ == "__main__":
    main()
