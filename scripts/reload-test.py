#!/usr/bin/env python3
"""Hot reload under load: 1,000 reloads, by SIGHUP and by the API in turns, while clients talk. No request
may fail, memory may not grow, a damaged model or one with an intent without an answer is refused and the
old one goes on.

    scripts/reload-test.py [--count 1000] [--model models/helpline.safetensors]
    scripts/reload-test.py --small       # a small model and few rules: a third of the time
"""

import argparse
import http.client
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from server_client import ROOT, Server, program  # noqa: E402

TOKEN = "reload-token-0123456789"


def counted(server, result):
  text = server.request("GET", "/metrics")[2].decode()
  found = re.search(rf'helpline_reloads_total{{result="{result}"}} (\d+)', text)
  return int(found.group(1)) if found else 0


def reload_by_signal(server):
  before = counted(server, "done") + counted(server, "refused")
  server.process.send_signal(signal.SIGHUP)
  for _ in range(20000):
    if counted(server, "done") + counted(server, "refused") > before:
      return
    time.sleep(0.002)
  sys.exit("a reload did not end")


def reload_by_interface(server):
  status, _, body = server.request(
    "POST", "/api/v1/model/reload", b"", {"Authorization": f"Bearer {TOKEN}"})
  assert status == 200, (status, body)


SMALL_RULES = """lists:
  cost: |
    сколько
rules:
  tuition_cost:
    ru: |
      @cost стоит
"""


def make_small(corpus, model):
  """Few rules, and a model of four intents."""
  (corpus / "rules.yml").write_text(SMALL_RULES, encoding="utf-8")
  utterances = model.with_suffix(".tsv")
  with open(utterances, "w", encoding="utf-8") as file:
    for intent in ("tuition_cost", "dormitory_place", "exam_retake", "goodbye"):
      text = (ROOT / f"data/helpline/utterances/{intent}.tsv").read_text(encoding="utf-8")
      file.writelines(text.splitlines(keepends=True)[:40])
  subprocess.run(
    [program().parent / "train-intents", "--data", utterances, "--output", model, "--seed", "1",
     "--preset", "fast"], check=True, capture_output=True)


def talk(server, stop, failures, counts, number):
  connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
  while not stop.is_set():
    try:
      status, messages = server.say(f"client-{number}", "Сколько стоит обучение?", connection)
      if status != 200 or not messages:
        failures.append(status)
    except Exception as error:  # noqa: BLE001 - whatever it is, the request failed
      failures.append(repr(error))
      connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    counts[number] += 1
    time.sleep(0.01)


def refusals(server, model, corpus):
  """The old model goes on whatever the new one is like."""
  good = model.read_bytes()
  status = server.request("GET", "/status")[2]
  for name, damaged in [
      ("truncated", good[:len(good) // 2]), ("empty", b""), ("text", b"not a model"),
      ("header", b"\xff" * 16 + good[16:]), ("middle", good[:5000] + b"\x00" * 64 + good[5064:])]:
    model.write_bytes(damaged)
    code, _, body = server.request(
      "POST", "/api/v1/model/reload", b"", {"Authorization": f"Bearer {TOKEN}"})
    if name != "middle":  # may hit weights only, which nobody can tell from others
      assert code == 409, (name, code, body)
      assert b"old model goes on" in body, body
      assert server.request("GET", "/status")[2] == status
    assert server.say("refusal", "hello")[0] == 200
  model.write_bytes(good)
  file = corpus / "knowledge" / "money.yml"
  text = file.read_text(encoding="utf-8")
  file.write_text(text.replace("tuition_cost:", "tuition_price:", 1), encoding="utf-8")
  code, _, body = server.request(
    "POST", "/api/v1/model/reload", b"", {"Authorization": f"Bearer {TOKEN}"})
  assert code == 409 and b"tuition_cost" in body, (code, body)
  file.write_text(text, encoding="utf-8")
  code, _, _ = server.request(
    "POST", "/api/v1/model/reload", b"", {"Authorization": f"Bearer {TOKEN}"})
  assert code == 200
  print("ok  damaged models and missing answers are refused")


def main():
  parser = argparse.ArgumentParser()
  parser.add_argument("--count", type=int, default=1000)
  parser.add_argument("--model", default=str(ROOT / "models/helpline.safetensors"))
  parser.add_argument("--small", action="store_true")
  options = parser.parse_args()
  server = Server("--set", "limits.requests_per_minute=0", "--set", "log.level=critical",
                  "--set", f"tokens.administration={TOKEN}", bot="learning")
  model = pathlib.Path(server.folder.name) / "model.safetensors"
  corpus = pathlib.Path(server.folder.name) / "corpus"
  shutil.copytree(ROOT / "data/helpline", corpus, ignore=shutil.ignore_patterns("utterances"))
  if options.small:
    make_small(corpus, model)
  else:
    shutil.copy(options.model, model)
  server.arguments += ["--model", str(model)]
  server.corpus = corpus
  with server:
    refusals(server, model, corpus)
    stop, failures, counts = threading.Event(), [], [0] * 4
    clients = [threading.Thread(target=talk, args=(server, stop, failures, counts, n))
               for n in range(4)]
    for client in clients:
      client.start()
    memory = []
    for number in range(options.count):
      (reload_by_interface if number % 2 else reload_by_signal)(server)
      if (number + 1) % max(1, options.count // 10) == 0:
        memory.append(server.resident_bytes() / 1e6)
        print(f"    {number + 1} reloads, {sum(counts)} messages, {memory[-1]:.1f} MB", flush=True)
    stop.set()
    for client in clients:
      client.join()
    assert not failures, failures[:5]
    # From the middle on: before it, buffers are still being filled.
    growth = memory[-1] - memory[len(memory) // 2]
    assert growth < 8, f"memory grew by {growth:.1f} MB"
    # Two engines are in memory during a reload, never more.
    assert max(memory) < 2 * memory[0], f"memory rose from {memory[0]:.1f} to {max(memory):.1f} MB"
    assert counted(server, "done") >= options.count
    assert min(counts) > 0, "a client said nothing"
    print(f"ok  {options.count} reloads, {sum(counts)} messages, none failed, {growth:+.1f} MB")


main()
