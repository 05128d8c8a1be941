#!/usr/bin/env python3
"""No secret and no open personal data in a log: a real server with the finest log level is sent
messages, names, addresses, headers, broken bodies and forms full of them, also while its database
is away, and nothing of it may appear on its standard output or standard error.
"""

import json
import pathlib
import socket
import unittest

import _server

# Nobody's: sample numbers and names.
IIN = "040731553055"
PHONE = "+7 701 000 05 59"
EMAIL = "dina.synaqova@mail.example"
CARD = "4111 1111 1111 1111"
IBAN = "KZ86125KZT5004100100"
NAME = "Сынақова"
DOCUMENT = "N12345678"
TOKEN = "administration-token-0559"
WRONG_TOKEN = "guessed-token-553055-0559"
PASSWORD = "horse-battery-0559"
KEY = "c2VuaW0tdGVzdC1rZXktb2YtMzItYnl0ZXMtYWJjZGU="
COOKIE = "ab" * 32
PERSONAL = [IIN, PHONE, EMAIL, CARD, IBAN, NAME, DOCUMENT]


def forbidden():
    """Every spelling that may not be in a log."""
    spellings = {*PERSONAL, TOKEN, WRONG_TOKEN, PASSWORD, KEY, COOKIE}
    for text in PERSONAL:
        spellings |= {text.replace(" ", ""), text.replace(" ", "%20"), text.replace("+", "%2B")}
        # As an encoder that escapes would write it.
        spellings.add(json.dumps(text)[1:-1])
    spellings |= {"77010000559", "000 05 59", "0000559", "synaqova", "553055", "12345678"}
    return spellings


def drive(server):
    """Requests of every kind, full of what nobody may read in a log. What they are answered does not
    matter here, only that they are."""
    everything = " ".join(PERSONAL)
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    headers = {
        "User-Agent": everything.encode(), "Referer": f"https://example.kz/?iin={IIN}".encode(),
        "X-Request-ID": IIN, "X-Forwarded-For": PHONE, "Cookie": f"senim={COOKIE}; phone={IIN}",
        "Accept-Language": EMAIL, "Origin": f"https://{EMAIL}",
    }
    statuses = set()

    def send(method, path, body=None, extra=None):
        status, _, answer = server.request(method, path, body, {**headers, **(extra or {})})
        statuses.add(status)
        return answer

    for text in [*PERSONAL, everything, f"менің ЖСН {IIN}, телефон {PHONE}", "позовите человека"]:
        server.say(PHONE, text)
        server.say(EMAIL, text, message_id=f"{IIN}-{abs(hash(text))}")
        send("POST", "/model/parse", {"text": text})
        for kind in (None, {"Origin": server.base}):
            send("POST", "/api/v1/messages", {"text": text, "title": text, "message_id": IIN}, kind)
        server.request("POST", "/api/v1/messages", {"text": text}, {"Cookie": f"senim={COOKIE}"})
    for body in (
        {"name": NAME, "contact": PHONE, "question": everything, "time": everything},
        {"name": NAME, "contact": EMAIL, "title": IIN, "message_id": PHONE},
        {"name": "", "contact": everything}, {"name": NAME, "contact": IIN, "language": EMAIL},
    ):
        server.request("POST", "/api/v1/callbacks", body)
    server.request("POST", "/api/v1/feedback", {"text": everything, "score": 99})
    server.request("POST", "/api/v1/ratings", {"message": 17, "rating": IIN, "title": EMAIL})
    paths = [
        f"/api/v1/administration/conversations/{IIN}", f"/api/v1/administration/callbacks/{IIN}/open",
        f"/api/v1/administration/callbacks/{PHONE.replace(' ', '')}/close",
        f"/api/v1/administration/hand-overs/{IIN}/claim",
        f"/api/v1/administration/hand-overs/{EMAIL}/messages",
        f"/api/v1/administration/hand-overs/{EMAIL}/typing", f"/api/v1/{IIN}?phone={IIN}&mail={EMAIL}",
        f"/model/parse?token={TOKEN}", f"/status?token={WRONG_TOKEN}", f"/{EMAIL}",
        f"/api/v1/history?after={IIN}x", f"/api/v1/events?after={EMAIL}", "/api/v1/model/reload",
    ]
    bodies = [
        None, {"operator": NAME, "text": everything, "typing": True}, {"operator": everything * 9},
        f'{{"text": "{IIN} {EMAIL}'.encode(), f'["{PHONE}", {IIN}'.encode(), everything.encode(),
        f'{{"text": {IIN}}}'.encode(), b'{"text": "\xff' + IIN.encode() + b'"}',
        (everything * 2_000).encode(),
    ]
    for path in [*paths, "/api/v1/messages", "/api/v1/callbacks", "/webhooks/rest/webhook"]:
        for body in bodies:
            for authorization in (bearer, {"Authorization": f"Bearer {WRONG_TOKEN}"}, {}):
                for method in ("GET", "POST", "DELETE"):
                    status, _, _ = server.request(
                        method, path, body, {"Cookie": f"senim={COOKIE}", **authorization})
                    statuses.add(status)
    send("POST", "/api/v1/messages", b"{}", {"Content-Type": everything.encode()})
    for raw in (
        f"GET /{IIN} {EMAIL} HTTP/1.1\r\n\r\n", f"{IIN} / HTTP/1.1\r\nHost: {EMAIL}\r\n\r\n",
        f"POST /api/v1/messages HTTP/1.1\r\nContent-Length: {IIN}\r\n\r\n{EMAIL}",
        f"POST /api/v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{IIN}",
    ):
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
            connection.sendall(raw.encode())
            connection.shutdown(socket.SHUT_WR)
            try:
                connection.recv(4096)
            except (socket.timeout, ConnectionError):
                pass
    return statuses


class LogPrivacy(unittest.TestCase):
    def settings(self, level, form):
        return [
            "--set", f"log.level={level}", "--set", f"log.format={form}",
            "--set", "limits.requests_per_minute=0", "--set", f"tokens.administration={TOKEN}",
            "--set", f"storage.callback_key={KEY}",
        ]

    def expect_clean(self, text):
        for spelling in forbidden():
            place = text.find(spelling)
            self.assertEqual(place, -1, f"{spelling} in: …{text[max(0, place - 200):place + 200]}…")

    def expect_form(self, text, form):
        """Something was logged, in the wanted form."""
        lines = text.strip().splitlines()
        self.assertTrue(lines)
        if form == "json":
            for line in lines:
                self.assertIn("level", json.loads(line))

    def test_sqlite(self):
        for level, form in [("debug", "text"), ("debug", "json"), ("trace", "text")]:
            with self.subTest(level=level, form=form):
                with _server.Server(*self.settings(level, form)) as server:
                    statuses = drive(server)
                    self.assertLessEqual({200, 400, 401, 404}, statuses)
                    # The database goes away: failures are logged with their reason.
                    pathlib.Path(server.database).rename(f"{server.database}.away")
                    self.assertIn(503, drive(server))
                    server.stop()
                    text = server.log_text()
                    self.expect_form(text, form)
                    self.assertIn("storage failed", text)
                    self.expect_clean(text)

    @unittest.skipUnless(_server.has_postgres(), "no PostgreSQL here")
    def test_postgresql(self):
        with _server.PostgreSQL() as postgres:
            url = postgres.url.replace("postgres@", f"postgres:{PASSWORD}@", 1)
            for database in (url, postgres.url.replace("postgres@", "", 1)
                             + f"?user=postgres&password={PASSWORD}"):
                with _server.Server(*self.settings("debug", "json"), database=database) as server:
                    drive(server)
                    postgres.run("stop")
                    self.assertIn(503, drive(server))
                    server.stop()
                    postgres.run("start")
                    text = server.log_text()
                    self.expect_form(text, "json")
                    self.assertIn("storage failed", text)
                    self.expect_clean(text)

    def test_commands_do_not_print_what_they_were_given(self):
        for database in [
            f"postgres://u:{PASSWORD}@127.0.0.1:1/d", f"postgres://u:{PASSWORD}@127.0.0.1:x/d",
            f"postgres://u:{PASSWORD}%zz@127.0.0.1:1/d", f"postgres://u:{PASSWORD}@[::1/d",
            f"postgres://127.0.0.1:1/d?password={PASSWORD}&user=u", f"mysql://u:{PASSWORD}@h/d",
        ]:
            for verb in ("config", "savings", "serve", "chat"):
                with self.subTest(verb=verb, database=database):
                    done = _server.command(
                        verb, "--database", database, "--bot", "rules", "--port", "0", "--set",
                        f"tokens.administration={TOKEN}", "--set", f"storage.callback_key={KEY}")
                    self.assertEqual(done.returncode, 0 if verb == "config" else 1)
                    self.expect_clean((done.stdout + done.stderr).decode())
        for setting in (f"storage.callback_key={PASSWORD}", f"storage.callback_key={KEY[:20]}"):
            done = _server.command("savings", "--set", setting)
            self.assertEqual(done.returncode, 1)
            self.expect_clean((done.stdout + done.stderr).decode())
            self.assertNotIn(KEY[:20].encode(), done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
