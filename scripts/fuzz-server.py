#!/usr/bin/env python3
"""A bounded fuzz run over the API's inputs with fixed seeds: schemathesis against the OpenAPI file,
then mutations of our own over raw bytes. A server error (500), a crash, or a server that does not
answer afterwards fails the run.

    scripts/fuzz-server.py [--rounds 3000] [--seed 1]
"""

import argparse
import http.client
import json
import pathlib
import random
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from server_client import Server, in_environment  # noqa: E402

ROUTES = [
  ("POST", "/api/v1/messages", {"text": "hello", "message_id": "a", "language": "en"}),
  ("POST", "/api/v1/messages", {"payload": "/tuition_cost", "title": "Fee"}),
  ("POST", "/api/v1/ratings", {"message": 17, "rating": "good"}),
  ("POST", "/api/v1/feedback", {"text": "good", "score": 5}),
  ("POST", "/api/v1/callbacks", {"name": "Anna", "contact": "+7 701 000 05 59"}),
  ("POST", "/model/parse", {"text": "hello"}),
  ("POST", "/webhooks/rest/webhook", {"sender": "a", "message": "hello", "message_id": "b"}),
  ("GET", "/api/v1/history?after=16", None),
  ("GET", "/api/v1/administration/conversations/abc", None),
  ("POST", "/api/v1/administration/conversations/abc/checks",
   {"message": 17, "intent": "tuition_cost", "outcome": "wrong", "operator": "a"}),
]
STRANGE = [
  "", " ", "\x00", "\x1b[31m", "\ud83d\ude00" * 40, "<script>alert(1)</script>", "'; DROP TABLE turns; --",
  "a" * 5000, "ы" * 3999, "\u202e\u200b\ufeff", "{{7*7}}${7*7}%s", "/rate{\"value\":\"good\"}",
  "/language{\"value\":\"en\"}", "/callback", "/delete_data", "/export_data", "yes", "no", "1", "9" * 400,
  "040731553055", "٣٤٥", "e\u0301" * 300, "\n\n\n", "/unknown_intent", "оператор", "помогите мне плохо",
]


def changed_value(value, rng):
  """Something else in place of `value`."""
  kind = rng.randrange(8)
  if kind == 0:
    return rng.choice(STRANGE)
  if kind == 1:
    return rng.choice([None, True, 0, -1, 2**63, 1e308, [], {}, [[]], {"a": 1}])
  if kind == 2 and isinstance(value, str):
    return "".join(chr(rng.choice([rng.randrange(32, 127), rng.randrange(0x400, 0x530),
                                   rng.randrange(0x1F300, 0x1F700)])) for _ in range(rng.randrange(1, 200)))
  if kind == 3:
    return rng.choice(STRANGE) + rng.choice(STRANGE)
  return value


def changed_bytes(data, rng):
  """The bytes of a body, damaged."""
  data = bytearray(data)
  for _ in range(rng.randrange(1, 6)):
    place = rng.randrange(len(data) + 1)
    kind = rng.randrange(4)
    if kind == 0 and data:
      data[min(place, len(data) - 1)] = rng.randrange(256)
    elif kind == 1:
      data[place:place] = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 20)))
    elif kind == 2:
      del data[place:place + rng.randrange(1, 10)]
    else:
      data[place:place] = rng.choice([b"[" * 2000, b'{"a":' * 500, b"\xff\xfe", b"\\ud800", b"\x00"])
  return bytes(data)


def mutate(server, rounds, seed):
  rng = random.Random(seed)
  counts = {}
  for number in range(rounds):
    method, path, body = rng.choice(ROUTES)
    headers = {"Content-Type": "application/json"}
    if rng.random() < 0.1:
      headers["Content-Type"] = rng.choice(["text/plain", "application/xml", "", "application/json; charset=x"])
    if rng.random() < 0.3:
      headers["Cookie"] = "senim=" + rng.choice(["0" * 64, "x", "f" * 63, "%00", "\"" * 8])
    if rng.random() < 0.1:
      path += rng.choice(["?after=-9", "?token=", "?stream=true", "/..", "?%00", "?after=99999999999999999999"])
    data = None
    if body is not None:
      data = json.dumps({k: changed_value(v, rng) for k, v in body.items() if rng.random() > 0.1}).encode()
      if rng.random() < 0.4:
        data = changed_bytes(data, rng)
    try:
      status, _, answer = server.request(method, path, data, headers)
    except (http.client.HTTPException, OSError) as error:
      sys.exit(f"seed {seed}, round {number}: no answer to {method} {path} {data!r}: {error}")
    if status >= 500:
      sys.exit(f"seed {seed}, round {number}: {status} for {method} {path} {data!r}: {answer!r}")
    counts[status] = counts.get(status, 0) + 1
  return counts


def raw(server):
  """Requests that are no HTTP: the server answers or closes, and lives."""
  import socket
  for data in [b"\x00" * 64, b"GET / HTTP/9.9\r\n\r\n", b"GET " + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
               b"POST /model/parse HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
               b"POST /model/parse HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
               b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 5000 + b"\r\n"]:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
      try:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(100)
      except OSError:
        pass


def main():
  parser = argparse.ArgumentParser()
  parser.add_argument("--rounds", type=int, default=3000)
  parser.add_argument("--seed", type=int, default=1)
  parser.add_argument("--skip-schemathesis", action="store_true")
  options = parser.parse_args()
  if not options.skip_schemathesis:
    in_environment("fuzz", ["schemathesis==4.32.5"])
  token = "fuzz-token-0123456789"
  with Server("--set", "limits.requests_per_minute=0", "--set", "log.level=error",
              "--set", f"tokens.administration={token}") as server:
    if not options.skip_schemathesis:
      schema = pathlib.Path(server.folder.name) / "openapi.yaml"
      schema.write_bytes(server.request("GET", "/api/v1/openapi.yaml")[2])
      done = subprocess.run([
        pathlib.Path(sys.executable).parent / "schemathesis", "run", schema, "--url", server.base,
        "--seed", str(options.seed), "--max-examples", "40", "--exclude-path", "/api/v1/events",
        "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,"
        "response_schema_conformance", "-H", f"Authorization: Bearer {token}", "--no-color"],
        cwd=server.folder.name)
      if done.returncode:
        sys.exit("schemathesis found something")
    raw(server)
    for seed in range(options.seed, options.seed + 3):
      print(f"seed {seed}: {mutate(server, options.rounds // 3, seed)}")
    status, messages = server.say("after", "hello")
    assert status == 200 and messages, "the server does not answer any more"
    for word in ("Fatal error", "SIGSEGV", "crashed"):
      assert word not in server.log_text(), server.log_text()[-2000:]
  print("ok")


main()
