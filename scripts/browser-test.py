#!/usr/bin/env python3
"""The web chat in a real browser: from an empty database to a rated answer, a clarification and a
call-back ticket, in three languages; then accessibility, two tabs, broken connections, operators and
the widget. Screenshots are written to build/screenshots.

    scripts/browser-test.py            # needs Chromium (SENIM_CHROMIUM, /usr/bin/chromium)
"""

import http.server
import json
import os
import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from server_client import ROOT, Server, free_port, in_environment  # noqa: E402

in_environment("browser", ["playwright==1.65.2", "axe-playwright-python==0.1.8"])

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import expect, sync_playwright  # noqa: E402

CHROMIUM = os.environ.get("SENIM_CHROMIUM", "/usr/bin/chromium")
SHOTS = ROOT / "build" / "screenshots"
# The words that the test looks for, by language.
WORDS = {
  "kk": {
    "question": "Оқу ақысы қанша?", "vague": "емтихан", "name": "Айгерім",
    "person": "Маманмен сөйлесу", "html": "kk",
  },
  "ru": {
    "question": "Сколько стоит обучение?", "vague": "экзамен", "name": "Дина",
    "person": "Поговорить с сотрудником", "html": "ru",
  },
  "en": {
    "question": "How much is tuition?", "vague": "exam", "name": "Anna",
    "person": "Talk to a person", "html": "en",
  },
}
SIZES = {"desktop": (1100, 820, "light"), "phone": (390, 844, "dark")}


class Chat:
  """One page of the chat and what a person does on it."""

  def __init__(self, page, base, language, problems):
    self.page, self.base, self.language = page, base, language
    self.words = WORDS[language]
    page.on("pageerror", lambda error: problems.append(f"page error: {error}"))
    page.on("console", lambda message: message.type == "error"
            and problems.append(f"console: {message.text}"))

  def open(self, path="/"):
    self.page.goto(f"{self.base}{path}?lang={self.language}")
    expect(self.page.locator(".topics button").first).to_be_attached()
    return self

  def send(self, text):
    before = self.page.locator(".message.bot").count()
    self.page.fill("#utterance", text)
    self.page.press("#utterance", "Enter")
    expect(self.page.locator(".message.bot").nth(before)).to_be_visible()
    expect(self.page.locator("#typing")).to_be_hidden()

  def texts(self, kind):
    return self.page.locator(f".message.{kind} .bubble").all_inner_texts()

  def shot(self, name):
    self.page.screenshot(path=SHOTS / f"{name}.png")


def accessible(page, name):
  """axe finds no violation."""
  results = Axe().run(page)
  found = [f"{v['id']}: {v['help']} ({v['nodes'][0]['html'][:120]})"
           for v in results.response["violations"]]
  assert not found, f"{name}: {found}"


def walk(chat, server, name):
  """A rated answer, a clarification, a call-back ticket."""
  page = chat.open().page
  assert page.get_attribute("html", "lang") == chat.words["html"]
  expect(page.locator("#sample")).to_be_visible()
  expect(page.get_by_role("button", name=chat.words["person"], exact=True)).to_be_visible()
  chat.shot(f"{name}-1-welcome")
  accessible(page, f"{name} welcome")

  chat.send(chat.words["question"])
  if page.locator(".message.bot .rating").count() == 0:
    page.locator("#log .choice:not([disabled])").first.click()
    expect(page.locator(".rating").first).to_be_visible()
  page.locator(".rating").last.locator("[data-value=good]").click()
  expect(page.locator(".rating [data-value=good]").last).to_have_attribute("aria-pressed", "true")
  page.wait_for_timeout(200)
  chat.shot(f"{name}-2-answer")
  accessible(page, f"{name} answer")

  chat.send(chat.words["vague"])
  choices = page.locator("#log .choice:not([disabled])")
  assert 2 <= choices.count() <= 4, f"{name}: {choices.count()} choices"
  assert all("_" not in title for title in choices.all_inner_texts())
  chat.shot(f"{name}-3-clarification")
  before = page.locator(".message.bot").count()
  choices.first.click()
  expect(page.locator(".message.bot").nth(before)).to_be_visible()

  page.click("#callback")
  chat.shot(f"{name}-4-callback")
  accessible(page, f"{name} call-back")
  page.click("#callback-form .strong")
  expect(page.locator("#callback-name-problem")).to_be_visible()
  assert page.evaluate("document.activeElement.id") == "callback-name"
  accessible(page, f"{name} call-back with problems")
  page.fill("#callback-name", chat.words["name"])
  page.fill("#callback-contact", "+7 701 000 05 59")
  page.click("#callback-form .strong")
  expect(page.locator("#callback-dialog")).to_be_hidden()
  page.wait_for_timeout(200)
  chat.shot(f"{name}-5-ticket")

  said = chat.texts("user"), chat.texts("bot")
  assert chat.words["name"] not in json.dumps(said, ensure_ascii=False)
  page.reload()
  expect(page.locator(".message.bot").first).to_be_attached()
  assert (chat.texts("user"), chat.texts("bot")) == said, f"{name}: history differs after reload"

  page.click("#data")
  accessible(page, f"{name} data")
  chat.shot(f"{name}-6-data")
  page.click("#forget")
  expect(page.locator("#welcome")).to_be_visible()
  assert page.locator(".message").count() == 0


def three_languages(browser, server, problems):
  for language in WORDS:
    for size, (width, height, scheme) in SIZES.items():
      context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale=language)
      walk(Chat(context.new_page(), server.base, language, problems), server,
           f"{language}-{size}")
      context.close()


def switched_language(browser, server, problems):
  """The switch changes the page at once and stays."""
  context = browser.new_context(locale="ru")
  chat = Chat(context.new_page(), server.base, "ru", problems).open()
  chat.page.click("[data-language=en]")
  expect(chat.page.locator("#person")).to_have_text(WORDS["en"]["person"])
  chat.page.goto(server.base)
  expect(chat.page.locator("#person")).to_have_text(WORDS["en"]["person"])
  context.close()


def keyboard(browser, server, problems):
  """Everything can be reached and used without a mouse, and the focus is seen."""
  context = browser.new_context(locale="en")
  chat = Chat(context.new_page(), server.base, "en", problems).open()
  page = chat.page
  order = []
  for _ in range(14):
    page.keyboard.press("Tab")
    order.append(page.evaluate(
      "document.activeElement.id || document.activeElement.dataset.language"
      " || document.activeElement.className"))
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    around = page.evaluate("getComputedStyle(document.querySelector('#composer')).outlineStyle")
    assert "none" not in (outline, around) or outline != around, f"no focus at {order[-1]}"
  places = [order.index(x) for x in ("skip", "kk", "en", "choice", "utterance", "send", "person")]
  assert places == sorted(places), f"focus order {order}"
  page.focus("#callback")
  page.keyboard.press("Enter")
  expect(page.locator("#callback-dialog")).to_be_visible()
  page.keyboard.press("Escape")
  expect(page.locator("#callback-dialog")).to_be_hidden()
  assert page.evaluate("document.activeElement.id") == "callback"
  assert page.get_attribute("#log", "aria-live") == "polite"
  context.close()


def two_tabs(browser, server, problems):
  """What is said in one tab appears in the other, once."""
  context = browser.new_context(locale="en")
  first = Chat(context.new_page(), server.base, "en", problems).open()
  first.send("hello")
  second = Chat(context.new_page(), server.base, "en", problems).open()
  expect(second.page.locator(".message.user")).to_have_count(1)
  second.send("tuition fee")
  expect(first.page.locator(".message.user")).to_have_count(2)
  first.page.wait_for_timeout(300)
  assert first.texts("bot") == second.texts("bot")
  context.close()


def broken_connection(browser, server, problems):
  """A server that dies and comes back costs no message."""
  context = browser.new_context(locale="en")
  chat = Chat(context.new_page(), server.base, "en", [])
  chat.open().send("hello")
  other = context.new_page()
  other.goto(server.base)
  expect(other.locator(".message.user")).to_have_count(1)
  import signal
  server.stop(signal.SIGKILL)
  expect(chat.page.locator("#status")).to_have_text("The connection was lost. Reconnecting…",
                                                    timeout=20000)
  server.start()
  expect(chat.page.locator("#status")).to_have_text("Online help line", timeout=40000)
  chat.send("tuition fee")
  expect(other.locator(".message.user")).to_have_count(2, timeout=40000)
  assert other.locator(".message.bot .bubble").all_inner_texts() == chat.texts("bot")
  context.close()


def operator(browser, server, problems):
  """A person takes over: the bot is silent, the person's words arrive, typing is shown."""
  context = browser.new_context(locale="en")
  chat = Chat(context.new_page(), server.base, "en", problems).open()
  chat.send("hello")
  before = chat.page.locator(".message.bot").count()
  chat.page.click("#person")
  expect(chat.page.locator(".message.bot").nth(before)).to_be_visible()
  path = "/api/v1/administration/hand-overs"
  _, _, body = server.request("GET", path)
  hand_over = json.loads(body)[-1]["id"]
  assert server.request("POST", f"{path}/{hand_over}/claim")[0] == 204
  expect(chat.page.locator("#status")).to_have_text("A member of staff is with you")
  server.request("POST", f"{path}/{hand_over}/typing", {"typing": True})
  expect(chat.page.locator("#typing")).to_be_visible()
  server.request("POST", f"{path}/{hand_over}/messages", {"text": "Good day, I am here."})
  expect(chat.page.locator(".message.person .bubble")).to_have_text("Good day, I am here.")
  expect(chat.page.locator("#typing")).to_be_hidden()
  bots = chat.page.locator(".message.bot").count()
  chat.page.fill("#utterance", "how much is tuition?")
  chat.page.press("#utterance", "Enter")
  chat.page.wait_for_timeout(600)
  assert chat.page.locator(".message.bot").count() == bots, "the bot spoke beside a person"
  chat.shot("en-operator")
  server.request("POST", f"{path}/{hand_over}/release")
  expect(chat.page.locator(".message.system .bubble")).to_be_visible()
  context.close()


def widget(browser, server, host_port, problems):
  """One line on another site's page opens the chat in a frame."""
  context = browser.new_context(viewport={"width": 1000, "height": 760}, locale="ru")
  page = context.new_page()
  page.on("pageerror", lambda error: problems.append(f"widget: {error}"))
  page.goto(f"http://localhost:{host_port}/")
  page.get_by_role("button", name="Открыть чат справочной").click()
  frame = page.frame_locator("iframe")
  expect(frame.locator(".topics button").first).to_be_visible()
  frame.locator("#utterance").fill("Сколько стоит обучение?")
  frame.locator("#utterance").press("Enter")
  expect(frame.locator(".message.bot").first).to_be_visible()
  page.wait_for_timeout(200)
  page.screenshot(path=SHOTS / "widget.png")
  accessible(page, "widget")
  page.get_by_role("button", name="Закрыть чат справочной").click()
  expect(page.locator("iframe")).to_be_hidden()
  context.close()


def serve_host_page(server, port):
  """A page of another origin with the widget's line."""
  page = (
    "<!doctype html><html lang=ru><meta charset=utf-8><title>Сайт</title>"
    "<main><h1>Сайт университета</h1><p>Текст страницы.</p></main>"
    f"<script src='{server.base}/widget.js' data-language='ru'></script></html>").encode()

  class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
      self.send_response(200)
      self.send_header("Content-Type", "text/html; charset=utf-8")
      self.end_headers()
      self.wfile.write(page)

    def log_message(self, *_):
      pass

  host = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
  threading.Thread(target=host.serve_forever, daemon=True).start()
  return host


def main():
  SHOTS.mkdir(parents=True, exist_ok=True)
  problems = []
  host_port = free_port()
  with Server("--set", f"web.widget_origins=http://localhost:{host_port}",
              "--set", "limits.requests_per_minute=0",
              "--set", "duty.hours=" + ",".join(["0:00-24:00"] * 7)) as server:
    with sync_playwright() as playwright:
      browser = playwright.chromium.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
      host = serve_host_page(server, host_port)
      parts = [
        lambda: three_languages(browser, server, problems),
        lambda: switched_language(browser, server, problems),
        lambda: keyboard(browser, server, problems),
        lambda: two_tabs(browser, server, problems),
        lambda: operator(browser, server, problems),
        lambda: widget(browser, server, host_port, problems),
        lambda: broken_connection(browser, server, problems),
      ]
      names = ["three languages", "switched language", "keyboard", "two tabs", "operator",
               "widget", "broken connection"]
      wanted = sys.argv[1:]
      for name, part in zip(names, parts):
        if wanted and name not in wanted:
          continue
        part()
        print(f"ok  {name}")
      host.shutdown()
      browser.close()
  assert not problems, problems
  print(f"screenshots in {SHOTS.relative_to(ROOT)}")


main()
