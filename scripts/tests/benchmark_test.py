#!/usr/bin/env python3
"""`benchmark-intents` end to end on small data: reports, resumption, exit codes, programs that fail.

    python3 scripts/tests/benchmark_test.py -v      # SENIM_BIN=.build/release names the program's folder
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import _command as command

# Exit codes, as `benchmark-intents --help` gives them.
DONE, SOME_FAILED, SOME_LEFT, WRONG_ARGUMENTS, INTERRUPTED = 0, 2, 3, 64, 130
REPORTS = ["report.html", "report.md", "results.json", "tables.tex"]
# A program that keeps to the line protocol, and three that do not.
PROGRAMS = {
    "good": """{ printf 'train_seconds\\t0.5\\n'
      while read -r line; do printf 'prediction\\t3\\t-\\tlibrary_hours\\t0.9\\n'; done < "$4"; } > "$6" """,
    "crash": "echo out of memory >&2; exit 3",
    "hang": "sleep 300 & sleep 300",
    "nonsense": 'echo hello > "$6"',
    # Tells that it runs, by a file that the environment names.
    "slow": 'touch "$STARTED"; sleep 300 & sleep 300',
}


def running_with(value):
    """The processes whose environment has this value; none where there is no /proc."""
    found = []
    for file in pathlib.Path("/proc").glob("[0-9]*/environ"):
        try:
            if str(value).encode() in file.read_bytes():
                found.append(file.parent.name)
        except OSError:
            pass  # It has ended, or is another user's.
    return found


class BenchmarkTest(unittest.TestCase):
    """A folder of its own for each test, with a dataset of two parts and the programs."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.data = self.dataset("made")
        self.output = self.folder / "results"

    def dataset(self, name, parts=("train", "test")):
        folder = self.folder / name
        folder.mkdir(parents=True)
        for part in parts:
            command.write_corpus(folder / f"{part}.tsv")
        return folder

    def program(self, name):
        path = self.folder / f"{name}.sh"
        path.write_text(f"#!/bin/sh\n{PROGRAMS[name]}\n", encoding="utf-8")
        path.chmod(0o755)
        return f"program:{path}"

    def start(self, *options, datasets=None, output=None, **variables):
        arguments = [command.program("benchmark-intents"), "run", "--output", output or self.output]
        for dataset in datasets or [self.data]:
            arguments += ["--dataset", dataset]
        environment = dict(
            os.environ, OPENBLAS_CORETYPE="Haswell", OPENBLAS_NUM_THREADS="1", **variables)
        return subprocess.Popen(
            [str(argument) for argument in [*arguments, *options]], env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")

    def run_program(self, expected, *options, **settings):
        """Runs it to its end; returns standard output and standard error."""
        with self.start(*options, **settings) as process:
            printed, errors = process.communicate(timeout=300)
        self.assertEqual(process.returncode, expected, errors)
        return printed, errors

    def results(self, output=None):
        """The results by cell."""
        text = (output or self.output).joinpath("results.json").read_text(encoding="utf-8")
        return {
            "{0[dataset][name]} {0[model]} {0[seed]}".format(result["specification"]): result
            for result in json.loads(text)
        }

    def cell_files(self):
        return {path.name: path.read_bytes() for path in (self.output / "cells").iterdir()}


class Runs(BenchmarkTest):
    MODELS = ["--model-type", "naive-bayes", "--model-type", "senim-linear"]

    def test_writes_all_reports(self):
        printed, errors = self.run_program(DONE, *self.MODELS)
        self.assertIn("naive-bayes", printed)
        self.assertIn("2 cells measured, 0 kept, 0 failed, 0 left", errors)
        for name in REPORTS:
            self.assertIn("naive-bayes", (self.output / name).read_text(encoding="utf-8"), name)
        for result in self.results().values():
            origin = result["provenance"]
            self.assertIn("benchmark-intents run ", origin["command"])
            self.assertNotIn(str(self.output), origin["command"])
            self.assertEqual(len(origin["dataHash"]), 64)
            self.assertTrue(origin["versions"] and origin["machine"]["processor"])
            self.assertEqual(result["specification"]["seed"], 1)

    def test_a_second_run_measures_what_is_missing(self):
        self.run_program(DONE, "--model-type", "naive-bayes")
        before = self.cell_files()
        _, errors = self.run_program(DONE, *self.MODELS)
        self.assertIn("1 cells measured, 1 kept, 0 failed, 0 left", errors)
        after = self.cell_files()
        self.assertEqual(before, {name: after[name] for name in before})
        self.assertEqual(len(after), 2)

    def test_cells_of_changed_data_are_measured_again(self):
        other = self.dataset("other")
        self.run_program(DONE, *self.MODELS, datasets=[self.data, other])
        before = self.results()
        with open(self.data / "test.tsv", "a", encoding="utf-8") as file:
            file.write("library_hours\tis the reading room open\n")
        _, errors = self.run_program(
            SOME_LEFT, *self.MODELS, "--minutes", "0", datasets=[self.data, other])
        self.assertIn("2 cells were measured on other data or rules than there are now", errors)
        self.assertEqual({name.split()[0] for name in self.results()}, {"other"})
        _, errors = self.run_program(DONE, *self.MODELS, datasets=[self.data, other])
        self.assertIn("2 cells measured, 2 kept, 0 failed, 0 left", errors)
        for name, result in self.results().items():
            same = result["provenance"]["dataHash"] == before[name]["provenance"]["dataHash"]
            self.assertEqual(same, name.startswith("other"), name)

    def test_two_jobs_give_the_figures_of_one(self):
        self.run_program(DONE, *self.MODELS, "--seeds", "2")
        both = self.folder / "both"
        self.run_program(DONE, *self.MODELS, "--seeds", "2", "--jobs", "2", output=both)
        one, two = self.results(), self.results(both)
        self.assertEqual(set(one), set(two))
        self.assertEqual(len(one), 4)
        for name in one:
            for key in ("figures", "perturbed", "correct", "failure"):
                self.assertEqual(one[name].get(key), two[name].get(key), f"{name}: {key}")

    def test_budget_leaves_cells_for_the_next_run(self):
        _, errors = self.run_program(SOME_LEFT, *self.MODELS, "--minutes", "0")
        self.assertIn("0 cells measured, 0 kept, 0 failed, 2 left", errors)
        report = (self.output / "report.md").read_text(encoding="utf-8")
        self.assertIn("2 cells of the plan are missing", report)
        self.run_program(DONE, *self.MODELS)

    def test_compare_and_report(self):
        self.run_program(DONE, *self.MODELS)
        program = str(command.program("benchmark-intents"))
        done = subprocess.run(
            [program, "compare", self.output, self.output], capture_output=True, text=True)
        self.assertEqual(done.returncode, DONE, done.stderr)
        self.assertIn("2 cells compared, 0 with another accuracy", done.stdout)
        page = self.folder / "page.md"
        done = subprocess.run(
            [program, "report", self.output, "--markdown", page], capture_output=True, text=True)
        self.assertEqual(done.returncode, DONE, done.stderr)
        self.assertTrue(page.read_text(encoding="utf-8").startswith("# Results\n"))
        done = subprocess.run(
            [program, "report", self.folder / "none"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn("run the benchmark first", done.stderr)


class BadInput(BenchmarkTest):
    GOOD = ["--model-type", "naive-bayes"]

    def expect_failed(self, name, *words):
        """The cell says why it has no figures, in the results and on the page."""
        failure = self.results()[name]["failure"]
        page = (self.output / "report.md").read_text(encoding="utf-8")
        for word in words:
            self.assertIn(word, failure)
            self.assertIn(word, page)

    def test_missing_dataset_is_named_and_the_rest_goes_on(self):
        none = self.folder / "none.tsv"
        _, errors = self.run_program(SOME_FAILED, *self.GOOD, datasets=[none, self.data])
        self.assertIn(f"skipped: none is not at {none}", errors)
        self.assertIn("1 cells measured, 0 kept, 0 failed, 0 left", errors)
        self.assertEqual(list(self.results()), ["made naive-bayes 1"])

    def test_dataset_without_test_part(self):
        half = self.dataset("half", parts=["train", "valid"])
        _, errors = self.run_program(SOME_FAILED, *self.GOOD, datasets=[half, self.data])
        self.expect_failed("half naive-bayes 1", "found no test part, only train, validation")
        self.assertIn("1 cells measured, 0 kept, 1 failed, 0 left", errors)

    def test_broken_dataset(self):
        broken = self.dataset("broken")
        (broken / "train.tsv").write_bytes(b"hours\twhen\nmarks\t\xff\n")
        self.run_program(SOME_FAILED, *self.GOOD, datasets=[broken, self.data])
        self.expect_failed("broken naive-bayes 1", "train.tsv:2", "UTF-8")

    def test_programs_that_fail(self):
        names = ["crash", "hang", "nonsense", "good"]
        models = [f"--model-type={self.program(name)}" for name in names]
        start = time.monotonic()
        _, errors = self.run_program(
            SOME_FAILED, *self.GOOD, *models, f"--model-type=program:{self.folder}/gone.sh",
            "--timeout", "2")
        self.assertLess(time.monotonic() - start, 120)
        self.assertIn("2 cells measured, 0 kept, 4 failed, 0 left", errors)
        cell = "made program:%s/%s.sh 1"
        self.expect_failed(cell % (self.folder, "crash"), "ended with status 3", "out of memory")
        self.expect_failed(cell % (self.folder, "hang"), "was ended after 2 s without a result")
        self.expect_failed(cell % (self.folder, "nonsense"), "line 1: found hello")
        self.expect_failed(cell % (self.folder, "gone"), "cannot start")
        self.assertIsNone(self.results()[cell % (self.folder, "good")].get("failure"))
        # A failure is measured again, and what was measured is not.
        _, errors = self.run_program(
            SOME_FAILED, *self.GOOD, *models[:1], models[3], "--timeout", "2")
        self.assertIn("0 cells measured, 2 kept, 1 failed, 0 left", errors)

    def test_datasets_of_one_name(self):
        paths = [self.dataset("a/corpus"), self.dataset("b/corpus")]
        _, errors = self.run_program(WRONG_ARGUMENTS, *self.GOOD, datasets=paths)
        self.assertIn(f"the results of {paths[0]} and of {paths[1]} would both be named", errors)
        self.run_program(DONE, *self.GOOD, datasets=[paths[0], f"second={paths[1]}"])
        self.assertEqual(set(self.results()), {"corpus naive-bayes 1", "second naive-bayes 1"})

    def test_wrong_arguments(self):
        for options in [
            ["--model-type", "gpt"], ["--seeds", "0"], ["--jobs", "0"], ["--threads", "99"],
            ["--timeout", "0"], ["--timeout", "9223372036854775807"], ["--minutes=-1"],
            ["--minutes", "nan"], ["--minutes", "inf"], ["--suite", "huge"], ["--bogus"],
        ]:
            with self.subTest(options=options):
                _, errors = self.run_program(WRONG_ARGUMENTS, *options)
                self.assertIn("usage:", errors.lower())
        self.assertFalse(self.output.exists())

    def test_output_that_cannot_be_written(self):
        place = self.folder / "file"
        place.write_text("")
        _, errors = self.run_program(1, *self.GOOD, output=place / "results")
        self.assertIn("cannot write", errors)


class Interruptions(BenchmarkTest):
    def interrupted(self, *options, wait, **variables):
        with self.start(*options, **variables) as process:
            try:
                wait(process)
                process.send_signal(signal.SIGINT)
                _, errors = process.communicate(timeout=60)
            finally:
                process.kill()
        self.assertEqual(process.returncode, INTERRUPTED, errors)
        return errors

    def test_the_same_command_goes_on(self):
        """Ctrl-C while a program runs: it is ended, the report is there, nothing is half."""
        started = self.folder / "started"
        models = ["--model-type", "naive-bayes", "--model-type", self.program("slow")]

        def wait(process):
            end = time.monotonic() + 60
            while not started.exists() and time.monotonic() < end:
                time.sleep(0.02)

        errors = self.interrupted(*models, wait=wait, STARTED=str(started))
        self.assertIn("1 cells measured, 0 kept, 0 failed, 1 left", errors)
        self.assertIn("interrupted; the same command goes on where it stopped", errors)
        self.assertEqual([name for name in self.cell_files() if "naive-bayes" not in name], [])
        for name in REPORTS:
            self.assertTrue((self.output / name).is_file(), name)
        self.assertEqual(running_with(started), [], "a program was left behind")
        PROGRAMS["slow"], slow = PROGRAMS["good"], PROGRAMS["slow"]
        try:
            self.program("slow")
        finally:
            PROGRAMS["slow"] = slow
        _, errors = self.run_program(DONE, *models)
        self.assertIn("1 cells measured, 1 kept, 0 failed, 0 left", errors)

    def test_at_any_moment(self):
        """The first line of progress says that the run listens; a signal right after it counts."""
        models = ["--model-type", "naive-bayes", "--model-type", "senim-linear", "--seeds", "3"]
        for number in range(8):
            shutil.rmtree(self.output, ignore_errors=True)

            def wait(process):
                process.stderr.readline()
                time.sleep(0.03 * number)

            with self.subTest(number=number):
                self.interrupted(*models, wait=wait)
                for name in self.cell_files():
                    self.assertTrue(name.endswith(".json"), name)
                    json.loads((self.output / "cells" / name).read_bytes())
        self.run_program(DONE, *models)


if __name__ == "__main__":
    command.program("benchmark-intents")
    unittest.main(verbosity=2 if os.environ.get("CI") else 1)
