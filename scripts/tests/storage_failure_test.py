#!/usr/bin/env python3
"""What clients of a real server see while its disk is full or its database is away: 503 with the
reason, nothing acknowledged that is not kept, nothing doubled, and service again afterwards.
"""

import http.client
import json
import os
import pathlib
import resource
import signal
import subprocess
import threading
import time
import unittest

import _server

QUESTION = "Сколько стоит обучение?"
QUIET = ("--set", "limits.requests_per_minute=0", "--set", "log.level=critical")
# A long wait is a failure too: a minute is far beyond what a busy machine needs.
PATIENCE = 60
HAS_POSTGRES = _server.has_postgres()


def mount_prefix():
    """The words that give a program a mount namespace of its own; None where that is forbidden."""
    for words in (["unshare", "-m"], ["unshare", "-rm"]):
        try:
            done = subprocess.run(
                [*words, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)
        except FileNotFoundError:
            return None
        if done.returncode == 0:
            return words
    return None


MOUNT_PREFIX = mount_prefix()


class Talker:
    """One sender: names every message, and keeps in `acknowledged` what the server confirmed."""

    def __init__(self, test, server, sender):
        self.test, self.server, self.sender = test, server, sender
        self.number = 0
        self.acknowledged = {}
        self.refusals = 0

    def send(self, text=QUESTION, number=None):
        """Sends the next message, or that of `number` again; whether it was acknowledged."""
        if number is None:
            number = self.number
        name = f"{self.sender}-{number}"
        status, headers, body = self.server.request(
            "POST", "/webhooks/rest/webhook",
            {"sender": self.sender, "message": text, "message_id": name})
        answer = json.loads(body)
        if status == 200:
            texts = [message.get("text") for message in answer]
            self.test.assertTrue(texts)
            # The same name again brings the same reply.
            self.test.assertEqual(self.acknowledged.setdefault(name, texts), texts)
            if number == self.number:
                self.number += 1
            return True
        self.test.assertEqual(status, 503, body)
        self.test.assertEqual(answer["reason"], "DatabaseUnavailable")
        self.test.assertIn("please try again", answer["message"])
        self.test.assertGreaterEqual(int(headers["retry-after"]), 1)
        self.refusals += 1
        return False

    def insist(self):
        """Sends the next message until it is acknowledged."""
        end = time.monotonic() + PATIENCE
        while not self.send():
            self.test.assertLess(time.monotonic(), end, "the server does not serve again")
            time.sleep(0.02)

    def check(self):
        """Every acknowledged message is stored, once, in its order, and nothing else is."""
        for number in (0, self.number - 1):
            self.test.assertTrue(self.send(number=number), "a replay")
        done = _server.command(
            "export", "--channel", "rest", "--sender", self.sender, "--database", self.server.database,
            "--set", f"storage.callback_key_file={self.server.folder.name}/senim.key",
            prefix=self.server.prefix)
        self.test.assertEqual(done.returncode, 0, done.stderr.decode())
        conversations = json.loads(done.stdout)["conversations"]
        self.test.assertEqual(len(conversations), 1)
        turns = conversations[0]["turns"]
        self.test.assertEqual(
            [turn["message_id"] for turn in turns], list(self.acknowledged))
        self.test.assertEqual(
            [turn["sequence"] for turn in turns], list(range(1, len(turns) + 1)))


class StorageFailure(unittest.TestCase):
    def visitor(self, server):
        """The cookie of somebody who has written in the web chat."""
        status, headers, body = server.request("POST", "/api/v1/messages", {"text": QUESTION})
        self.assertEqual(status, 200, body)
        return {"Cookie": headers["set-cookie"].split(";")[0]}

    def expect_refusals(self, server, cookie, reads_fail):
        """Every route that stores says 503 in its own form; the page and /health go on."""
        requests = [
            ("POST", "/api/v1/messages", {"text": QUESTION}),
            ("POST", "/api/v1/callbacks", {"name": "Anna", "contact": "+7 701 000 05 59"}),
            ("POST", "/api/v1/feedback", {"text": "good", "score": 5}),
        ]
        if reads_fail:
            requests += [("GET", "/api/v1/history", None), ("GET", "/api/v1/conversation/export", None)]
        for method, path, body in requests:
            with self.subTest(path):
                status, headers, answer = server.request(method, path, body, cookie)
                self.assertEqual(status, 503, answer)
                self.assertEqual(headers["content-type"], "application/problem+json")
                problem = json.loads(answer)
                self.assertEqual(problem["reason"], "DatabaseUnavailable")
                self.assertEqual(problem["status"], 503)
                self.assertIn("please try again", problem["detail"])
        self.assertEqual(server.request("GET", "/ready")[0], 503 if reads_fail else 200)
        for path in ("/health", "/", "/metrics"):
            self.assertEqual(server.request("GET", path)[0], 200)

    def until_ready(self, server):
        end = time.monotonic() + PATIENCE
        while server.request("GET", "/ready")[0] != 200:
            self.assertLess(time.monotonic(), end, "the server is not ready again")
            time.sleep(0.02)

    def web_chat_is_whole(self, server, cookie, before):
        """Nothing of what was refused is in the history; the next message is."""
        history = server.request("GET", "/api/v1/history", None, cookie)
        self.assertEqual(json.loads(history[2]), before)
        self.assertEqual(
            server.request("POST", "/api/v1/messages", {"text": QUESTION}, cookie)[0], 200)
        tickets = server.request("GET", "/api/v1/administration/callbacks")[2]
        self.assertEqual(json.loads(tickets), [])

    def history(self, server, cookie):
        return json.loads(server.request("GET", "/api/v1/history", None, cookie)[2])


class SQLiteFailure(StorageFailure):
    def run_full(self, server, limit_room):
        """`limit_room` leaves so many bytes for files to grow; None for as many as before."""
        cookie = self.visitor(server)
        before = self.history(server, cookie)
        talker = Talker(self, server, "full")
        talker.insist()
        limit_room(100_000)
        for _ in range(3_000):
            if not talker.send():
                break
        self.assertEqual(talker.refusals, 1, "the disk never became full")
        limit_room(0)
        for _ in range(5):
            self.assertFalse(talker.send())
        self.expect_refusals(server, cookie, reads_fail=False)
        limit_room(None)
        talker.insist()
        talker.insist()
        talker.check()
        self.web_chat_is_whole(server, cookie, before)
        server.stop(signal.SIGKILL)
        server.start()
        talker.insist()
        talker.check()

    def test_files_that_may_not_grow(self):
        server = _server.Server(*QUIET)
        # The limit is an error of the write, and no signal.
        server.prefix = ["sh", "-c", 'trap "" XFSZ; exec "$@"', "sh"]
        with server:
            log = pathlib.Path(server.database + "-wal")

            def limit_room(bytes):
                if bytes is None:
                    limit = resource.RLIM_INFINITY
                else:
                    # A write that failed is tried again further in front.
                    limit = log.stat().st_size + bytes if bytes else 1
                resource.prlimit(
                    server.process.pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

            self.run_full(server, limit_room)

    def test_file_that_goes_away_and_comes_back(self):
        with _server.Server(*QUIET) as server:
            cookie = self.visitor(server)
            before = self.history(server, cookie)
            talker = Talker(self, server, "away")
            talker.insist()
            paths = [pathlib.Path(server.database + end) for end in ("", "-wal", "-shm")]
            for path in paths:
                path.rename(f"{path}.away")
            for _ in range(3):
                self.assertFalse(talker.send())
            self.expect_refusals(server, cookie, reads_fail=True)
            self.assertFalse(paths[0].exists(), "a new database was begun")
            for path in paths:
                pathlib.Path(f"{path}.away").rename(path)
            self.until_ready(server)
            talker.insist()
            talker.check()
            self.web_chat_is_whole(server, cookie, before)


    def test_full_disk(self):
        server = _server.Server(*QUIET)
        disk = pathlib.Path(server.folder.name) / "disk"
        disk.mkdir()
        server.database = f"{disk}/senim.sqlite"
        # A kill ends the namespace and its disk: the server starts again inside another one's.
        holder = subprocess.Popen(
            [*MOUNT_PREFIX, "sh", "-c", f'mount -t tmpfs -o size=8m tmpfs "{disk}" && echo && exec cat'],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            holder.stdout.readline()
            inside = ["nsenter", f"--target={holder.pid}", "--mount", f"--wd={_server.ROOT}"]
            if os.geteuid():
                inside[2:2] = ["--user", "--preserve-credentials"]
            server.prefix = inside
            ballast = pathlib.Path(f"/proc/{holder.pid}/root{disk}/ballast")

            def limit_room(bytes):
                if bytes is None:
                    ballast.unlink()
                    return
                space = os.statvfs(ballast.parent)
                with open(ballast, "ab") as file:
                    file.write(b"x" * max(0, space.f_bavail * space.f_frsize - bytes))

            with server:
                self.run_full(server, limit_room)
        finally:
            holder.stdin.close()
            holder.wait(timeout=60)
            holder.stdout.close()

    # Elsewhere the limit on files stands for it.
    if MOUNT_PREFIX is None:
        del test_full_disk


@unittest.skipUnless(HAS_POSTGRES, "no PostgreSQL here")
class PostgreSQLFailure(StorageFailure):
    def test_server_that_stops_and_starts(self):
        with _server.PostgreSQL() as postgres:
            with _server.Server(*QUIET, database=postgres.url) as server:
                for command in ("stop", "kill"):
                    with self.subTest(command):
                        cookie = self.visitor(server)
                        before = self.history(server, cookie)
                        talker = Talker(self, server, command)
                        talker.insist()
                        postgres.run(command)
                        for _ in range(3):
                            self.assertFalse(talker.send())
                        self.expect_refusals(server, cookie, reads_fail=True)
                        postgres.run("start")
                        self.until_ready(server)
                        talker.insist()
                        talker.check()
                        self.web_chat_is_whole(server, cookie, before)

    def test_failures_under_load(self):
        """Backends are ended and the server is killed while people write; each message is sent
        again under its name until it is acknowledged."""
        with _server.PostgreSQL() as postgres:
            with _server.Server(*QUIET, database=postgres.url) as server:
                talkers = [Talker(self, server, f"talker{number}") for number in range(4)]
                ended = threading.Event()
                failures = []

                def talk(talker):
                    try:
                        while not ended.is_set():
                            talker.insist()
                    except (AssertionError, OSError, http.client.HTTPException) as error:
                        failures.append(repr(error))

                threads = [threading.Thread(target=talk, args=(talker,)) for talker in talkers]
                for thread in threads:
                    thread.start()
                killed = 0
                for _ in range(10):
                    self.wait_for_progress(talkers)
                    for backend in postgres.backends():
                        try:
                            os.kill(backend, signal.SIGTERM)
                            killed += 1
                        except ProcessLookupError:
                            pass
                for _ in range(3):
                    self.wait_for_progress(talkers)
                    postgres.run("kill")
                    postgres.run("start")
                self.wait_for_progress(talkers)
                ended.set()
                for thread in threads:
                    thread.join()
                self.assertEqual(failures, [])
                self.assertGreaterEqual(killed, 10)
                self.assertGreater(sum(talker.refusals for talker in talkers), 0)
                for talker in talkers:
                    talker.check()

    def wait_for_progress(self, talkers):
        """Returns when every talker has got ten more answers."""
        aims = [talker.number + 10 for talker in talkers]
        end = time.monotonic() + PATIENCE
        while any(talker.number < aim for talker, aim in zip(talkers, aims)):
            if time.monotonic() > end:
                return  # the talkers' own failures tell why
            time.sleep(0.01)


if __name__ == "__main__":
    unittest.main(verbosity=2)
