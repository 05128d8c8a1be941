"""A real server, and a PostgreSQL server to take away from it, for the tests beside this file."""

import os
import pathlib
import subprocess
import sys

import _command

os.environ["SENIM_BOT"] = str(_command.program("helpline-bot").resolve())
sys.path.insert(0, str(_command.ROOT / "scripts"))
from server_client import Server  # noqa: E402, F401

ROOT = _command.ROOT
WITH_POSTGRES = _command.ROOT / "scripts" / "with-postgres.sh"


def command(*arguments, prefix=(), input=b"", **variables):
    """The finished `helpline-bot`, without settings of this environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SENIM_")}
    return subprocess.run(
        [*prefix, os.environ["SENIM_BOT"], *map(str, arguments)], input=input, capture_output=True,
        check=False, cwd=ROOT, timeout=300, env={**environment, **variables})


def has_postgres():
    """Whether a PostgreSQL server can be started here."""
    return subprocess.run([WITH_POSTGRES, "true"], capture_output=True, check=False).returncode == 0


class PostgreSQL:
    """An empty PostgreSQL server of one test's own."""

    SHELL = """
        echo "$SENIM_TEST_POSTGRES"
        echo "$SENIM_TEST_POSTGRES_DATA"
        while read -r command && [ "$command" != end ]; do
          "$SENIM_TEST_POSTGRES_CONTROL" "$command" > /dev/null 2>&1
          echo $?
        done
    """

    def __enter__(self):
        self.shell = subprocess.Popen(
            [WITH_POSTGRES, "sh", "-c", self.SHELL],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = self.shell.stdout.readline().strip()
        self.data = pathlib.Path(self.shell.stdout.readline().strip())
        assert self.url, "no PostgreSQL server started"
        return self

    def run(self, command):
        """`stop`, `kill` or `start`; returns when it is done."""
        self.shell.stdin.write(f"{command}\n")
        self.shell.stdin.flush()
        status = self.shell.stdout.readline().strip()
        assert status == "0", f"{command} ended with {status}"

    def backends(self):
        """The processes that serve a connection."""
        postmaster = (self.data / "postmaster.pid").read_text().split()[0]
        found = []
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                parent = (folder / "stat").read_text().rsplit(")", 1)[1].split()[1]
                title = (folder / "cmdline").read_bytes().decode(errors="replace")
            except OSError:  # it has ended
                continue
            if parent == postmaster and "127.0.0.1" in title:
                found.append(int(folder.name))
        return found

    def __exit__(self, *_):
        self.shell.stdin.write("end\n")
        self.shell.stdin.close()
        self.shell.wait(timeout=60)
        self.shell.stdout.close()
