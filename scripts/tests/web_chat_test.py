#!/usr/bin/env python3
"""The web chat in a real browser, with the binaries under test; skipped where there is no Chromium."""

import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
chromium = os.environ.get("SENIM_CHROMIUM") or shutil.which("chromium")
if not chromium:
    print("no Chromium here: apt-get install chromium, or set SENIM_CHROMIUM")
    sys.exit(77)
binaries = pathlib.Path(os.environ.get("SENIM_BIN", ".build/debug"))
environment = {**os.environ, "SENIM_BOT": str((ROOT / binaries / "helpline-bot").resolve())}
environment["SENIM_CHROMIUM"] = chromium
sys.exit(subprocess.run(
    [sys.executable, ROOT / "scripts" / "browser-test.py"], env=environment, check=False).returncode)
