#!/usr/bin/env python3
"""`train-intents` end to end: bad input gives one clear line and exit code 1, never a crash.

    python3 scripts/tests/cli_test.py -v      # SENIM_BIN=.build/release names the program's folder
"""

import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import unittest

import _command as command

# Exit codes, as `train-intents --help` gives them.
DONE, UNUSABLE, WRONG_ARGUMENTS, INTERRUPTED = 0, 1, 64, 130


class CommandTest(unittest.TestCase):
    """A folder of its own for each test; a small corpus and a model for all."""

    @classmethod
    def setUpClass(cls):
        cls.shared = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.shared)
        cls.corpus = command.write_corpus(cls.shared / "corpus.tsv")
        cls.model = cls.shared / "model.safetensors"
        command.train(cls.corpus, cls.model)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def expect_error(self, done, *words):
        """Exit code 1, nothing on standard output, one line that says what is wrong."""
        message = done.stderr.decode()
        self.assertEqual(done.returncode, UNUSABLE, message)
        self.assertEqual(done.stdout, b"")
        lines = [line for line in message.splitlines() if not line.startswith("tower ")]
        self.assertEqual(len(lines), 1, message)
        self.assertTrue(lines[0].startswith("Error: "), message)
        self.assertLess(len(lines[0]), 400, "a line that nobody reads to its end")
        self.assertNotIn("NSCocoa", message, "an error of the library, not of ours")
        for word in words:
            self.assertIn(word, lines[0])


class TrainingInput(CommandTest):
    def train(self, data, *options):
        output = self.folder / "out" / "m.safetensors"
        done = command.run("--data", data, "--output", output, *options)
        if done.returncode != DONE:
            self.assertFalse(output.exists(), "a model was written in spite of the error")
        return done

    def test_missing_file(self):
        self.expect_error(self.train(self.folder / "none.tsv"), "none.tsv", "no such file")

    def test_empty_file(self):
        self.expect_error(self.train(self.file("empty.tsv", "")), "empty.tsv", "no utterances")

    def test_blank_lines_only(self):
        self.expect_error(self.train(self.file("blank.tsv", "\n\n  \n")), "blank.tsv")

    def test_empty_folder(self):
        (self.folder / "data").mkdir()
        self.expect_error(self.train(self.folder / "data"), "data")

    def test_one_intent(self):
        path = self.file("one.tsv", "hours\twhen do you open\nhours\tare you open today\n")
        self.expect_error(self.train(path), "one intent only", "hours", "two")

    def test_only_out_of_scope(self):
        self.expect_error(self.train(self.file("oos.tsv", "oos\ttell me a joke\n" * 9)), "oos")

    def test_invalid_utf8_is_placed(self):
        path = self.file("bad.tsv", b"hours\twhen do you open\nmarks\tmy \xff marks\n")
        self.expect_error(self.train(path), "bad.tsv:2", "UTF-8")

    def test_ten_megabyte_line_is_placed(self):
        path = self.file("long.tsv", b"hours\twhen\nmarks\t" + b"word " * 2_000_000 + b"\n")
        self.expect_error(self.train(path), "long.tsv:2", "bytes", "at most")

    def test_binary_file(self):
        random.seed(1)
        self.expect_error(self.train(self.file("x.tsv", random.randbytes(100_000))), "x.tsv")

    def test_unclosed_json(self):
        self.expect_error(self.train(self.file("x.json", '{"train": [["text", "intent"]')), "x.json")

    def test_deep_json(self):
        self.expect_error(self.train(self.file("x.json", "[" * 1_000_000)), "x.json")

    def test_missing_validation(self):
        done = self.train(self.corpus, "--validation", self.folder / "none.tsv")
        self.expect_error(done, "none.tsv", "no such file")

    def test_unknown_hyperparameter(self):
        done = self.train(self.corpus, "--hyperparameters", '{"layers": 3}')
        self.expect_error(done, "layers", "expected one of")

    def test_hyperparameters_out_of_range(self):
        for value in [
            '{"epochs": -1}', '{"epochs": 0}', '{"batchSize": 0}', '{"hiddenSize": -5}',
            '{"hiddenSize": 100000000}', '{"learningRate": 1e30}', '{"bagTowers": -1}',
            '{"bagTowers": 0, "convolutionTowers": 0}', '{"featureDropout": 1}',
            '{"hiddenDropout": -0.5}', '{"nameExamples": -1}', '{"cachedWords": -1}',
            '{"mixtureShare": 2}', '{"rejectedShare": 5}', '{"text": {"maximumTokens": 0}}',
            '{"features": {"longestCharacterNGram": 50}}', '{"features": {"shortestCharacterNGram": 0}}',
            '{"features": {"maximumVocabulary": 0}}',
        ]:
            with self.subTest(value=value):
                done = self.train(self.corpus, "--hyperparameters", value)
                name = value.split('"')[-2]
                self.expect_error(done, "hyperparameters", name, "expected")

    def test_hyperparameters_of_the_wrong_kind(self):
        done = self.train(self.corpus, "--hyperparameters", '{"epochs": "many"}')
        self.expect_error(done, "wrong kind", "epochs")

    def test_files_that_training_must_not_replace(self):
        text = pathlib.Path(self.corpus).read_text(encoding="utf-8")
        data = self.file("data.tsv", text)
        notes = self.file("m.md", "# Notes of mine\n")
        other = self.file("other.safetensors", "not a weight file, but somebody's")
        source = self.file("c.md", text)
        for output, source, words in [
            (data, data, "it is read as"), (self.folder / "c.safetensors", source, "it is read as"),
            (self.folder / "m.safetensors", data, "no model card"), (other, data, "no weight file"),
        ]:
            with self.subTest(output=output):
                before = {path: path.read_bytes() for path in map(pathlib.Path, (data, notes, other, source))}
                done = command.run("--data", source, "--output", output)
                self.assertEqual(done.returncode, UNUSABLE)
                self.assertIn(words, done.stderr.decode())
                self.assertEqual(before, {path: path.read_bytes() for path in before})
        done = command.run("convert", data, data, "--to", "csv")
        self.assertEqual(done.returncode, UNUSABLE)
        self.assertEqual(pathlib.Path(data).read_text(encoding="utf-8"), text)

    def test_held_out_utterances_that_mean_little(self):
        strange = self.file("strange.tsv", "zzz\twhat is this\n")
        done = self.train(self.corpus, "--validation", strange)
        self.assertIn("such as zzz", done.stderr.decode())
        done = self.train(self.corpus, "--validation", self.corpus)
        self.assertIn("training utterances too", done.stderr.decode())
        done = command.run("evaluate", "--model", self.model, "--data", strange)
        self.assertIn("1 of 1 utterances have intents that the model does not know", done.stderr.decode())

    def test_words_nobody_repeats(self):
        done = self.train(self.file("few.tsv", "a\tone\nb\ttwo\n"))
        self.assertIn(done.returncode, (DONE, UNUSABLE), done.stderr.decode())


class TrainingOutput(CommandTest):
    def test_gives_the_same_bytes_twice(self):
        again = self.folder / "again.safetensors"
        command.train(self.corpus, again, "--threads", "3")
        self.assertEqual(self.model.read_bytes(), again.read_bytes())

    def test_writes_the_card_beside_the_model(self):
        card = self.model.with_suffix(".md").read_text(encoding="utf-8")
        self.assertIn("train-intents --data", card)
        self.assertIn("OpenBLAS kernel", card)

    def test_folder_that_cannot_be_made(self):
        # A file stands where the folder should be: this holds for root too.
        place = self.file("file", "") / "m.safetensors"
        done = command.run("--data", self.corpus, "--output", place)
        self.expect_error(done, "cannot write", "file")

    @unittest.skipUnless(os.path.isdir("/proc/self"), "no /proc on this system")
    def test_folder_that_cannot_be_written(self):
        done = command.run("--data", self.corpus, "--output", "/proc/self/m.safetensors")
        self.expect_error(done, "cannot write", "/proc/self")

    def test_output_is_a_folder(self):
        done = command.run("--data", self.corpus, "--output", self.folder)
        self.expect_error(done, "cannot write", str(self.folder))

    def test_old_model_survives_a_failure(self):
        old = self.file("m.safetensors", "old")
        done = command.run("--data", self.folder / "none.tsv", "--output", old)
        self.assertEqual(done.returncode, UNUSABLE)
        self.assertEqual(old.read_text(), "old")

    def test_interruption_leaves_no_file(self):
        output = self.folder / "out"
        output.mkdir()
        process = subprocess.Popen(
            [str(command.program()), "--data", str(self.corpus), "--output",
             str(output / "m.safetensors"), "--hyperparameters", '{"epochs": 1000000}'],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            process.stderr.readline()  # the first epoch is over: training runs
            process.send_signal(signal.SIGINT)
            printed, errors = process.communicate(timeout=60)
        finally:
            process.kill()
        self.assertEqual(process.returncode, INTERRUPTED, errors.decode())
        self.assertEqual(printed, b"")
        self.assertIn("interrupted; nothing was written", errors.decode())
        self.assertEqual(list(output.iterdir()), [])


class Arguments(CommandTest):
    def test_wrong_arguments(self):
        output = str(self.folder / "m.safetensors")
        for arguments in [
            ["--bogus"], [], ["--data", self.corpus], ["--output", output],
            ["--data", self.corpus, "--output", output, "--preset", "slow"],
            ["--data", self.corpus, "--output", output, "--seed", "-1"],
            ["--data", self.corpus, "--output", output, "--threads", "0"],
            ["--data", self.corpus, "--output", output, "--validation-fraction", "0.9"],
            ["--data", self.corpus, "--output", output, "--validation-fraction", "nan"],
            ["--data", self.corpus, "--output", output, "--format", "word"],
            ["predict", "hello"], ["predict", "--model", self.model, "--top", "0", "hello"],
            ["evaluate", "--model", self.model], ["convert", self.corpus, output],
            ["convert", self.corpus, output, "--to", "word"], ["inspect"], ["lint"],
        ]:
            with self.subTest(arguments=arguments):
                done = command.run(*arguments)
                self.assertEqual(done.returncode, WRONG_ARGUMENTS, done.stderr.decode())
                self.assertIn("usage:", done.stderr.decode().lower())

    def test_help_shows_the_training_options(self):
        text = command.run("--help").stdout.decode()
        for option in ["--data", "--validation-fraction", "--preset", "--all-data", "EXAMPLES"]:
            self.assertIn(option, text)

    def test_missing_files_of_the_other_verbs(self):
        none = self.folder / "none"
        for arguments in [
            ["predict", "--model", none, "hello"], ["inspect", none], ["lint", none],
            ["evaluate", "--model", none, "--data", self.corpus],
            ["evaluate", "--model", self.model, "--data", none],
            ["convert", none, self.folder / "x.yml", "--to", "rasa"],
        ]:
            with self.subTest(arguments=arguments):
                self.expect_error(command.run(*arguments), "none", "no such file")


class Predictions(CommandTest):
    def answers(self, input, *options):
        done = command.run("predict", "--model", self.model, "--json", *options, input=input)
        self.assertEqual(done.returncode, DONE, done.stderr.decode())
        return [json.loads(line) for line in done.stdout.split(b"\n")[:-1]]

    def test_one_line_a_line(self):
        for input, count in [
            (b"", 0), (b"\n", 1), (b"a\n\nb\n", 3), (b"a\n\nb", 3), (b"\n\n\n", 3), (b"a\r\nb\r\n", 2),
            (b"a\rb\n", 1), ("a\u2028b\u0085c\x0bd\x0ce\n".encode(), 1), (b"a\0b\n", 1),
            (b"\xff\xfe\xc3\n\xf0\x9f\n", 2), (b'"quote" \\ back\n', 1), (b"\xef\xbb\xbfhello\n", 1),
        ]:
            with self.subTest(input=input):
                self.assertEqual(len(self.answers(input)), count)

    def test_ten_megabyte_line(self):
        self.assertEqual(len(self.answers(b"library " * 1_250_000 + b"\nhello\n")), 2)

    def test_shape_of_an_answer(self):
        for answer in self.answers("when does the library open\n\n\0\n😀\n".encode(), "--top", "99"):
            self.assertEqual(
                set(answer),
                {"text", "intent", "intent_ranking", "out_of_scope", "out_of_scope_score"})
            names = [entry["name"] for entry in answer["intent_ranking"]]
            self.assertEqual(sorted(names), sorted(set(command.UTTERANCES) - {"oos"}))
            self.assertEqual(answer["intent"], answer["intent_ranking"][0])
            total = sum(entry["confidence"] for entry in answer["intent_ranking"])
            self.assertAlmostEqual(total, 1, places=5)
            self.assertIsInstance(answer["out_of_scope"], bool)
            self.assertTrue(0 <= answer["out_of_scope_score"] <= 1)

    def test_top_limits_what_is_printed(self):
        self.assertEqual(len(self.answers(b"hello\n", "--top", "2")[0]["intent_ranking"]), 2)

    def test_the_text_comes_back(self):
        for text in ["кітапхана қашан", "a \\ \"b\" / c", "tab\there", "нул\u0001ь"]:
            with self.subTest(text=text):
                self.assertEqual(self.answers((text + "\n").encode())[0]["text"], text)

    def test_random_bytes(self):
        random.seed(2)
        input = b"\n".join(
            random.randbytes(random.randrange(200)).replace(b"\n", b"") for _ in range(300)) + b"\n"
        self.assertEqual(len(self.answers(input)), 300)

    def test_reader_that_goes_away(self):
        process = subprocess.Popen(
            [str(command.program()), "predict", "--model", str(self.model), "--json"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdin.write(b"hello\n")
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        try:
            process.stdin.write(b"hello\n" * 1000)
            process.stdin.close()
        except BrokenPipeError:
            pass
        process.wait(timeout=60)
        process.stderr.close()
        self.assertNotIn(process.returncode, (-signal.SIGILL, -signal.SIGSEGV, -signal.SIGTRAP))


class DamagedModels(CommandTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.header, cls.body = command.read_model(cls.model)

    def expect_refusal(self, path, *words):
        self.expect_error(command.run("predict", "--model", path, "hello"), *words)

    def changed(self, change):
        """The model with its header changed in place."""
        header = json.loads(json.dumps(self.header))
        change(header)
        return command.write_model(self.folder / "m.safetensors", header, self.body)

    def tensor(self, dtype):
        return next(
            name for name, entry in self.header.items()
            if name != "__metadata__" and entry["dtype"] == dtype and entry["data_offsets"][1] > 8)

    def test_the_rewritten_model_itself_is_fine(self):
        done = command.run("predict", "--model", self.changed(lambda header: None), "hello")
        self.assertEqual(done.returncode, DONE, done.stderr.decode())

    def test_files_that_are_no_models(self):
        for name, content, words in [
            ("empty", b"", ["it ends after 0 bytes"]),
            ("short", b"1234567", ["it ends after 7 bytes"]),
            ("long header", b"\xff" * 8 + b"{}", ["the header claims", "at most"]),
            ("cut header", (100).to_bytes(8, "little") + b"{}", ["claims 100 bytes", "only 2 follow"]),
            ("no JSON", (4).to_bytes(8, "little") + b"abcd", ["byte 0 of the header"]),
            ("no object", (2).to_bytes(8, "little") + b"[]", ["expected a JSON object"]),
            ("nothing in it", (2).to_bytes(8, "little") + b"{}", ["model"]),
            ("a text", b"when does the library open\n" * 99, ["damaged model file"]),
        ]:
            with self.subTest(name):
                self.expect_refusal(self.file("m.safetensors", content), *words)

    def test_truncation_anywhere(self):
        content = self.model.read_bytes()
        random.seed(3)
        for length in [9, 100, len(content) - 1] + [random.randrange(len(content)) for _ in range(20)]:
            with self.subTest(length=length):
                self.expect_refusal(self.file("m.safetensors", content[:length]), "damaged")

    def test_trailing_bytes(self):
        self.expect_refusal(self.file("m.safetensors", self.model.read_bytes() + b"x"), "1 bytes follow")

    def test_damaged_tensors(self):
        name = self.tensor("F32")
        entry = self.header[name]
        begin, end = entry["data_offsets"]

        def change(key, value):
            return lambda header: header[name].__setitem__(key, value)

        for label, edit in {
            "overlap": change("data_offsets", [begin - 4, end - 4]),
            "out of range": change("data_offsets", [begin, end + 10**9]),
            "reversed": change("data_offsets", [end, begin]),
            "negative": change("data_offsets", [-4, end]),
            "huge shape": change("shape", [2**62, 2**62]),
            "wrong shape": change("shape", [7] + entry["shape"]),
            "fraction in the shape": change("shape", [1.5]),
            "wrong type": change("dtype", "I32"),
            "unknown type": change("dtype", "Q7"),
            "no type": lambda header: header[name].pop("dtype"),
            "missing": lambda header: header.pop(name),
        }.items():
            with self.subTest(label):
                if label == "overlap" and begin < 4:
                    edit = change("data_offsets", [begin + 4, end + 4])
                self.expect_refusal(self.changed(edit))

    def test_not_a_number(self):
        name = self.tensor("F32")
        begin = self.header[name]["data_offsets"][0]
        for bits in (b"\0\0\xc0\x7f", b"\0\0\x80\x7f"):
            broken = self.body[:begin] + bits + self.body[begin + 4 :]
            with self.subTest(bits=bits):
                path = command.write_model(self.folder / "m.safetensors", self.header, broken)
                self.expect_refusal(path, name, "finite")

    def test_huge_numbers(self):
        for name, entry in self.header.items():
            if name == "__metadata__" or entry["dtype"] != "F32":
                continue
            begin, end = entry["data_offsets"]
            huge = b"\xff\xff\x7f\x7f" * ((end - begin) // 4)
            path = command.write_model(
                self.folder / "m.safetensors", self.header, self.body[:begin] + huge + self.body[end:])
            done = command.run("predict", "--model", path, "--json", "when does the library open")
            with self.subTest(name=name):
                if done.returncode != DONE:
                    self.expect_error(done)
                else:
                    self.assertIn("intent_ranking", json.loads(done.stdout))

    def test_another_kind_and_version(self):
        def metadata(key, value):
            return lambda header: header["__metadata__"].update({key: value})

        self.expect_refusal(self.changed(metadata("kind", "recipes")), "not an intent model", "recipes")
        self.expect_refusal(self.changed(metadata("format_version", "99")), "99", "train")
        self.expect_refusal(
            self.changed(lambda header: header.pop("__metadata__")), "not an intent model")

    def test_damaged_settings_never_crash(self):
        values = [
            "", "x", "-1", "0", "nan", "inf", "1e30", "1e-44", "99999999999999999999", "null", "[]", "{}", "[1]",
            '["a"]', '["a","a"]', '{"maximumTokens":-5}', '"a"', "true", "[" * 5000,
        ]
        for key in self.header["__metadata__"]:
            for value in values:
                path = self.changed(lambda header: header["__metadata__"].update({key: value}))
                done = command.run("predict", "--model", path, "--json", "hello", "library \t 5")
                with self.subTest(key=key, value=value[:20]):
                    if done.returncode != DONE:
                        self.expect_error(done)

    def test_members_of_the_settings_never_crash(self):
        for key in ("text_settings", "feature_settings", "rejection"):
            settings = json.loads(self.header["__metadata__"][key])
            for member, old in settings.items():
                for new in [-1, 0, 1, 10**6, 2**62, None, "x", [], not old]:
                    changed = json.dumps({**settings, member: new})
                    path = self.changed(
                        lambda header: header["__metadata__"].update({key: changed}))
                    done = command.run("predict", "--model", path, "--json", "hello library 5")
                    with self.subTest(key=key, member=member, value=new):
                        if done.returncode != DONE:
                            self.expect_error(done)
                        else:
                            self.assertIn("intent_ranking", json.loads(done.stdout))

    def test_changed_bytes_never_crash(self):
        content = self.model.read_bytes()
        header = len(content) - len(self.body)
        random.seed(4)
        for number in range(200):
            broken = bytearray(content)
            # Half of the time in the header, where a byte means more.
            for _ in range(random.choice([1, 1, 8])):
                place = random.randrange(header if number % 2 else len(content))
                broken[place] = random.randrange(256)
            path = self.file("m.safetensors", bytes(broken))
            done = command.run("predict", "--model", path, "--json", "when does the library open")
            with self.subTest(number=number):
                if done.returncode != DONE:
                    self.expect_error(done)
                else:
                    self.assertIn("intent_ranking", json.loads(done.stdout))


if __name__ == "__main__":
    command.program()
    unittest.main(verbosity=2 if os.environ.get("CI") else 1)
