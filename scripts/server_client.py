"""Starts a real helpline-bot and talks to it: shared by the browser test, the fuzz run and the bench."""

import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent


def in_environment(name, requirements):
  """Runs this script again in a virtual environment of its own that has `requirements`."""
  folder = ROOT / f".venv-{name}"
  python = folder / "bin" / "python"
  if pathlib.Path(sys.prefix) == folder:
    return
  marker = folder / "requirements.txt"
  wanted = "\n".join(requirements)
  if not marker.exists() or marker.read_text() != wanted:
    venv.create(folder, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *requirements], check=True)
    marker.write_text(wanted)
  os.execv(python, [str(python), *sys.argv])


def program():
  """The built helpline-bot: SENIM_BOT, else release, else debug."""
  named = os.environ.get("SENIM_BOT")
  candidates = [pathlib.Path(named)] if named else []
  candidates += [ROOT / ".build" / kind / "helpline-bot" for kind in ("release", "debug")]
  for candidate in candidates:
    if candidate.exists():
      return candidate
  sys.exit("helpline-bot is not built: swift build -c release --static-swift-stdlib --product helpline-bot")


def free_port():
  with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    return probe.getsockname()[1]


class Server:
  """A server on a free port with a new database in a temporary folder."""

  def __init__(self, *arguments, bot="rules", database=None, corpus=None):
    self.folder = tempfile.TemporaryDirectory(prefix="senim-")
    self.port = free_port()
    self.bot = bot
    self.corpus = corpus or ROOT / "data" / "helpline"
    self.database = database or f"{self.folder.name}/senim.sqlite"
    self.arguments = list(arguments)
    # Words before the program, such as those that give it a small disk.
    self.prefix = []
    self.process = None
    self.seconds_to_answer = None

  def start(self):
    start = time.perf_counter()
    self.log = open(f"{self.folder.name}/log", "ab")
    self.process = subprocess.Popen(
      [*self.prefix, program(), "serve", "--port", str(self.port), "--bot", self.bot,
       "--corpus", str(self.corpus), "--database", self.database,
       "--set", f"storage.callback_key_file={self.folder.name}/senim.key", *self.arguments],
      cwd=ROOT, stderr=self.log, stdout=self.log)
    while True:
      try:
        status, _, _ = self.request("GET", "/health")
        if status == 200:
          break
      except OSError:
        pass
      if self.process.poll() is not None:
        sys.exit(f"the server ended: {self.log_text()}")
      if time.perf_counter() - start > 60:
        sys.exit("the server did not start within a minute")
      time.sleep(0.002)
    self.seconds_to_answer = time.perf_counter() - start
    return self

  def stop(self, kind=signal.SIGTERM):
    if self.process and self.process.poll() is None:
      self.process.send_signal(kind)
      self.process.wait(timeout=60)
    self.log.close()

  def log_text(self):
    return pathlib.Path(f"{self.folder.name}/log").read_text(errors="replace")

  @property
  def base(self):
    return f"http://127.0.0.1:{self.port}"

  def request(self, method, path, body=None, headers=None, connection=None):
    """Status, headers and body; `body` is bytes or something for JSON."""
    own = connection is None
    connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
    headers = dict(headers or {})
    if body is not None and not isinstance(body, bytes):
      body = json.dumps(body).encode()
      headers.setdefault("Content-Type", "application/json")
    try:
      connection.request(method, path, body=body, headers=headers)
      answer = connection.getresponse()
      return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
      if own:
        connection.close()

  def say(self, sender, message, connection=None, **fields):
    status, _, body = self.request(
      "POST", "/webhooks/rest/webhook", {"sender": sender, "message": message, **fields},
      connection=connection)
    return status, json.loads(body)

  def processor_seconds(self):
    """User and system time of the server so far."""
    with open(f"/proc/{self.process.pid}/stat") as stat:
      fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

  def resident_bytes(self):
    with open(f"/proc/{self.process.pid}/statm") as statm:
      return int(statm.read().split()[1]) * 4096

  def __enter__(self):
    return self.start()

  def __exit__(self, *_):
    self.stop()
    self.folder.cleanup()
