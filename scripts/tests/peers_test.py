"""The processes of `scripts/bench-peers.py`: measured, failed with their last words, or ended when they hang."""

import pathlib
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import peer_datasets  # noqa: E402
import peer_process  # noqa: E402


def is_running(pid):
    """Whether a process works or sleeps; a zombie, which nobody has collected yet, does not."""
    try:
        status = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rsplit(")", 1)[1].split()[0] != "Z"


class PeersTest(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.addCleanup(self.place.cleanup)
        self.folder = pathlib.Path(self.place.name)

    def run_shell(self, text, timeout=20):
        return peer_process.run(["/bin/sh", "-c", text], self.folder / "log.txt", timeout)

    def test_output_time_and_memory(self):
        output, seconds, megabytes = self.run_shell("echo 7; sleep 0.1")
        self.assertEqual(output, "7\n")
        self.assertGreaterEqual(seconds, 0.1)
        self.assertGreater(megabytes, 0.1)

    def test_a_failure_tells_its_last_words(self):
        with self.assertRaisesRegex(peer_process.RunFailed, "sh ended with 3: no memory"):
            self.run_shell("echo no memory >&2; exit 3")
        with self.assertRaisesRegex(peer_process.RunFailed, "sh ended with -9"):
            self.run_shell("kill -9 $$")

    def test_a_program_that_hangs_is_ended_with_its_children(self):
        pids = self.folder / "pids"
        start = time.monotonic()
        with self.assertRaisesRegex(peer_process.RunFailed, "sh was ended after 1 s"):
            self.run_shell(f"sleep 300 & echo $! > {pids}; echo $$ >> {pids}; wait", timeout=1)
        self.assertLess(time.monotonic() - start, 30)
        for pid in pids.read_text(encoding="utf-8").split():
            deadline = time.monotonic() + 10
            while is_running(pid) and time.monotonic() < deadline:
                time.sleep(0.05)
            self.assertFalse(is_running(pid), pid)

    def test_what_a_program_leaves_behind_ends_with_it(self):
        output, _, _ = self.run_shell("sleep 300 > /dev/null & echo $!")
        deadline = time.monotonic() + 10
        while is_running(output.strip()) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertFalse(is_running(output.strip()))

    def test_a_few_shot_sample_is_the_seeds(self):
        rows = [(f"i{n % 3}", f"text {n}") for n in range(30)] + [("oos", "x")] * 4
        first = peer_datasets.few_shot(rows, 2, 1)
        self.assertEqual(first, peer_datasets.few_shot(rows, 2, 1))
        self.assertNotEqual(first, peer_datasets.few_shot(rows, 2, 2))
        self.assertEqual(sorted({intent for intent, _ in first}), ["i0", "i1", "i2", "oos"])
        self.assertEqual(len(first), 2 * 3 + 4)


if __name__ == "__main__":
    unittest.main()
