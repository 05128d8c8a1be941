#!/usr/bin/env python3
"""The server's tests that need a process of its own: 1,000 hot reloads of a small model under load, and
a short run of damaged requests. The whole of them: scripts/reload-test.py and scripts/fuzz-server.py
without arguments.
"""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
binaries = pathlib.Path(os.environ.get("SENIM_BIN", ".build/debug"))
environment = {**os.environ, "SENIM_BOT": str((ROOT / binaries / "helpline-bot").resolve())}
for command in (
    ["reload-test.py", "--count", "1000", "--small"],
    ["fuzz-server.py", "--rounds", "600", "--skip-schemathesis"],
):
    script = ROOT / "scripts" / command[0]
    done = subprocess.run([sys.executable, script, *command[1:]], env=environment, check=False)
    if done.returncode:
        sys.exit(done.returncode)
