#!/usr/bin/env python3
"""Trains this project's classifier and its peers side by side, and prints the table of their figures.

    python3 scripts/bench-peers.py                                    # everything, 5 seeds
    python3 scripts/bench-peers.py --dataset clinc150 --seeds 1 --peer fasttext

Each training is a process of its own. Ours is `train-intents` (release build), as anyone would call it; the
peers are the adapters of `scripts/adapters`, which install themselves. For each dataset all are run in
turn, so that a busy machine slows all alike; times are the best of the seeds, with the ratio to tuned
fastText (2 threads) in the same run. On the first dataset both are also asked one utterance at a time, in turns
(--rounds), and our model is loaded afresh for a first ranking. Datasets are looked for under SENIM_DATASETS
(default data/public); absent ones are named and skipped. A run that is still going after --timeout seconds is
ended with all its children. Exit code 0; 1 when a run failed; 2 when nothing could be measured.
"""

import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import threading

from peer_datasets import datasets, write_rows
from peer_process import RunFailed, end_group, run

ROOT = pathlib.Path(__file__).resolve().parent.parent
ADAPTERS = ROOT / "scripts" / "adapters"
PEERS = {
    "fasttext": ["fasttext.py"],
    "fasttext-defaults": ["fasttext.py", "--defaults"],
    "svm": ["scikit_learn.py", "--model", "svm"],
    "logistic-regression": ["scikit_learn.py", "--model", "logistic-regression"],
    "vowpal-wabbit": ["vowpal_wabbit.py"],
}
PRESETS = ["fast", "default", "best"]


def measure_ours(binary, preset, seed, data, folder, options):
    train, validation, test, all_data = data
    write_rows(folder / "train.tsv", train)
    write_rows(folder / "test.tsv", test)
    model = folder / "model.safetensors"
    command = [binary, "--data", folder / "train.tsv", "--output", model, "--seed", seed,
               "--threads", options.threads, "--preset", preset, "--json"]
    if validation:
        write_rows(folder / "valid.tsv", validation)
        command += ["--validation", folder / "valid.tsv"]
    if all_data:
        command.append("--all-data")
    output, wall, memory = run(command, folder / "log.txt", options.timeout)
    report = json.loads(output.splitlines()[-1])
    output, _, _ = run(
        [binary, "evaluate", "--model", model, "--data", folder / "test.tsv", "--json"],
        folder / "log.txt", options.timeout)
    figures = json.loads(output.splitlines()[-1])
    return {
        "accuracy": figures["in_scope"]["accuracy"],
        "accuracy_with_rejection": figures["in_scope"]["accuracy_with_rejection"],
        "oos_recall": figures["out_of_scope"]["recall"], "auroc": figures["out_of_scope"]["auroc"],
        "ece": figures["calibration"]["ece"], "train_seconds": report.get("seconds", wall),
        "memory": memory, "bytes": model.stat().st_size,
        "median_us": figures["latency"]["median_microseconds"],
    }


def auroc(positive, negative):
    """Area under the ROC curve by ranks, ties counting half."""
    ordered = sorted([(score, 1) for score in positive] + [(score, 0) for score in negative])
    total, place = 0.0, 0
    while place < len(ordered):
        end = place
        while end < len(ordered) and ordered[end][0] == ordered[place][0]:
            end += 1
        rank = (place + 1 + end) / 2
        total += rank * sum(label for _, label in ordered[place:end])
        place = end
    wins = total - len(positive) * (len(positive) + 1) / 2
    return wins / (len(positive) * len(negative))


def measure_peer(peer, seed, data, folder, options):
    train, validation, test, all_data = data
    # A peer has nothing to fit on validation utterances; it may train on all that ours is given.
    write_rows(folder / "train.tsv", [row for row in train if row[0] != "oos"])
    (folder / "test.txt").write_text(
        "".join(" ".join(text.split()) + "\n" for _, text in test), encoding="utf-8")
    script, *arguments = PEERS[peer]
    command = [sys.executable, ADAPTERS / script, *arguments, "--train", folder / "train.tsv",
               "--test", folder / "test.txt", "--output", folder / "output.tsv", "--seed", seed,
               "--threads", options.threads]
    _, _, memory = run(command, folder / "log.txt", options.timeout)
    figures = {"memory": memory, "bytes": None, "ece": None}
    times, correct, inside, scores = [], 0, 0, {True: [], False: []}
    place = 0
    for line in (folder / "output.tsv").read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if fields[0] == "train_seconds":
            figures["train_seconds"] = float(fields[1])
        elif fields[0] == "model_bytes":
            figures["bytes"] = int(fields[1])
        elif fields[0] == "prediction":
            if fields[1] != "-":
                times.append(float(fields[1]))
            intent = test[place][0]
            scores[intent == "oos"].append(1 - float(fields[4]))
            if intent != "oos":
                inside += 1
                correct += fields[3] == intent
            place += 1
    if place != len(test):
        raise RunFailed(f"{peer} answered {place} of {len(test)} utterances")
    figures["accuracy"] = correct / inside
    figures["auroc"] = auroc(scores[True], scores[False]) if scores[True] else None
    figures["median_us"] = statistics.median(times)
    return figures


# Latency, in turns.

class Rounds:
    """fastText in a process that stays: trained once, asked a whole test part at each `ask`."""

    def __init__(self, data, folder, options):
        write_rows(folder / "train.tsv", [row for row in data[0] if row[0] != "oos"])
        (folder / "test.txt").write_text(
            "".join(" ".join(text.split()) + "\n" for _, text in data[2]), encoding="utf-8")
        command = [sys.executable, ADAPTERS / "fasttext.py", "--rounds", "--train",
                   folder / "train.tsv", "--test", folder / "test.txt", "--output",
                   folder / "unused", "--threads", options.threads]
        self.timeout = options.timeout
        self.process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, start_new_session=True, text=True)

    def ask(self):
        """Median microseconds of one utterance."""
        watch = threading.Timer(self.timeout, end_group, [self.process])
        watch.start()
        try:
            self.process.stdin.write("round\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        finally:
            watch.cancel()
        if not answer:
            raise RunFailed("fasttext.py --rounds ended without an answer")
        return float(answer)

    def end(self):
        end_group(self.process)
        self.process.wait()


def measure_latency(data, folder, options):
    """Both asked one utterance at a time, in turns; then our file loaded afresh for a first ranking."""
    train, validation, test, _ = data
    model = folder / "model.safetensors"
    write_rows(folder / "ours.tsv", train)
    write_rows(folder / "test.tsv", test)
    run([options.binary, "--data", folder / "ours.tsv", "--output", model, "--seed", 1,
         "--threads", options.threads], folder / "log.txt", options.timeout)
    rounds = Rounds(data, folder, options)
    try:
        rounds.ask()
        theirs, ours = [], []
        for _ in range(options.rounds):
            output, _, _ = run(
                [options.binary, "evaluate", "--model", model, "--data", folder / "test.tsv",
                 "--json"], folder / "log.txt", options.timeout)
            ours.append(json.loads(output.splitlines()[-1])["latency"]["median_microseconds"])
            theirs.append(rounds.ask())
    finally:
        rounds.end()
    loads = [run([options.binary, "predict", "--model", model, test[0][1]], folder / "log.txt",
                 options.timeout)[1] for _ in range(4 * options.rounds)]
    return {"median_us": min(ours), "fasttext_median_us": min(theirs),
            "first_ranking_ms": 1000 * min(loads)}


# The tables.

def share(value):
    return "-" if value is None else f"{100 * value:.2f}"


def number(value, decimals=1):
    return "-" if value is None else f"{value:.{decimals}f}"


def mean_and_spread(values):
    values = [value for value in values if value is not None]
    if not values:
        return "-"
    spread = f" ± {100 * statistics.stdev(values):.2f}" if len(values) > 1 else ""
    return share(statistics.mean(values)) + spread


def table(results, names):
    lines = ["| data | model | accuracy | AUROC | oos recall | with rejection | ECE | train s "
             "| / fastText | peak MB | median µs | model MB |",
             "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"]
    for dataset in names:
        rows = {model: runs for (data, model), runs in results.items() if data == dataset and runs}
        yardstick = min((r["train_seconds"] for r in rows.get("fasttext", [])), default=None)
        for model, runs in rows.items():
            def column(name):
                return [row.get(name) for row in runs]
            seconds = min(column("train_seconds"))
            size = runs[0]["bytes"]
            lines.append("| " + " | ".join([
                dataset, model, mean_and_spread(column("accuracy")),
                mean_and_spread(column("auroc")), mean_and_spread(column("oos_recall")),
                mean_and_spread(column("accuracy_with_rejection")), mean_and_spread(column("ece")),
                number(seconds), number(seconds / yardstick if yardstick else None, 2),
                number(max(column("memory")), 0), number(min(column("median_us"))),
                number(size / 1e6 if size else None),
            ]) + " |")
    return "\n".join(lines)


def goals(results, name, latency):
    """The ratios of this run beside what was aimed at; a line each."""
    runs = {model: rows for (data, model), rows in results.items() if data == name}

    def least(model, column):
        return min((row[column] for row in runs.get(model, [])), default=None)

    yardstick = least("fasttext", "train_seconds")
    memory = max((row["memory"] for row in runs.get("senim", [])), default=None)
    latency = latency or {}
    ours, theirs = latency.get("median_us"), latency.get("fasttext_median_us")

    def ratio(a, b):
        return a / b if a is not None and b else None

    rows = [
        ("training, default preset / fastText",
         ratio(least("senim", "train_seconds"), yardstick), "", 1.0, 2),
        ("training, fast preset / fastText",
         ratio(least("senim-fast", "train_seconds"), yardstick), "", 0.25, 2),
        ("training, best preset / fastText",
         ratio(least("senim-best", "train_seconds"), yardstick), "", 5.0, 2),
        ("peak memory of the training, default preset", memory, " MB", 500, 0),
        ("peak memory / fastText",
         ratio(memory, max((row["memory"] for row in runs.get("fasttext", [])), default=None)),
         "", 1.0, 2),
        ("median time an utterance, one core", ours, " µs", 8.0, 1),
        ("time an utterance / fastText (" + number(theirs) + " µs), in turns",
         ratio(ours, theirs), "", 0.5, 2),
        ("process start to first ranking", latency.get("first_ranking_ms"), " ms", 30, 1),
        ("model file", ratio(least("senim", "bytes"), 1e6), " MB", 12, 1),
    ]
    lines = [f"| {name} | measured | aim: at most | |", "|---|---:|---:|---|"]
    for title, value, unit, aim, decimals in rows:
        if value is not None:
            lines.append(f"| {title} | {number(value, decimals)}{unit} | {aim:g}{unit} | "
                         f"{'reached' if value <= aim else '**missed**'} |")
    return "\n".join(lines)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", action="append", help="default: all")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5, help="of the latency; 0 leaves it out")
    parser.add_argument("--peer", action="append", choices=PEERS, help="default: fasttext and svm")
    parser.add_argument("--preset", action="append", choices=PRESETS, help="default: fast, default")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--timeout", type=int, default=1800, help="seconds of one run")
    parser.add_argument("--binary", default=ROOT / ".build/release/train-intents", type=pathlib.Path)
    parser.add_argument("--output", type=pathlib.Path, help="all figures as JSON")
    return parser.parse_args()


def main():
    options = arguments()
    known = datasets(pathlib.Path(os.environ.get("SENIM_DATASETS", ROOT / "data" / "public")))
    names = options.dataset or list(known)
    unknown = [name for name in names if name not in known]
    if unknown:
        sys.exit(f"unknown dataset {', '.join(unknown)}; expected one of {', '.join(known)}")
    if not options.binary.exists():
        sys.exit(f"{options.binary} is not there: swift build -c release --product train-intents")
    present = [name for name in names if all(path.exists() for path in known[name][0])]
    for name in names:
        if name not in present:
            print(f"skipped: {name} is not at {known[name][0][0]}", file=sys.stderr)
    models = [("senim" if preset == "default" else "senim-" + preset, preset)
              for preset in options.preset or ["fast", "default"]]
    models += [(peer, None) for peer in options.peer or ["fasttext", "svm"]]
    results, failed = {}, False
    for name in present:
        for seed in range(1, options.seeds + 1):
            data = known[name][1](seed)
            for model, preset in models:
                if model.startswith(("svm", "logistic")) and seed > 1 and "10-shot" not in name:
                    continue  # the same model for every seed
                with tempfile.TemporaryDirectory() as folder:
                    try:
                        place = pathlib.Path(folder)
                        figures = (
                            measure_ours(options.binary, preset, seed, data, place, options)
                            if preset else measure_peer(model, seed, data, place, options))
                    except (RunFailed, OSError, ValueError, KeyError) as error:
                        print(f"{name}, {model}, seed {seed}: failed: {error}", file=sys.stderr)
                        failed = True
                        continue
                results.setdefault((name, model), []).append(figures)
                print(f"{name}, {model}, seed {seed}: {share(figures['accuracy'])} in "
                      f"{figures['train_seconds']:.1f} s", file=sys.stderr, flush=True)
    if not results:
        sys.exit(2)
    print(table(results, present))
    latency = None
    if options.rounds and "senim" in dict(models) and "fasttext" in dict(models):
        with tempfile.TemporaryDirectory() as folder:
            try:
                latency = measure_latency(known[present[0]][1](1), pathlib.Path(folder), options)
            except (RunFailed, OSError, ValueError, KeyError) as error:
                print(f"{present[0]}, latency: failed: {error}", file=sys.stderr)
                failed = True
    print("\n" + goals(results, present[0], latency))
    print(f"\nMean ± standard deviation over {options.seeds} seeds; least times, largest memory. "
          f"Command: {' '.join([pathlib.Path(sys.argv[0]).name, *sys.argv[1:]])}. Machine: "
          f"{os.cpu_count()} cores, {platform.platform()}; OpenBLAS kernel "
          f"{os.environ.get('OPENBLAS_CORETYPE', 'as detected')}; load {os.getloadavg()[0]:.1f}.")
    if options.output:
        rows = [{"dataset": data, "model": model, "seeds": runs}
                for (data, model), runs in results.items()]
        rows.append({"dataset": present[0], "latency": latency})
        options.output.write_text(json.dumps(rows, indent=1, sort_keys=True), encoding="utf-8")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
