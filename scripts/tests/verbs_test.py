#!/usr/bin/env python3
"""`train-intents` verb by verb on small data: what each prints and writes, and its exit codes.

    python3 scripts/tests/verbs_test.py -v      # SENIM_BIN=.build/release names the program's folder
"""

import json
import os
import re
import subprocess
import unittest

import _command as command
from cli_test import DONE, UNUSABLE, WRONG_ARGUMENTS, CommandTest

FORMATS = [
    "tsv", "csv", "jsonl", "clinc150", "folder", "rasa", "fasttext", "tutorial", "snips", "xsid",
    "autointent",
]
LANGUAGE_FORMATS = ["tsv", "csv", "jsonl", "rasa", "xsid"]


class VerbTest(CommandTest):
    def parts(self, name, *parts):
        """A folder with the small corpus in each of these parts."""
        folder = self.folder / name
        folder.mkdir()
        for part in parts:
            command.write_corpus(folder / f"{part}.tsv")
        return folder

    def done(self, *arguments, code=DONE):
        """Standard output of a command that ends with `code`, and its standard error."""
        done = command.run(*arguments)
        self.assertEqual(done.returncode, code, done.stderr.decode())
        return done.stdout.decode(), done.stderr.decode()


COUNT = sum(len(texts) for texts in command.UTTERANCES.values())


class Validation(VerbTest):
    def train(self, data, *options):
        output = self.folder / "m.safetensors"
        return command.run("--data", data, "--output", output, "--json", *options)

    def figures(self, data, *options):
        done = self.train(data, *options)
        self.assertEqual(done.returncode, DONE, done.stderr.decode())
        return json.loads(done.stdout), done.stderr.decode()

    def test_a_test_part_is_no_validation(self):
        for parts in [["train", "test"], ["test"], ["test", "gate"]]:
            folder = self.parts("-".join(parts), *parts)
            with self.subTest(parts=parts):
                found = ", ".join(parts)
                self.expect_error(
                    self.train(self.corpus, "--validation", folder),
                    f"{folder}: found no validation part, only {found}; expected one")

    def test_validation_part_of_several(self):
        folder = self.parts("data", "train", "test")
        (folder / "valid.tsv").write_text("library_hours\tis it open\noos\ta joke\n")
        report, _ = self.figures(self.corpus, "--validation", folder)
        self.assertEqual((report["trained_on"], report["held_out"]), (COUNT, 2))

    def test_a_file_is_taken_whole(self):
        path = self.file("test.tsv", "library_hours\tis it open\noos\ta joke\nlibrary_hours\thours\n")
        report, errors = self.figures(self.corpus, "--validation", path)
        self.assertEqual((report["trained_on"], report["held_out"]), (COUNT, 3))
        self.assertNotIn("is not used", errors)

    def test_own_validation_part_beside_another(self):
        data = self.parts("data", "train", "valid")
        given = self.file("given.tsv", "library_hours\tis it open\noos\ta joke\n")
        report, errors = self.figures(data, "--validation", given)
        self.assertEqual((report["trained_on"], report["held_out"]), (COUNT, 2))
        self.assertIn(f"the data's own validation part ({COUNT} utterances) is not used", errors)
        report, errors = self.figures(data, "--validation", given, "--all-data")
        self.assertEqual((report["trained_on"], report["held_out"]), (2 * COUNT + 2, 2))
        self.assertNotIn("is not used", errors)


class Card(VerbTest):
    def test_its_command_makes_the_same_file(self):
        folder = self.folder / "a b's $HOME"
        folder.mkdir()
        data = command.write_corpus(folder / "corpus.txt")
        model = folder / "m.safetensors"
        self.done(
            "--data", data, "--output", model, "--format", "tsv", "--preset", "fast",
            "--hyperparameters", '{"epochs": 3}', "--all-data")
        card = (folder / "m.md").read_text(encoding="utf-8")
        line = re.search(r"^    (OPENBLAS_CORETYPE=.*)$", card, re.MULTILINE).group(1)
        self.assertIn("--format tsv", line)
        made = model.read_bytes()
        model.unlink()
        path = f"{command.program().parent}:{os.environ['PATH']}"
        again = subprocess.run(
            ["sh", "-c", line], env=dict(os.environ, PATH=path, OPENBLAS_NUM_THREADS="1"),
            capture_output=True)
        self.assertEqual(again.returncode, DONE, again.stderr.decode())
        self.assertEqual(model.read_bytes(), made)

    def test_a_folder_in_its_place(self):
        model = self.file("m.safetensors", "old")
        (self.folder / "m.md").mkdir()
        done = command.run("--data", self.corpus, "--output", model)
        self.expect_error(done, "cannot write", "m.md: it is a folder")
        self.assertNotIn("tower", done.stderr.decode(), "it trained before it looked")
        self.assertEqual(model.read_text(), "old")


class Evaluate(VerbTest):
    def figures(self, data, *options):
        printed, _ = self.done("evaluate", "--model", self.model, "--data", data, "--json", *options)
        return json.loads(printed)

    def test_shape(self):
        figures = self.figures(self.corpus)
        self.assertEqual(figures["utterances"], COUNT)
        self.assertEqual(
            {key: set(figures[key]) for key in figures if key != "utterances"}, {
                "in_scope": {"count", "accuracy", "accuracy_with_rejection", "macro_f1"},
                "out_of_scope": {"count", "recall", "auroc", "fpr95"}, "calibration": {"ece"},
                "latency": {"median_microseconds", "p99_microseconds"}})
        self.assertEqual(figures["in_scope"]["count"], COUNT - 4)
        self.assertEqual(figures["out_of_scope"]["count"], 4)
        self.assertGreater(figures["in_scope"]["accuracy"], 0.9)

    def test_what_has_no_data_is_null(self):
        figures = self.figures(self.file("in.tsv", "library_hours\twhen does the library open\n"))
        self.assertEqual(
            figures["out_of_scope"], {"count": 0, "recall": None, "auroc": None, "fpr95": None})
        figures = self.figures(self.file("out.tsv", "oos\ttell me a joke\n"))
        self.assertEqual(figures["in_scope"]["count"], 0)
        self.assertIsNone(figures["in_scope"]["accuracy"])

    def test_parts(self):
        data = self.parts("data", "train", "valid")
        self.assertEqual(self.figures(data)["utterances"], 2 * COUNT)
        self.assertEqual(self.figures(data, "--split", "validation")["utterances"], COUNT)
        (data / "test.tsv").write_text("library_hours\tis it open\n")
        self.assertEqual(self.figures(data)["utterances"], 1)
        self.expect_error(
            command.run("evaluate", "--model", self.model, "--data", data, "--split", "gate"),
            f"{data}: found no gate part, only train, validation, test")
        self.done(
            "evaluate", "--model", self.model, "--data", data, "--split", "dev",
            code=WRONG_ARGUMENTS)

    def test_table(self):
        printed, _ = self.done("evaluate", "--model", self.model, "--data", self.corpus)
        for row in ["in scope", "accuracy with rejection", "macro-F1", "AUROC", "median"]:
            self.assertIn(row, printed)


class Inspect(VerbTest):
    def test_json_is_the_header(self):
        printed, _ = self.done("inspect", self.model, "--json")
        shown = json.loads(printed)
        header, body = command.read_model(self.model)
        settings = header.pop("__metadata__")
        self.assertEqual(shown["settings"], settings)
        self.assertEqual(
            {tensor["name"]: (tensor["type"], tensor["shape"]) for tensor in shown["tensors"]},
            {name: (entry["dtype"], entry["shape"]) for name, entry in header.items()})
        self.assertEqual(sum(tensor["bytes"] for tensor in shown["tensors"]), len(body))

    def test_table(self):
        printed, _ = self.done("inspect", self.model)
        for word in ["TENSORS", "SETTINGS", "data_sha256", "format_version", "bytes"]:
            self.assertIn(word, printed)

    def test_a_file_that_is_no_model(self):
        self.expect_error(command.run("inspect", self.corpus), "damaged model file")


class Lint(VerbTest):
    # The same text under two intents is an error.
    DISPUTED = "library_hours\twhen is it\nexam_results\twhen is it\n"

    def test_exit_codes(self):
        printed, _ = self.done("lint", self.corpus)
        self.assertIn(f"{COUNT} utterances: 0 errors", printed)
        bad = self.file("bad.tsv", self.DISPUTED)
        printed, _ = self.done("lint", bad, code=UNUSABLE)
        self.assertIn(f"{bad}:2: error: ", printed)
        self.assertIn("[duplicate-label]", printed)
        self.assertIn("2 utterances: 1 errors", printed)
        printed, _ = self.done("lint", bad, "--errors-only", code=UNUSABLE)
        self.assertEqual(len(printed.splitlines()), 2)

    def test_json(self):
        bad = self.file("bad.tsv", self.DISPUTED)
        printed, errors = self.done("lint", bad, "--json", code=UNUSABLE)
        findings = [json.loads(line) for line in printed.splitlines()]
        for finding in findings:
            self.assertEqual(set(finding), {"file", "line", "message", "rule", "severity"})
        found = [finding for finding in findings if finding["severity"] == "error"]
        self.assertEqual(
            [(finding["file"], finding["line"], finding["rule"]) for finding in found],
            [(str(bad), 2, "duplicate-label")])
        self.assertIn("2 utterances: 1 errors", errors)

    def test_model_looks_at_what_it_was_trained_on(self):
        data = self.parts("data", "train")
        # Told otherwise in training: a model that has seen both is sure of neither.
        (data / "valid.tsv").write_text(
            "exam_results\twhen does the library open\noos\ttell me a riddle\n")
        for options, looks in [([], False), (["--all-data"], True)]:
            model = self.folder / "m.safetensors"
            self.done("--data", data, "--output", model, *options)
            printed, _ = self.done("lint", data, "--model", model, "--json", code=UNUSABLE)
            unsure = [
                finding for finding in map(json.loads, printed.splitlines())
                if finding["rule"] == "unsure" and finding["file"].endswith("valid.tsv")]
            with self.subTest(options=options):
                self.assertEqual(len(unsure), 1 if looks else 0)


class Convert(VerbTest):
    def lines(self, path):
        return sorted(path.read_text(encoding="utf-8").splitlines())

    def round_trip(self, data, format):
        """The data in another format and back as TSV."""
        there, back = self.folder / f"there-{format}", self.folder / f"back-{format}"
        printed, _ = self.done("convert", data, there, "--to", format)
        self.assertIn(f"wrote {there}: ", printed)
        self.done("convert", there, back, "--to", "tsv")
        if format == "snips":  # A file of Snips has one language, English where none is known.
            for file in back.glob("*.tsv") if back.is_dir() else [back]:
                text = file.read_text(encoding="utf-8")
                file.write_text(text.replace("\ten\t", "\t"), encoding="utf-8")
        return back

    def test_help_names_the_formats_tested_here(self):
        printed, _ = self.done("convert", "--help")
        listed = re.search(r"new format: ([^.]*)\.", " ".join(printed.split())).group(1)
        self.assertEqual(set(listed.split(", ")), set(FORMATS) | {"helpline"})

    def test_one_part(self):
        for format in FORMATS:
            with self.subTest(format=format):
                self.assertEqual(
                    self.lines(self.round_trip(self.corpus, format)), self.lines(self.corpus))

    def test_parts(self):
        data = self.parts("data", "train", "test")
        (data / "valid.tsv").write_text("library_hours\tis it open\noos\ta joke\n")
        for format in FORMATS:
            with self.subTest(format=format):
                back = self.round_trip(data, format)
                for name in ["train.tsv", "valid.tsv", "test.tsv"]:
                    self.assertEqual(self.lines(back / name), self.lines(data / name), name)

    def test_languages(self):
        data = self.file("data.tsv", "a\tkk\tсәлем\na\tru\tпривет\nb\ten\tbye\n")
        for format in LANGUAGE_FORMATS:
            with self.subTest(format=format):
                self.assertEqual(self.lines(self.round_trip(data, format)), self.lines(data))

    def test_forced_format(self):
        # Looks like TSV, and each line is an object of JSON lines.
        data = self.file("data.txt", '{"text":\t"hi", "intent": "greet"}\n')
        self.done("convert", data, self.folder / "x.tsv", "--to", "tsv", "--format", "jsonl")
        self.assertEqual((self.folder / "x.tsv").read_text(), "greet\thi\n")
        self.expect_error(
            command.run("convert", self.corpus, self.folder / "y", "--to", "csv", "--format", "rasa"),
            "corpus.tsv")

    def test_refusals(self):
        output = self.folder / "out"
        self.expect_error(
            command.run("convert", self.corpus, output, "--to", "helpline"), "cannot write helpline")
        self.assertFalse(output.exists())
        output.mkdir()
        (output / "mine").write_text("")
        self.expect_error(
            command.run("convert", self.parts("data", "train", "test"), output, "--to", "csv"),
            str(output), "it is there already")
        self.assertEqual([path.name for path in output.iterdir()], ["mine"])


class Split(VerbTest):
    def make(self):
        """A corpus folder with 20 utterances an intent and language."""
        folder = self.folder / "corpus"
        (folder / "utterances").mkdir(parents=True)
        words = "library exam dormitory grant schedule transcript teacher payment bus wifi".split()
        with open(folder / "utterances" / "a.tsv", "w", encoding="utf-8") as file:
            for intent in ["hours", "price"]:
                for number in range(20):
                    first, second = words[number % 10], words[(number * 3 + number // 10 + 1) % 10]
                    file.write(f"{intent}\ten\t{intent} of the {first} and {second} {number * 37}\n")
        return folder

    def manifest(self, folder):
        return dict(
            line.split("\t")[1:3] for line in
            (folder / "splits.tsv").read_text(encoding="utf-8").splitlines()
            if not line.startswith("#") and line.count("\t") == 2)

    def test_gives_parts_and_keeps_them(self):
        folder = self.make()
        printed, _ = self.done("split", folder, "--seed", "4")
        self.assertRegex(printed, r"wrote .*/splits\.tsv: train \d+, validation \d+, gate \d+")
        first = (folder / "splits.tsv").read_bytes()
        self.done("split", folder, "--seed", "4")
        self.assertEqual((folder / "splits.tsv").read_bytes(), first)
        before = self.manifest(folder)
        self.assertEqual(len(before), 40)
        with open(folder / "utterances" / "b.tsv", "w", encoding="utf-8") as file:
            file.write("hours\ten\tcompletely different words here\n")
        self.done("split", folder, "--seed", "5")
        after = self.manifest(folder)
        self.assertEqual(len(after), 41)
        self.assertEqual({key: after[key] for key in before}, before)

    def test_refusals(self):
        self.expect_error(command.run("split", self.folder / "none"), "none")
        (self.folder / "empty" / "utterances").mkdir(parents=True)
        self.expect_error(command.run("split", self.folder / "empty"), "no utterances")
        self.done("split", code=WRONG_ARGUMENTS)


if __name__ == "__main__":
    command.program()
    unittest.main(verbosity=2 if os.environ.get("CI") else 1)
