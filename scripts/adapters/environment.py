"""A virtual environment for each outside program, made when it is first needed.

    environment.enter("scikit-learn")     # at the top of an adapter: goes on inside the environment
    python3 scripts/adapters/environment.py scikit-learn     # makes it, prints its interpreter

The environments lie in `.build-peers/` at the top of the repository (SENIM_PEERS names another place);
git ignores them.
"""

import fcntl
import os
import pathlib
import subprocess
import sys
import venv

REQUIREMENTS = {
    "scikit-learn": ["scikit-learn>=1.4", "numpy"],
    # The wheel was built against numpy 1: with numpy 2 its predictions raise a ValueError.
    "fasttext": ["fasttext-wheel==0.9.2", "numpy<2"],
    "vowpal-wabbit": ["vowpalwabbit>=9.9"],
    "safetensors": ["safetensors>=0.4", "numpy"],
}


def folder():
    root = pathlib.Path(__file__).resolve().parent.parent.parent
    return pathlib.Path(os.environ.get("SENIM_PEERS", root / ".build-peers"))


def interpreter(name):
    """The interpreter of environment `name`, which is made if it is absent or incomplete."""
    place = folder() / name
    python = place / "bin" / "python"
    done = place / "complete"
    wanted = "\n".join(REQUIREMENTS[name])
    folder().mkdir(parents=True, exist_ok=True)
    with open(folder() / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if done.exists() and done.read_text() == wanted:
            return python
        print(f"installing {', '.join(REQUIREMENTS[name])} into {place}", file=sys.stderr)
        venv.create(place, with_pip=True, clear=True)
        command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run(command + REQUIREMENTS[name], check=True, stdout=sys.stderr)
        done.write_text(wanted)
    return python


def enter(name):
    """Runs the calling script again inside environment `name`, unless it already runs there."""
    if os.environ.get("SENIM_PEER_ENVIRONMENT") == name:
        return
    try:
        python = interpreter(name)
    except (subprocess.CalledProcessError, OSError) as error:
        sys.exit(f"cannot install {name}: {error}")
    variables = dict(os.environ, SENIM_PEER_ENVIRONMENT=name)
    os.execve(python, [str(python)] + sys.argv, variables)


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in REQUIREMENTS:
        sys.exit(f"usage: environment.py {'|'.join(REQUIREMENTS)}")
    try:
        print(interpreter(sys.argv[1]))
    except (subprocess.CalledProcessError, OSError) as error:
        sys.exit(f"cannot install {sys.argv[1]}: {error}")
