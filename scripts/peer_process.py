"""The processes of `bench-peers.py`: run to their end, or ended with all their children."""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time


class RunFailed(Exception):
    pass


def end_group(process):
    """Ends a program with all its children: it leads a process group of its own."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass  # It is over already.


def run(command, log, timeout):
    """Runs a command; returns seconds of wall clock, and peak memory of the process in megabytes."""
    start = time.perf_counter()
    # Files in place of pipes: a program that hangs cannot hold us.
    with open(log, "w", encoding="utf-8") as errors, tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=output,
            stderr=errors, start_new_session=True)
        found = 0
        try:
            while not found:
                found, status, usage = os.wait4(process.pid, os.WNOHANG)
                if not found and time.perf_counter() > start + timeout:
                    raise RunFailed(f"{name_of(command)} was ended after {timeout} s")
                if not found:
                    time.sleep(0.001)
        finally:  # On a time-out or Ctrl-C; and what a program leaves behind ends with it.
            end_group(process)
            if not found:
                _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        answer = output.read().decode("utf-8")
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        words = " / ".join(pathlib.Path(log).read_text(encoding="utf-8").splitlines()[-3:])
        raise RunFailed(f"{name_of(command)} ended with {process.returncode}: {words}")
    return answer, seconds, usage.ru_maxrss / 1024


def name_of(command):
    """The program or, for an adapter, its script."""
    return pathlib.Path(str(command[1 if str(command[0]) == sys.executable else 0])).name
