#!/usr/bin/env python3
"""Figures of a model on the blind part of the help line's corpus: by language and script, near and far
out of scope, and the most confused pairs. Prints Markdown; shows no text of the blind part.

    scripts/blind-report.py [--bin .build/release] [--model models/helpline.safetensors] [--corpus data/helpline]
"""

import argparse
import collections
import json
import re
import subprocess

KAZAKH_LETTERS = re.compile("[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
LATIN = re.compile("[a-z]", re.IGNORECASE)


def groups(language, text):
    """The rows of the table that an utterance counts in."""
    yield "all"
    yield language
    if language == "kk":
        if len(LATIN.findall(text)) > len(CYRILLIC.findall(text)):
            yield "kk, Latin script"
        elif not KAZAKH_LETTERS.search(text):
            yield "kk, Cyrillic without Kazakh letters"


def auroc(inside, outside):
    """Probability that an out-of-scope utterance scores above an in-scope one, ties half."""
    if not inside or not outside:
        return None
    ordered = sorted([(score, 0) for score in inside] + [(score, 1) for score in outside])
    total, place = 0.0, 0
    while place < len(ordered):
        end = place
        while end < len(ordered) and ordered[end][0] == ordered[place][0]:
            end += 1
        middle = (place + 1 + end) / 2
        total += middle * sum(kind for _, kind in ordered[place:end])
        place = end
    n = len(outside)
    return (total - n * (n + 1) / 2) / (n * len(inside))


def macro_f1(pairs):
    """Mean F1 over the intents that occur, of (wanted, found) pairs."""
    scores = []
    for intent in {wanted for wanted, _ in pairs}:
        hits = sum(w == f == intent for w, f in pairs)
        wanted = sum(w == intent for w, _ in pairs)
        found = sum(f == intent for _, f in pairs)
        scores.append(2 * hits / (wanted + found))
    return sum(scores) / len(scores)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--bin", default=".build/release")
    parser.add_argument("--model", default="models/helpline.safetensors")
    parser.add_argument("--corpus", default="data/helpline")
    options = parser.parse_args()

    with open(f"{options.corpus}/blind.tsv", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    with open(f"{options.corpus}/blind-oos.tsv", encoding="utf-8") as file:
        distance = {text: kind for kind, text in (line.rstrip("\n").split("\t") for line in file)}
    command = [f"{options.bin}/train-intents", "predict", "--model", options.model, "--json", "--top", "3"]
    lines = subprocess.run(
        command, input="\n".join(text for _, _, text in rows) + "\n", check=True, text=True,
        stdout=subprocess.PIPE).stdout.splitlines()
    assert len(lines) == len(rows), f"{len(lines)} answers to {len(rows)} utterances"

    parts = collections.defaultdict(list)
    inside, outside = [], collections.defaultdict(list)
    confused = collections.Counter()
    for (intent, language, text), line in zip(rows, lines):
        answer = json.loads(line)
        if intent == "oos":
            for kind in ("all", distance[text]):
                outside[kind].append(answer["out_of_scope_score"])
            continue
        inside.append(answer["out_of_scope_score"])
        ranking = [entry["name"] for entry in answer["intent_ranking"]]
        for group in groups(language, text):
            parts[group].append((intent, ranking))
        if ranking[0] != intent:
            confused[intent, ranking[0]] += 1

    print("| blind part | n | top-1 | top-3 | macro-F1 |\n|---|--:|--:|--:|--:|")
    for group, results in parts.items():
        first = sum(ranking[0] == intent for intent, ranking in results) / len(results)
        third = sum(intent in ranking for intent, ranking in results) / len(results)
        f1 = macro_f1([(intent, ranking[0]) for intent, ranking in results])
        print(f"| {group} | {len(results)} | {first:.1%} | {third:.1%} | {f1:.1%} |")
    print("\n| out of scope | n | AUROC |\n|---|--:|--:|")
    for kind, scores in outside.items():
        print(f"| {kind} | {len(scores)} | {auroc(inside, scores):.1%} |")
    print("\nMost confused: " + ", ".join(
        f"{wanted} as {found} {count}" for (wanted, found), count in confused.most_common(6)))


if __name__ == "__main__":
    main()
