"""The datasets of `bench-peers.py`: lists of (intent, text); out of scope is "oos"."""

import csv
import json
import random


def read_clinc(path):
    with open(path, encoding="utf-8") as file:
        parts = json.load(file)
    def part(name):
        return [(label, text) for text, label in parts[name] + parts["oos_" + name]]
    return part("train"), part("val"), part("test")


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [(row["category"], row["text"]) for row in csv.DictReader(file)]


def read_parallel(folder):
    texts = (folder / "seq.in").read_text(encoding="utf-8").splitlines()
    labels = (folder / "label").read_text(encoding="utf-8").splitlines()
    return [(label.strip(), text.strip()) for label, text in zip(labels, texts)]


def few_shot(utterances, count, seed):
    """`count` utterances of each intent by a seed; out-of-scope ones all stay."""
    order = list(utterances)
    random.Random(seed).shuffle(order)
    taken, sample = {}, []
    for intent, text in order:
        taken[intent] = taken.get(intent, 0) + 1
        if intent == "oos" or taken[intent] <= count:
            sample.append((intent, text))
    return sample


def datasets(folder):
    """Name: (files that must be there, function of the seed -> train, validation, test, all data)."""
    clinc = folder / "clinc150" / "data_full.json"
    small = folder / "clinc150" / "data_small.json"
    banking, hwu, snips = folder / "banking77", folder / "hwu64", folder / "snips"

    def clinc_few_shot(seed):
        train, _, test = read_clinc(clinc)
        return few_shot(train, 10, seed), [], test, True

    def parallel(place, train="train"):
        return [read_parallel(place / part) for part in (train, "valid", "test")]

    return {
        "clinc150": ([clinc], lambda seed: (*read_clinc(clinc), False)),
        "clinc150-small": ([small], lambda seed: (*read_clinc(small), False)),
        "banking77": ([banking / "train.csv"], lambda seed: (
            read_csv(banking / "train.csv"), [], read_csv(banking / "test.csv"), True)),
        "hwu64": ([hwu / "train"], lambda seed: (*parallel(hwu), False)),
        "snips": ([snips / "train"], lambda seed: (*parallel(snips), False)),
        "clinc150-10-shot": ([clinc], clinc_few_shot),
        "hwu64-train_10": ([hwu / "train_10"], lambda seed: (
            read_parallel(hwu / "train_10"), [], read_parallel(hwu / "test"), True)),
    }


def write_rows(path, utterances):
    with open(path, "w", encoding="utf-8") as file:
        for intent, text in utterances:
            file.write(f"{intent}\t{' '.join(text.split())}\n")
