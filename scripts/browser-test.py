#!/usr/bin/env python3
"""The web chat in a real browser: from an empty database to a rated answer, a clarification and a
call-back ticket, in three languages; then two tabs, broken connections, operators and the widget. axe looks
at every state in every language, on a light desktop and a dark phone. Screenshots are written to
build/screenshots.

    scripts/browser-test.py            # needs Chromium (SENIM_CHROMIUM, /usr/bin/chromium)
"""

import http.server
import json
import os
import pathlib
import subprocess
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from server_client import ROOT, Server, free_port, in_environment, program  # noqa: E402

in_environment("browser", ["playwright==1.65.2", "axe-playwright-python==0.1.8"])

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import expect, sync_playwright  # noqa: E402

CHROMIUM = os.environ.get("SENIM_CHROMIUM", "/usr/bin/chromium")
SHOTS = ROOT / "build" / "screenshots"
# The words that the test looks for, by language.
WORDS = {
  "kk": {
    "question": "Оқу ақысы қанша?", "vague": "емтихан", "name": "Айгерім",
    "person": "Маманмен сөйлесу", "html": "kk", "operator": "Қайырлы күн, мен осындамын.",
    "open": "Анықтама чатын ашу", "shut": "Анықтама чатын жабу",
  },
  "ru": {
    "question": "Сколько стоит обучение?", "vague": "экзамен", "name": "Дина",
    "person": "Поговорить с сотрудником", "html": "ru", "operator": "Добрый день, я на связи.",
    "open": "Открыть чат справочной", "shut": "Закрыть чат справочной",
  },
  "en": {
    "question": "How much is tuition?", "vague": "exam", "name": "Anna",
    "person": "Talk to a person", "html": "en", "operator": "Good day, I am here.",
    "open": "Open the help chat", "shut": "Close the help chat",
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

  def word(self, key):
    """What the page calls `key`."""
    return self.page.evaluate("key => strings[document.documentElement.lang][key]", key)

  def shot(self, name):
    settled(self.page)
    self.page.screenshot(path=SHOTS / f"{name}.png")


def settled(page):
  """Returns when nothing scrolls any more."""
  page.evaluate("""async () => {
    const main = document.querySelector("main");
    for (let place = -1, rests = 0; rests < 3; rests = place === main.scrollTop ? rests + 1 : 0) {
      place = main.scrollTop;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }""")


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
  accessible(page, f"{name} clarification")
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
  accessible(page, f"{name} ticket")

  hidden = page.locator(".message.bot + .message.user.follows")
  assert hidden.count() == 0, f"{name}: a person's message without a name"
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


def each_look(browser):
  """A context for every language and size, with the name of its screenshots."""
  for language in WORDS:
    for size, (width, height, scheme) in SIZES.items():
      context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale=language)
      yield context, language, f"{language}-{size}"
      context.close()


def three_languages(browser, server, problems):
  for context, language, name in each_look(browser):
    walk(Chat(context.new_page(), server.base, language, problems), server, name)


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
  chat.page.bring_to_front()
  chat.page.fill("#utterance", "library")
  chat.page.press("#utterance", "Enter")
  expect(chat.page.locator(".message.failed .choice")).to_be_visible(timeout=20000)
  expect(chat.page.locator(".message.failed .choice")).to_be_in_viewport(ratio=1)
  chat.shot("en-offline")
  accessible(chat.page, "offline")
  server.start()
  expect(chat.page.locator("#status")).to_have_text("Online help line", timeout=40000)
  chat.page.locator(".message.failed .choice").click()
  expect(chat.page.locator(".message.failed")).to_have_count(0)
  chat.send("tuition fee")
  expect(other.locator(".message.user")).to_have_count(3, timeout=40000)
  assert other.locator(".message.bot .bubble").all_inner_texts() == chat.texts("bot")
  context.close()


def operator(browser, server, problems):
  for context, language, name in each_look(browser):
    take_over(Chat(context.new_page(), server.base, language, problems), server, name)


def take_over(chat, server, name):
  """A person takes over: the bot is silent, the person's words arrive, typing is shown."""
  page = chat.open().page
  chat.send(chat.words["question"])
  before = page.locator(".message.bot").count()
  page.click("#person")
  expect(page.locator(".message.bot").nth(before)).to_be_visible()
  expect(page.locator("#status")).to_have_text(chat.word("waiting"))
  page.wait_for_timeout(200)
  chat.shot(f"{name}-7-waiting")
  accessible(page, f"{name} waiting")
  path = "/api/v1/administration/hand-overs"
  _, _, body = server.request("GET", path)
  hand_over = json.loads(body)[-1]["id"]
  assert server.request("POST", f"{path}/{hand_over}/claim")[0] == 204
  expect(page.locator("#status")).to_have_text(chat.word("withPerson"))
  server.request("POST", f"{path}/{hand_over}/typing", {"typing": True})
  expect(page.locator("#typing")).to_be_visible()
  accessible(page, f"{name} a person types")
  chat.shot(f"{name}-8-typing")
  server.request("POST", f"{path}/{hand_over}/messages", {"text": chat.words["operator"]})
  expect(page.locator(".message.person .bubble")).to_have_text(chat.words["operator"])
  expect(page.locator("#typing")).to_be_hidden()
  bots = page.locator(".message.bot").count()
  page.fill("#utterance", chat.words["question"])
  page.press("#utterance", "Enter")
  page.wait_for_timeout(600)
  assert page.locator(".message.bot").count() == bots, "the bot spoke beside a person"
  chat.shot(f"{name}-9-operator")
  accessible(page, f"{name} operator")
  server.request("POST", f"{path}/{hand_over}/release")
  expect(page.locator(".message.system .bubble").last).to_be_visible()
  expect(page.locator("#status")).to_have_text(chat.word("online"))
  chat.shot(f"{name}-10-released")
  accessible(page, f"{name} released")


def widget(browser, server, host_port, problems):
  """One line on another site's page opens the chat in a frame."""
  for context, language, name in each_look(browser):
    words = WORDS[language]
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(f"widget: {error}"))
    page.goto(f"http://127.0.0.1:{host_port}/{language}")
    accessible(page, f"{name} widget, shut")
    page.get_by_role("button", name=words["open"]).click()
    frame = page.frame_locator("iframe")
    expect(frame.locator(".topics button").first).to_be_visible()
    accessible(page.frames[1], f"{name} widget, welcome")
    page.screenshot(path=SHOTS / f"{name}-widget-1-welcome.png")
    for place, text in enumerate((words["question"], words["vague"])):
      before = frame.locator(".message.bot").count()
      frame.locator("#utterance").fill(text)
      frame.locator("#utterance").press("Enter")
      expect(frame.locator(".message.bot").nth(before)).to_be_visible()
      settled(page.frames[1])
      page.screenshot(path=SHOTS / f"{name}-widget-{place + 2}.png")
      accessible(page, f"{name} widget {place}")
      accessible(page.frames[1], f"{name} widget {place}, inside")
    frame.locator("#callback").click()
    page.screenshot(path=SHOTS / f"{name}-widget-4-callback.png")
    accessible(page.frames[1], f"{name} widget, call-back")
    expect(frame.locator("#callback-form .strong")).to_be_in_viewport(ratio=1)
    frame.locator("#callback-dialog [data-close]").click()
    page.get_by_role("button", name=words["shut"]).click()
    expect(page.locator("iframe")).to_be_hidden()


def without_cookies(browser, server, host_port, problems):
  """On a page of another site browsers keep no cookie in the frame: every message is answered all the
  same, though each begins a conversation of its own."""
  context = browser.new_context(locale="en")
  page = context.new_page()
  page.goto(f"http://localhost:{host_port}/en")
  page.get_by_role("button", name=WORDS["en"]["open"]).click()
  frame = page.frame_locator("iframe")
  for text in ("hello", WORDS["en"]["question"], "thank you"):
    before = frame.locator(".message.bot").count()
    frame.locator("#utterance").fill(text)
    frame.locator("#utterance").press("Enter")
    expect(frame.locator(".message.bot").nth(before)).to_be_visible()
    page.wait_for_timeout(200)
  expect(frame.locator(".message.user")).to_have_count(3)
  expect(frame.locator("#status")).to_have_text("Online help line")
  settled(page.frames[1])
  page.screenshot(path=SHOTS / "en-widget-without-cookies.png")
  context.close()


def deleted_elsewhere(browser, server, problems):
  """A conversation that was deleted by the command line goes on as a new one."""
  context = browser.new_context(locale="en")
  chat = Chat(context.new_page(), server.base, "en", problems).open()
  chat.send("hello")
  name = json.loads(chat.page.evaluate("fetch('/api/v1/history').then(answer => answer.text())"))
  subprocess.run([program(), "forget", name["conversation"], "--database", server.database, "--bot",
                  "rules", "--set", f"storage.callback_key_file={server.folder.name}/senim.key"],
                 check=True, capture_output=True)
  chat.send(WORDS["en"]["question"])
  chat.send("thank you")
  expect(chat.page.locator(".message.user")).to_have_count(3)
  context.close()


def serve_host_page(server, port):
  """A page of another origin with the widget's line."""
  def page(language):
    return (
      f"<!doctype html><html lang={language}><meta charset=utf-8><title>University</title>"
      "<meta name=viewport content='width=device-width'><meta name=color-scheme content='light dark'>"
      "<main><h1>University</h1><p>A page of another site.</p></main>"
      f"<script src='{server.base}/widget.js' data-language='{language}'></script></html>").encode()

  class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
      self.send_response(200)
      self.send_header("Content-Type", "text/html; charset=utf-8")
      self.end_headers()
      self.wfile.write(page(self.path.strip("/")))

    def log_message(self, *_):
      pass

  host = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
  threading.Thread(target=host.serve_forever, daemon=True).start()
  return host


def main():
  SHOTS.mkdir(parents=True, exist_ok=True)
  problems = []
  host_port = free_port()
  with Server("--set", f"web.widget_origins="
              f"http://127.0.0.1:{host_port},http://localhost:{host_port}",
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
        lambda: without_cookies(browser, server, host_port, problems),
        lambda: deleted_elsewhere(browser, server, problems),
        lambda: broken_connection(browser, server, problems),
      ]
      names = ["three languages", "switched language", "keyboard", "two tabs", "operator",
               "widget", "widget without cookies", "deleted elsewhere", "broken connection"]
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
