#!/usr/bin/env python3
"""The commands of helpline-bot beside `serve`, end to end: the built program, a real corpus, both
databases; wrong arguments end with an exit code and one clear sentence.
"""

import json
import os
import pathlib
import tempfile
import unittest

import _server

DONE, FAILED, WRONG_ARGUMENTS = 0, 1, 64
CORPUS = _server.ROOT / "data" / "helpline"
IIN = "040731553055"
HAS_POSTGRES = _server.has_postgres()


class CommandTest(unittest.TestCase):
    bot = "rules"

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="senim-")
        self.addCleanup(self.folder.cleanup)
        self.database = f"{self.folder.name}/senim.sqlite"

    def run_command(self, *arguments, input=b"", status=DONE, **variables):
        """Standard output of a command with the test's database."""
        done = _server.command(
            *arguments, "--database", self.database, "--corpus", CORPUS, "--bot", self.bot, "--set",
            f"storage.callback_key_file={self.folder.name}/senim.key", input=input, **variables)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        if status == DONE:
            self.assertEqual(done.stderr, b"")
        return done.stdout.decode()

    def json_of(self, *arguments):
        return json.loads(self.run_command(*arguments))

    def server(self, *arguments):
        server = _server.Server(
            "--set", "limits.requests_per_minute=0", "--set", "log.level=critical", *arguments,
            bot=self.bot, database=self.database)
        # The key for call-backs lies where the commands look for it.
        server.arguments += ["--set", f"storage.callback_key_file={self.folder.name}/senim.key"]
        return server


class Verbs:
    """The same on both databases."""

    def test_chat_answers_piped_lines(self):
        said = self.run_command(
            "chat", input=f"Сколько стоит обучение?\n\nмой ИИН {IIN}\nHow much is tuition?".encode())
        self.assertIn("тенге", said)
        self.assertIn("the message is empty", said)
        self.assertIn("KZT", said.upper().replace("TENGE", "KZT"))
        self.assertNotIn(">", said.splitlines()[0], "no prompt where nobody types")
        self.assertNotIn(IIN, said)
        # The turns were stored.
        self.assertEqual(self.json_of("savings", "--json")["savings"]["counts"]["silent"], 2)

    def test_chat_takes_the_number_of_a_choice(self):
        said = self.run_command("chat", input="экзамен\n1\n".encode())
        self.assertIn("  1. ", said)
        first = said.split("  1. ")[1].splitlines()[0]
        self.assertTrue(first)
        self.assertGreater(len(said.splitlines()), 5)

    def test_chat_without_a_line(self):
        self.assertEqual(self.run_command("chat"), "")

    def test_chat_survives_strange_bytes(self):
        said = self.run_command(
            "chat", input=b"\xff\xfe\n\0\n" + b"a" * 5_000 + b"\n\xf0\x9f\x98\x80\nhello\n")
        self.assertIn("at most 4000 fit", said)

    def test_export_and_forget_a_person(self):
        with self.server() as server:
            for sender in ("dina", "anna"):
                server.say(sender, f"Сколько стоит обучение? Мой ИИН {IIN}", message_id="m1")
        exported = self.json_of("export", "--channel", "rest", "--sender", "dina")
        self.assertEqual((exported["channel"], exported["sender"]), ("rest", "dina"))
        turns = exported["conversations"][0]["turns"]
        self.assertEqual([turn["message_id"] for turn in turns], ["m1"])
        self.assertIn("<iin>", turns[0]["utterance"])
        self.assertNotIn(IIN, json.dumps(exported))

        self.assertEqual(
            self.run_command("forget", "--channel", "rest", "--sender", "dina"),
            "1 conversation deleted\n")
        left = self.json_of("export", "--channel", "rest", "--sender", "dina")
        self.assertEqual(left["conversations"], [])
        self.assertEqual(
            len(self.json_of("export", "--channel", "rest", "--sender", "anna")["conversations"]), 1)
        self.assertEqual(
            self.run_command("forget", "--channel", "rest", "--sender", "dina", status=FAILED),
            "0 conversations deleted\n")

    def test_export_and_forget_a_conversation(self):
        with self.server() as server:
            _, headers, body = server.request(
                "POST", "/api/v1/messages", {"text": "Сколько стоит обучение?", "language": "ru"})
            cookie = {"Cookie": headers["set-cookie"].split(";")[0]}
            name = json.loads(body)["conversation"]
            status, _, _ = server.request(
                "POST", "/api/v1/callbacks",
                {"name": "Дина", "contact": "+7 701 000 05 59", "language": "ru"}, cookie)
            self.assertEqual(status, 200)
            # Beside a server that runs, as an operator would.
            exported = self.json_of("export", name)
            self.assertEqual(exported["id"], name)
            self.assertEqual(len(exported["turns"]), 2)
            self.assertEqual(exported["callbacks"][0]["content"]["name"], "Дина")
            self.assertEqual(self.run_command("forget", name), "1 conversation deleted\n")
            history = server.request("GET", "/api/v1/history", None, cookie)[2]
            self.assertEqual(json.loads(history)["messages"], [])
            # The page goes on with a conversation of its own.
            status, _, body = server.request("POST", "/api/v1/messages", {"text": "hello"}, cookie)
            self.assertEqual(status, 200)
            self.assertNotEqual(json.loads(body)["conversation"], name)
        done = _server.command("export", name, "--database", self.database)
        self.assertEqual(done.returncode, FAILED)
        self.assertEqual(done.stderr.decode(), f"Error: no conversation {name}\n")
        self.assertEqual(self.run_command("forget", name, status=FAILED), "0 conversations deleted\n")

    def test_savings(self):
        with self.server() as server:
            for rating in ("good", "bad", None):
                _, headers, body = server.request(
                    "POST", "/api/v1/messages", {"payload": "/tuition_cost", "title": "Fee"})
                cookie = {"Cookie": headers["set-cookie"].split(";")[0]}
                if rating:
                    message = [m for m in json.loads(body)["messages"] if m["rateable"]][0]["id"]
                    server.request(
                        "POST", "/api/v1/ratings", {"message": message, "rating": rating}, cookie)
            server.say("person", "позовите человека")
        report = self.json_of(
            "savings", "--json", "--set", "savings.operator_minutes=6", "--set",
            "savings.hourly_rate=3000", "--set", "savings.creation_cost=1000", "--set",
            "savings.currency=EUR")
        counts = report["savings"]["counts"]
        self.assertEqual(
            {name: counts[name] for name in ("confirmed", "wrong", "silent", "handedOff")},
            {"confirmed": 1, "wrong": 1, "silent": 1, "handedOff": 1})
        # One confirmed answer of six minutes at 3,000 an hour, less what the bot cost.
        self.assertAlmostEqual(report["savings"]["basic"], 300 - 1000)
        self.assertEqual(report["savings"]["currency"], "EUR")
        self.assertEqual(report["savings"]["containment"]["total"], 4)
        self.assertEqual(report["savings"]["referenceContainment"], 0.56)
        text = self.run_command("savings")
        self.assertIn("Questions: 4\n", text)
        self.assertIn("confirmed   1\n", text)
        empty = self.json_of("savings", "--json", "--from", "2020-01-01", "--to", "2020-01-31")
        self.assertEqual(empty["period"], {"from": "2020-01-01", "to": "2020-01-31"})
        self.assertEqual(empty["savings"]["containment"]["total"], 0)


class SQLiteVerbs(Verbs, CommandTest):
    def test_forgotten_bytes_are_gone(self):
        words = "Сколько стоит обучение зебры?"
        with self.server() as server:
            server.say("dina", words)
            self.run_command("forget", "--channel", "rest", "--sender", "dina")
        for path in pathlib.Path(self.folder.name).iterdir():
            self.assertNotIn("зебры".encode(), path.read_bytes(), path.name)


@unittest.skipUnless(HAS_POSTGRES, "no PostgreSQL here")
class PostgreSQLVerbs(Verbs, CommandTest):
    def setUp(self):
        super().setUp()
        postgres = _server.PostgreSQL()
        self.database = postgres.__enter__().url
        self.addCleanup(postgres.__exit__)


class DuelReports(CommandTest):
    bot = "duel"

    def test_duel(self):
        with self.server() as server:
            for number in range(12):
                server.say(f"s{number}", ["Сколько стоит обучение?", "как дела зебра"][number % 2])
        report = self.json_of("duel-report", "--json")
        everything = report["groups"][0]
        self.assertEqual(everything["name"], "all")
        self.assertEqual(everything["agreement"]["total"], 12)
        self.assertEqual([row["bot"] for row in everything["rows"]], ["learning", "rules"])
        for row in everything["rows"]:
            coverage = row["coverage"]
            self.assertEqual(coverage["total"], 12)
            self.assertTrue(0 <= coverage["lower"] <= coverage["value"] <= coverage["upper"] <= 1)
        names = [group["name"] for group in report["groups"]]
        self.assertIn("language ru", names)
        self.assertIn("intent tuition_cost", names)
        text = self.run_command("duel-report")
        self.assertIn("learning", text)
        self.assertIn("rules", text)

    def test_no_duel(self):
        self.run_command("chat", input="экзамен\n".encode())  # The database is there, and no duel in it.
        self.assertEqual(self.json_of("duel-report", "--json")["groups"][0]["rows"], [])
        self.assertIn("serve with --bot duel", self.run_command("duel-report"))


class Configurations(CommandTest):
    def entries(self, *arguments, **variables):
        """Value and source by key, as `config` prints them."""
        done = _server.command("config", *arguments, **variables)
        self.assertEqual(done.returncode, DONE, done.stderr.decode())
        found = {}
        for line in done.stdout.decode().splitlines():
            key = line.split(maxsplit=1)[0]
            value, source = line[len(key):].rsplit("(", 1)
            found[key] = (value.strip(), source.rstrip(")"))
        return found

    def test_sources(self):
        file = pathlib.Path(self.folder.name) / "settings.yml"
        file.write_text("port: 1\nhost: file\nlog: {format: json}\ntokens: {model: 0123456789abcdef}\n")
        entries = self.entries("--config", file, "--port", "3", SENIM_PORT="2", SENIM_BOT="rules")
        self.assertEqual(entries["port"], ("3", "flag"))
        self.assertEqual(entries["bot"], ("rules", "environment"))
        self.assertEqual(entries["host"], ("file", str(file)))
        self.assertEqual(entries["log.format"], ("json", str(file)))
        self.assertEqual(entries["tokens.model"], ("********", str(file)))
        self.assertEqual(entries["limits.burst"], ("60", "default"))

    def test_database_without_its_password(self):
        for address in ("postgres://u:horse@h/d", "postgres://u@h/d?password=horse"):
            value, _ = self.entries("--database", address)["database"]
            self.assertIn("***", value)
            self.assertNotIn("horse", value)


class WrongArguments(CommandTest):
    def test_usage(self):
        for arguments, words in [
            (["bogus"], "Unexpected argument 'bogus'"),
            (["serve", "--port", "x"], "The value 'x' is invalid for '--port <port>'"),
            (["serve", "--bogus"], "Unknown option '--bogus'"),
            (["config", "--set", "log.level"], "--set log.level: expected key=value"),
            (["forget"], "give a conversation's id, or --channel and --sender"),
            (["forget", "a", "--channel", "web"], "give a conversation's id, or --channel and --sender"),
            (["forget", "a", "--channel", "web", "--sender", "b"], "give a conversation's id"),
            (["export", "--sender", "a"], "give a conversation's id, or --channel and --sender"),
            (["export", "a", "b"], "Unexpected argument 'b'"),
            (["savings", "--json", "--from"], "Missing value for '--from <from>'"),
            (["savings", "--from", "2026-13-01"],
             '--from: found "2026-13-01"; expected a date such as 2026-11-30'),
            (["savings", "--to", "yesterday"], '--to: found "yesterday"; expected a date'),
            (["duel-report", "--from", "2026-02-02", "--to", "2026-01-01"],
             '--from: found "2026-02-02"; expected a day up to 2026-01-01'),
        ]:
            with self.subTest(arguments=arguments):
                done = _server.command(*arguments)
                self.assertEqual(done.returncode, WRONG_ARGUMENTS)
                self.assertEqual(done.stdout, b"")
                self.assertIn(words, done.stderr.decode())
                self.assertIn("Usage: helpline-bot", done.stderr.decode())

    def test_sentences(self):
        none = f"{self.folder.name}/none"
        damaged = pathlib.Path(self.folder.name) / "damaged"
        damaged.write_text("not a database, not a model, not YAML: [", encoding="utf-8")
        for arguments, words in [
            (["serve", "--port", "99999"], 'port: found "99999"; expected a whole number from 0 to 65535'),
            (["chat", "--bot", "clever"], 'bot: found "clever"; expected one of learning, rules, duel'),
            (["chat", "--model", none, "--corpus", CORPUS], f"cannot read the model {none}; `make train`"),
            (["chat", "--model", damaged, "--corpus", CORPUS], f"the model {damaged} cannot serve"),
            (["chat", "--corpus", none], f"the corpus {none} cannot serve"),
            (["serve", "--corpus", none, "--port", "0"], f"the corpus {none} cannot serve"),
            (["config", "--config", none], f"cannot read the configuration file {none}"),
            (["config", "--config", damaged], f"cannot read the configuration file {damaged}"),
            (["config", "--set", "lgo.level=debug"], "--set: unknown key lgo.level"),
            (["config", "--set", "log.level=loud"], 'log.level: found "loud"; expected one of trace'),
            (["savings", "--database", f"{none}/senim.sqlite"], "database unavailable"),
            (["duel-report", "--database", f"{none}.sqlite"], "there is no file"),
            (["forget", "a", "--database", damaged], "damaged database"),
            (["export", "a", "--database", "mysql://h/d"], "mysql://h/d is neither a file path nor"),
            (["export", "nobody"], "no conversation nobody"),
        ]:
            with self.subTest(arguments=arguments):
                done = _server.command(
                    *arguments,
                    SENIM_DATABASE=self.database,
                    SENIM_STORAGE_CALLBACK_KEY_FILE=f"{self.folder.name}/senim.key")
                self.assertEqual(done.returncode, FAILED)
                self.assertEqual(done.stdout, b"")
                said = done.stderr.decode()
                self.assertTrue(said.startswith("Error: "), said)
                self.assertIn(words, said)
                self.assertEqual(said.count("\n"), 1, "one sentence on one line")
                self.assertNotIn("not YAML", said, "a file's content")

    def test_help(self):
        for arguments in ([], ["--help"], *([verb, "--help"] for verb in (
                "serve", "chat", "forget", "export", "savings", "duel-report", "config"))):
            done = _server.command(*arguments)
            self.assertEqual(done.returncode, DONE)
            self.assertIn(b"USAGE: helpline-bot", done.stdout)
        self.assertRegex(_server.command("--version").stdout.decode(), r"^\d+\.\d+")


if __name__ == "__main__":
    unittest.main(verbosity=2)
