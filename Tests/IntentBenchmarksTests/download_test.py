"""The downloader against a server on loopback that serves good, damaged and missing files."""

import functools
import hashlib
import http.server
import importlib.util
import io
import contextlib
import pathlib
import sys
import tempfile
import threading
import unittest

spec = importlib.util.spec_from_file_location("download", sys.argv.pop(1))
download = importlib.util.module_from_spec(spec)
spec.loader.exec_module(download)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    requests = []

    def log_message(self, *arguments):
        self.requests.append(self.path)


class DownloadTest(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        root = pathlib.Path(self.place.name)
        (root / "served/made").mkdir(parents=True)
        self.bodies = {"made/a.txt": b"one\n", "made/b.txt": b"two\n"}
        for name, body in self.bodies.items():
            (root / "served" / name).write_bytes(body)
        handler = functools.partial(QuietHandler, directory=root / "served")
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.mirror = f"http://127.0.0.1:{self.server.server_port}"
        self.served, self.folder = root / "served", root / "folder"
        download.FILES = {
            name: ("https://unused.invalid", hashlib.sha256(body).hexdigest())
            for name, body in self.bodies.items()}
        QuietHandler.requests.clear()

    def tearDown(self):
        self.server.shutdown()
        self.server.server_close()
        self.place.cleanup()

    def run_program(self, *arguments):
        sys.argv = ["download", "--folder", str(self.folder), "--mirror", self.mirror, *arguments]
        output, errors = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
            with self.assertRaises(SystemExit) as end:
                download.main()
        return end.exception.code, output.getvalue(), errors.getvalue()

    def test_downloads_and_keeps(self):
        code, output, _ = self.run_program()
        self.assertEqual(code, 0)
        self.assertEqual(output.count("downloaded"), 2)
        self.assertEqual((self.folder / "made/a.txt").read_bytes(), b"one\n")
        QuietHandler.requests.clear()
        code, output, _ = self.run_program()
        self.assertEqual((code, output.count("kept")), (0, 2))
        self.assertEqual(QuietHandler.requests, [])

    def test_a_damaged_file_is_refused_and_the_old_one_stays(self):
        (self.folder / "made").mkdir(parents=True)
        (self.folder / "made/a.txt").write_bytes(b"old")
        (self.served / "made/a.txt").write_bytes(b"damaged")
        code, output, errors = self.run_program()
        self.assertEqual(code, 1)
        self.assertIn("expected " + download.FILES["made/a.txt"][1], errors)
        self.assertIn("downloaded: made/b.txt", output)
        self.assertEqual((self.folder / "made/a.txt").read_bytes(), b"old")
        self.assertEqual(
            sorted(path.name for path in (self.folder / "made").iterdir()), ["a.txt", "b.txt"])

    def test_a_missing_file_is_named(self):
        (self.served / "made/b.txt").unlink()
        code, _, errors = self.run_program()
        self.assertEqual(code, 1)
        self.assertIn("made/b.txt: the server answered 404", errors)
        self.assertIn("1 files are missing", errors)

    def test_no_server(self):
        self.server.shutdown()
        self.server.server_close()
        self.mirror = "http://127.0.0.1:9"
        code, _, errors = self.run_program()
        self.assertEqual(code, 1)
        self.assertIn("failed: made/a.txt", errors)

    def test_a_too_long_answer(self):
        download.LIMIT, limit = 2, download.LIMIT
        code, _, errors = self.run_program()
        download.LIMIT = limit
        self.assertEqual(code, 1)
        self.assertIn("more than 2 bytes", errors)


unittest.main()
