"""Runs the command under test, for the tests beside this file.

SENIM_BIN names the folder of the programs (.build/debug, .build/release); without it the one that
was built last is taken.
"""

import json
import os
import pathlib
import struct
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

# A few utterances of ours: three intents in three languages, and some that belong to none.
UTTERANCES = {
    "library_hours": [
        "when does the library open", "is the library open on sunday", "library hours please",
        "until when can I sit in the reading room", "does the library close early before holidays",
        "кітапхана қашан ашылады", "оқу залы жексенбіде жұмыс істей ме", "кітапхана нешеге дейін ашық",
        "во сколько открывается библиотека", "библиотека работает в субботу?",
    ],
    "exam_results": [
        "where can I see my exam results", "are the marks for physics out yet", "I cannot find my grade",
        "show me my marks", "how long until the exam is marked",
        "емтихан бағасын қайдан көремін", "бағам әлі шықпады", "сессия қорытындысы қашан шығады",
        "где посмотреть оценки за экзамен", "когда будут результаты сессии",
    ],
    "dormitory_place": [
        "how do I get a room in the dormitory", "are there free places in the dorm",
        "I want to apply for the hostel", "which papers does the dormitory ask for",
        "can a first year live in the dorm",
        "жатақханаға қалай орналасамын", "жатақханада орын бар ма", "жатақханаға қандай құжат керек",
        "как получить место в общежитии", "есть ли места в общаге",
    ],
    "oos": ["what is the weather like", "tell me a joke", "расскажи анекдот", "ауа райы қандай"],
}


def program(name="train-intents"):
    """The path of a built program; ends the test where it was not built."""
    named = os.environ.get("SENIM_BIN")
    folders = [pathlib.Path(named)] if named else [
        ROOT / ".build" / kind for kind in ("debug", "release")]
    found = [ROOT / folder / name for folder in folders if (ROOT / folder / name).is_file()]
    if not found:
        places = ", ".join(str(folder) for folder in folders)
        raise SystemExit(f"no {name} in {places}: run swift build, or set SENIM_BIN")
    return max(found, key=lambda path: path.stat().st_mtime)


def run(*arguments, input=b"", timeout=120):
    """The finished command: `returncode`, `stdout` and `stderr` (bytes)."""
    variables = dict(os.environ, OPENBLAS_CORETYPE="Haswell", OPENBLAS_NUM_THREADS="1")
    return subprocess.run(
        [str(program())] + [str(argument) for argument in arguments],
        input=input, capture_output=True, timeout=timeout, env=variables)


def write_corpus(path, copies=1):
    """Writes the utterances as TSV; more copies get a number, so that training takes longer."""
    with open(path, "w", encoding="utf-8") as file:
        for copy in range(copies):
            for intent, texts in UTTERANCES.items():
                for text in texts:
                    number = f" {copy}" if copy else ""
                    file.write(f"{intent}\t{text}{number}\n")
    return path


def train(corpus, model, *options):
    """Trains a small model and returns what the command printed about it."""
    done = run("--data", corpus, "--output", model, "--seed", "1", "--json", *options)
    if done.returncode != 0:
        raise SystemExit(f"training failed: {done.stderr.decode()}")
    return json.loads(done.stdout)


def read_model(path):
    """Header (a dictionary in the file's order) and body of a safetensors file."""
    content = pathlib.Path(path).read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    return json.loads(content[8 : 8 + length]), content[8 + length :]


def write_model(path, header, body):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    pathlib.Path(path).write_bytes(struct.pack("<Q", len(text)) + text + body)
    return path
