#!/usr/bin/env python3
"""Downloads the public datasets of the benchmark, each file checked against its SHA-256.

    python3 scripts/download-datasets.py                 # into SENIM_DATASETS, or data/public
    python3 scripts/download-datasets.py --dataset snips --folder /tmp/datasets

A file that is there with the right checksum is kept. A file is written whole or not at all. The datasets
keep their own licences: CLINC150 CC BY 3.0; BANKING77 and HWU64 CC BY 4.0; SNIPS as its repository says.
Exit code 0 when all files are there, 1 when one is not.
"""

import argparse
import hashlib
import os
import pathlib
import sys
import tempfile
import urllib.error
import urllib.request

GITHUB = "https://raw.githubusercontent.com"
CLINC = f"{GITHUB}/clinc/oos-eval/master/data"
BANKING = f"{GITHUB}/PolyAI-LDN/task-specific-datasets/master/banking_data"
FEW_SHOT = f"{GITHUB}/jianguoz/Few-Shot-Intent-Detection/main/Datasets"
LIMIT = 64 << 20
TIMEOUT_SECONDS = 60

# Place in the folder: (address, SHA-256).
FILES = {
    "clinc150/data_full.json": (
        f"{CLINC}/data_full.json",
        "36923c3705a59e08fe9c3883d8bc2dd966ef93e22cb78ac41171782a698d56e0"),
    "clinc150/data_small.json": (
        f"{CLINC}/data_small.json",
        "050e17476e6b4fa88f8518edaf09921c8f5e3a86dc8b63615361102a20b2ac01"),
    "clinc150/data_oos_plus.json": (
        f"{CLINC}/data_oos_plus.json",
        "bfcca9ae515623541dc1983c94c4ed7cae9d26b42ae47d74b972e51bb6f7a21f"),
    "banking77/train.csv": (
        f"{BANKING}/train.csv",
        "b06e26ac675513959a63135f11b94ea7786ed02da65db93a5650d8838cbc664b"),
    "banking77/test.csv": (
        f"{BANKING}/test.csv",
        "d12d6e3bc4c3103966ae786dc435913c0c563dfa328f5a3646d0e62cfeeb474d"),
}

# Part and file: SHA-256, for HWU64 and SNIPS as the few-shot collection has them.
PARALLEL = {
    ("hwu64", "HWU64"): {
        "train/seq.in": "6f37991e7920711e3c5024f5f5ac535882b9da1df84e837d889c5a53ef91cd4f",
        "train/label": "90e21d2f25cba02dd332b6cdb7d09d4fe178680b91a4469adf1790f753f7df2c",
        "train_10/seq.in": "285193d07bb7fc7e26346924a55a991c581ad6445c2762b4beaf5ecd35df612a",
        "train_10/label": "c40a013fa9b98df59c4a58e069cc543d003e89e2426633ab6e964f84f3773454",
        "train_5/seq.in": "d85338c0020f11922d52c478000595b424ce0752465abc9e6b8d4231bad4807a",
        "train_5/label": "f5806f5225c3d84e2cff3ff1209d5865b36230d7b47d63b2bc10cc8a01c48155",
        "valid/seq.in": "fa939bc5394f708691c3d4d5c03bb59fc8301af4cc72a73e9e32fcedafd4e3c2",
        "valid/label": "aec9b5c05528709ec48202dddd7ee1789536a5562866d91feef102d5d9476815",
        "test/seq.in": "c0129df86114872dd58ac48448fd5559ed6679895b1938f469cf360f7c85ba79",
        "test/label": "aec9b5c05528709ec48202dddd7ee1789536a5562866d91feef102d5d9476815",
    },
    ("snips", "SNIPS"): {
        "train/seq.in": "04ad1e3f2121d83c6478f9a4b17d2dbdc21d06d6127f73cb7af835ed733f9855",
        "train/label": "bfd7df6cf9dd76c5da5d8b61bc85f90386197bdd3d7510c1d324c051537b962f",
        "valid/seq.in": "64e0f6d8ad8aab3a3828164d7d53731a0993d3ca1aed437ceaca6d3d568d410e",
        "valid/label": "9c1dd041216f647bcfca838aaf1a48eb5781e4404256d31ff07cd38a5436c52f",
        "test/seq.in": "c1e341173fcea2951a8ca371956a6f81c76de87b9583c62eb87edd6158fa3a7c",
        "test/label": "37a26da3ad079bb41c42c85a3a8f827eb47efec4c5917ce5d08f4b2736e4f830",
    },
}
for (folder, theirs), parts in PARALLEL.items():
    for part, checksum in parts.items():
        FILES[f"{folder}/{part}"] = (f"{FEW_SHOT}/{theirs}/{part}", checksum)


class DownloadError(Exception):
    pass


def checksum(data):
    return hashlib.sha256(data).hexdigest()


def fetch(address):
    """The body of `address`, at most LIMIT bytes."""
    try:
        with urllib.request.urlopen(address, timeout=TIMEOUT_SECONDS) as answer:
            data = answer.read(LIMIT + 1)
    except urllib.error.HTTPError as error:
        raise DownloadError(f"{address}: the server answered {error.code} {error.reason}")
    except (urllib.error.URLError, OSError) as error:
        raise DownloadError(f"{address}: {getattr(error, 'reason', error)}")
    if len(data) > LIMIT:
        raise DownloadError(f"{address}: more than {LIMIT} bytes")
    return data


def write_whole(path, data):
    """Into a file beside it, flushed, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, suffix=".partial")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def provide(place, address, expected, folder):
    """Makes sure that a file is there; returns what was done."""
    path = folder / place
    if path.exists() and checksum(path.read_bytes()) == expected:
        return "kept"
    data = fetch(address)
    found = checksum(data)
    if found != expected:
        raise DownloadError(f"{address}: found SHA-256 {found}; expected {expected}")
    write_whole(path, data)
    return "downloaded"


def main():
    names = sorted({place.split("/")[0] for place in FILES})
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", default=os.environ.get("SENIM_DATASETS", "data/public"))
    parser.add_argument("--dataset", action="append", choices=names, help="default: all")
    parser.add_argument(
        "--mirror", help="an address that serves the files under their places in the folder")
    options = parser.parse_args()
    failures = 0
    for place, (address, expected) in FILES.items():
        if options.dataset and place.split("/")[0] not in options.dataset:
            continue
        if options.mirror:
            address = f"{options.mirror.rstrip('/')}/{place}"
        try:
            print(f"{provide(place, address, expected, pathlib.Path(options.folder))}: {place}")
        except (DownloadError, OSError) as error:
            print(f"failed: {place}: {error}", file=sys.stderr)
            failures += 1
    if failures:
        print(f"{failures} files are missing", file=sys.stderr)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
