#!/usr/bin/env python3
"""What a message costs over HTTP with SQLite on loopback, with the server's own constant JSON route
in the same run as the yardstick.

    scripts/bench-server.py [--bot learning|rules|duel] [--seconds 20] [--memory-messages 100000]
"""

import argparse
import asyncio
import json
import pathlib
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from server_client import ROOT, Server  # noqa: E402

# Questions in the three languages, of our own corpus.
UTTERANCES = [
  line.split("\t")[-1].strip()
  for file in sorted((ROOT / "data/helpline/utterances").glob("t*.tsv"))
  for line in file.read_text(encoding="utf-8").splitlines() if "\t" in line][:2000]


def request(method, path, body=None):
  head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
  if body is None:
    return (head + "\r\n").encode()
  data = json.dumps(body, ensure_ascii=False).encode()
  head += f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
  return head.encode() + data


def message(sender, number):
  return request("POST", "/webhooks/rest/webhook",
                 {"sender": sender, "message": UTTERANCES[number % len(UTTERANCES)]})


class Connection:
  """One keep-alive connection that counts whole responses."""

  async def open(self, port):
    self.reader, self.writer = await asyncio.open_connection("127.0.0.1", port)
    return self

  async def send(self, data):
    self.writer.write(data)
    head = await self.reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
      raise RuntimeError(head.decode())
    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    return await self.reader.readexactly(length)


def at_rate(port, rate, seconds):
  """Latencies in ms of messages sent at `rate` a second by one blocking client; an event loop here would measure
  itself. A message that has to wait for a slow one before it counts from the time it was due: none is left out."""
  latencies = []
  with socket.create_connection(("127.0.0.1", port)) as connection:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    start = time.perf_counter()
    for number in range(int(rate * seconds)):
      data = message(f"rate-{number % 400}", number)
      due = start + number / rate
      while (wait := due - time.perf_counter()) > 0:
        time.sleep(wait)
      due = max(due, start)
      connection.sendall(data)
      receive(connection)
      latencies.append((time.perf_counter() - due) * 1000)
  return sorted(latencies)


def receive(connection):
  """One whole response."""
  def more():
    chunk = connection.recv(65536)
    if not chunk:
      raise RuntimeError("the server closed the connection")
    return chunk

  data = b""
  while b"\r\n\r\n" not in data:
    data += more()
  head, _, body = data.partition(b"\r\n\r\n")
  if not head.startswith(b"HTTP/1.1 200"):
    raise RuntimeError(head.decode())
  length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
  while len(body) < length:
    body += more()


WRK = """
local bodies = {%s}
local number = 0
function request()
  number = number + 1
  -- 500 people in turn, 20 messages each, then 500 others: nobody writes twice at once.
  local sender = "%s-" .. math.floor(number / 10000) .. "-" .. number %% 500
  local body = '{"sender":"' .. sender .. '","message":' .. bodies[number %% #bodies + 1] .. '}'
  return wrk.format("POST", "/webhooks/rest/webhook", {["Content-Type"] = "application/json"}, body)
end
"""


def wrk(port, seconds, name=None):
  """Requests a second by wrk: messages of 500 people at a time, or the constant route."""
  command = ["wrk", "-t1", "-c32", f"-d{max(1, int(seconds))}s"]
  with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
    if name:
      script.write(WRK % (",".join(json.dumps(json.dumps(u, ensure_ascii=False), ensure_ascii=False)
                                   for u in UTTERANCES[:500]), name))
      script.flush()
      command += ["-s", script.name]
    path = "/webhooks/rest/webhook" if name else "/version"
    output = subprocess.run([*command, f"http://127.0.0.1:{port}{path}"], check=True,
                            capture_output=True, text=True).stdout
  if "Non-2xx" in output:
    raise RuntimeError(output)
  return float(output.split("Requests/sec:")[1].split()[0])


async def saturated(port, make, seconds, connections=32):
  """Requests a second when every connection always has one under way, without wrk."""
  count = 0
  end = time.perf_counter() + seconds

  async def worker(number):
    nonlocal count
    connection = await Connection().open(port)
    step = 0
    while time.perf_counter() < end:
      await connection.send(make(number, step))
      step += 1
      count += 1

  start = time.perf_counter()
  await asyncio.gather(*(worker(number) for number in range(connections)))
  return count / (time.perf_counter() - start)


def percentile(values, share):
  return values[min(len(values) - 1, int(len(values) * share))]


def main():
  parser = argparse.ArgumentParser()
  parser.add_argument("--bot", default="learning")
  parser.add_argument("--seconds", type=float, default=20)
  parser.add_argument("--memory-messages", type=int, default=100_000)
  options = parser.parse_args()
  random.seed(7)
  settings = ["--set", "limits.requests_per_minute=0", "--set", "log.level=error"]
  with Server(*settings, bot=options.bot):
    pass  # The program and its files are in the page cache now.
  with Server(*settings, bot=options.bot) as server:
    start = time.perf_counter()
    server.say("first", "Сколько стоит обучение?")
    first = server.seconds_to_answer + time.perf_counter() - start
    print(f"start to first answer          {first * 1000:8.0f} ms   (at most 150)")
    at_rate(server.port, 200, 2)
    latencies = at_rate(server.port, 200, options.seconds)
    print(f"message to reply at 200/s      {statistics.median(latencies):8.2f} ms   median (at most 2)")
    print(f"                               {percentile(latencies, 0.99):8.2f} ms   p99 (at most 20)")
    constant, messages = [], []
    costs = {None: [], "full": []}
    for _ in range(3):
      if shutil.which("wrk"):
        for name, rates in ((None, constant), ("full", messages)):
          before = server.processor_seconds()
          rates.append(wrk(server.port, options.seconds / 4, name))
          spent = server.processor_seconds() - before
          costs[name].append(spent / (rates[-1] * max(1, int(options.seconds / 4))) * 1e6)
        continue
      constant.append(asyncio.run(saturated(
        server.port, lambda *_: request("GET", "/version"), options.seconds / 4)))
      messages.append(asyncio.run(saturated(
        server.port, lambda number, step: message(f"full-{number}", number * 131 + step),
        options.seconds / 4)))
    ratio = max(messages) / max(constant)
    print(f"constant JSON                  {max(constant):8.0f} /s")
    print(f"messages                       {max(messages):8.0f} /s   {ratio:.0%} of it (at least 30 %)")
    if costs["full"]:
      # Other programs on the machine disturb this less.
      print(f"processor time                {min(costs[None]):8.0f} us  a constant answer")
      print(f"                              {min(costs['full']):8.0f} us  a message")
    if not shutil.which("wrk"):
      print("  (the client is one Python process; install wrk for figures that count)")
    left = options.memory_messages
    while left > 0:
      seconds = 5
      rate = wrk(server.port, seconds, f"m{left}") if shutil.which("wrk") else asyncio.run(saturated(
        server.port, lambda number, step: message(f"m-{number}-{step // 20}", number + step), seconds))
      left -= int(rate * seconds)
    print(f"memory after {options.memory_messages} messages  {server.resident_bytes() / 1e6:8.1f} MB   (below 80)")


main()
