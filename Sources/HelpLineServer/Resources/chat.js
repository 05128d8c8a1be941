"use strict";

// The conversation: what is sent, what arrives, and how nothing is lost in between.
// Every message of a conversation has a number of the server's (its id); the page keeps the largest
// one and asks for what follows it, so a reload, a second tab or a broken connection cost nothing.

const view = new View();
const state = {
  settings: null,
  conversation: null,
  lastId: 0,
  owner: "bot",
  events: null,
  eventsDelay: 1000,
  sending: 0,
};

const storedLanguage = () => {
  try {
    return localStorage.getItem("senim-language");
  } catch {
    return null;
  }
};

function interfaceLanguage() {
  const wished = [new URLSearchParams(location.search).get("lang"), storedLanguage(),
    ...(navigator.languages ?? [])];
  for (const tag of wished) {
    const language = tag?.slice(0, 2).toLowerCase();
    if (language in strings) return language;
  }
  return "kk";
}

class APIError extends Error {
  constructor(status) {
    super(`status ${status}`);
    this.status = status;
  }
}

// Calls the API; a request that can be repeated safely is tried again after a lost connection.
async function call(method, path, body, attempts = 3) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(`/api/v1${path}`, {
        method,
        headers: body === undefined ? {} : { "Content-Type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
        credentials: "same-origin",
      });
      if (response.status >= 502 && attempt < attempts) throw new TypeError("try again");
      if (!response.ok) throw new APIError(response.status);
      return response.status === 204 ? null : await response.json();
    } catch (error) {
      if (error instanceof APIError || attempt >= attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, 400 * attempt));
    }
  }
}

function alertFor(error) {
  return { 429: "busy", 413: "tooLong" }[error.status] ?? "failed";
}

// Shows messages that are not shown yet.
function receive(messages) {
  for (const message of messages) {
    state.lastId = Math.max(state.lastId, message.id);
    if (view.has(message.id)) continue;
    view.hideWelcome();
    if (message.from === "user") view.retireChoices();
    view.addMessage(message, actions);
  }
}

// The server goes on with another conversation where the old one was deleted elsewhere, or where the
// browser keeps no cookie in a frame. Its numbers begin anew; what is shown stays.
function follow(conversation) {
  if (state.conversation && conversation && conversation !== state.conversation) {
    stopListening();
    view.forgetNumbers();
    state.lastId = 0;
  }
  state.conversation = conversation ?? state.conversation;
}

function setOwner(owner) {
  state.owner = owner;
  view.setStatus({ bot: "online", waiting: "waiting", person: "withPerson" }[owner] ?? "online");
}

const actions = {
  choose: (title, payload) => send(title, payload),
  async rate(message, value, group) {
    view.markRating(group, value);
    try {
      const title = view.word(value === "good" ? "yes" : "no");
      const answer = await call("POST", "/ratings", {
        message: message.id, rating: value, title, message_id: newId(),
      });
      follow(answer.conversation);
      receive(answer.messages);
    } catch (error) {
      view.markRating(group, message.rating);
      view.setAlert(alertFor(error));
      return;
    }
    message.rating = value;
  },
};

function newId() {
  return crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`;
}

// Sends one message. The page names it, so that sending it twice stores it once.
async function send(text, payload, id = newId()) {
  const pending = view.addMessage(
    { from: "user", text, language: view.language }, actions);
  view.hideWelcome();
  view.retireChoices();
  view.setAlert(null);
  state.sending += 1;
  view.setTyping(state.owner !== "person");
  try {
    const answer = await call("POST", "/messages",
      { message_id: id, text: payload ? undefined : text, payload, title: payload ? text : undefined,
        language: view.language });
    if (answer.forgotten) {
      stopListening();
      view.showWelcome();
      state.conversation = null;
      state.lastId = 0;
    } else {
      follow(answer.conversation);
    }
    view.removeMessage(pending);
    setOwner(answer.owner);
    receive(answer.messages);
    if (answer.export) openDialog("data-dialog");
    if (!answer.forgotten) listen();
  } catch (error) {
    pending.classList.add("failed");
    view.setAlert(alertFor(error));
    const again = element("button", { type: "button", class: "choice" }, view.word("retry"));
    again.addEventListener("click", () => {
      view.removeMessage(pending);
      send(text, payload, id);
    });
    pending.append(element("div", { class: "choices" }, again));
  } finally {
    state.sending -= 1;
    if (state.sending === 0) view.setTyping(false);
    view.scrollToEnd();
  }
}

// Follows the conversation by server-sent events. The browser sends the last number it saw when it
// connects again; a stream that was refused is tried again by hand, ever more slowly.
function listen() {
  if (state.events) return;
  const events = new EventSource(`/api/v1/events?after=${state.lastId}`);
  state.events = events;
  events.addEventListener("open", () => {
    state.eventsDelay = 1000;
    setOwner(state.owner);
  });
  events.addEventListener("message", (event) => receive([JSON.parse(event.data)]));
  events.addEventListener("owner", (event) => setOwner(JSON.parse(event.data).owner));
  events.addEventListener("typing", (event) => view.setTyping(JSON.parse(event.data).typing));
  events.addEventListener("forgotten", () => {
    stopListening();
    if (state.sending === 0) start();
  });
  events.addEventListener("error", async () => {
    if (events.readyState !== EventSource.CLOSED) {
      view.setStatus("offline");
      return;
    }
    if (await hasNothingToFollow()) {
      if (state.events === events) state.events = null;
      return;
    }
    if (state.events !== events) return;
    view.setStatus("offline");
    state.events = null;
    setTimeout(listen, state.eventsDelay);
    state.eventsDelay = Math.min(state.eventsDelay * 2, 30000);
  });
}

// In a frame without cookies, or after a deletion elsewhere, the server knows no conversation: there is
// no stream, but messages are answered all the same.
async function hasNothingToFollow() {
  try {
    return !(await call("GET", "/history", undefined, 1)).conversation;
  } catch {
    return false;
  }
}

function stopListening() {
  state.events?.close();
  state.events = null;
}

async function start() {
  stopListening();
  view.showWelcome();
  view.setStatus("connecting");
  state.lastId = 0;
  try {
    state.settings ??= await call("GET", "/settings");
    byId("sample").hidden = !state.settings.sample;
    setLanguage(view.language, false);
    const history = await call("GET", "/history");
    state.conversation = history.conversation;
    setOwner(history.owner);
    receive(history.messages);
    if (history.conversation) listen();
  } catch (error) {
    view.setStatus("offline");
    view.setAlert(alertFor(error));
    setTimeout(start, 5000);
  }
}

function setLanguage(language, isChosen) {
  view.translate(language, state.settings?.institution);
  view.retranslateLog();
  if (state.settings) view.showTopics(state.settings.topics, actions.choose);
  if (!isChosen) return;
  try {
    localStorage.setItem("senim-language", language);
  } catch {
    // A page without storage keeps the language until it is closed.
  }
}

// MARK: Forms

function openDialog(id) {
  byId(id).showModal();
}

function showProblem(field, key) {
  const input = byId(field);
  const problem = byId(`${field}-problem`);
  input.setAttribute("aria-invalid", String(Boolean(key)));
  problem.hidden = !key;
  if (key) problem.textContent = view.word(key);
  const described = [problem.hidden ? null : problem.id, byId(`${field}-hint`)?.id].filter(Boolean);
  if (described.length) input.setAttribute("aria-describedby", described.join(" "));
  return Boolean(key);
}

// The form names its ticket until it is stored, so that sending it again stores it once.
async function requestCallback(form) {
  const name = form.name.value.trim();
  const contact = form.contact.value.trim();
  const isContact = /@/.test(contact) || contact.replace(/\D/g, "").length >= 6;
  const wrong = [
    showProblem("callback-name", name ? null : "callbackNameProblem"),
    showProblem("callback-contact", isContact ? null : "callbackContactProblem"),
  ];
  if (wrong.includes(true)) {
    form.querySelector("[aria-invalid='true']").focus();
    return;
  }
  state.callbackId ??= newId();
  try {
    const answer = await call("POST", "/callbacks", {
      message_id: state.callbackId, name, contact, question: form.question.value.trim(), language: view.language,
      time: form.time.value === "any" ? undefined : form.time.selectedOptions[0].textContent,
    });
    state.callbackId = null;
    form.reset();
    byId("callback-dialog").close();
    byId("callback-problem").hidden = true;
    follow(answer.conversation);
    receive(answer.messages);
    listen();
  } catch (error) {
    byId("callback-problem").textContent = view.word(alertFor(error));
    byId("callback-problem").hidden = false;
  }
}

async function forget() {
  try {
    await call("DELETE", "/conversation");
  } catch (error) {
    byId("data-problem").textContent = view.word(alertFor(error));
    byId("data-problem").hidden = false;
    return;
  }
  byId("data-dialog").close();
  await start();
  view.setAlert("forgotten");
}

// MARK: Start

function fitComposer() {
  const field = byId("utterance");
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 144)}px`;
}

function submit() {
  const field = byId("utterance");
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  fitComposer();
  send(text);
  field.focus();
}

function connectControls() {
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  byId("utterance").addEventListener("input", fitComposer);
  byId("utterance").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  for (const button of byId("languages").children) {
    button.addEventListener("click", () => setLanguage(button.dataset.language, true));
  }
  byId("person").addEventListener("click", () => send(view.word("person"), "/talk_to_operator"));
  byId("callback").addEventListener("click", () => openDialog("callback-dialog"));
  byId("data").addEventListener("click", () => openDialog("data-dialog"));
  byId("callback-form").addEventListener("submit", (event) => {
    event.preventDefault();
    requestCallback(event.target);
  });
  byId("forget").addEventListener("click", forget);
  for (const button of document.querySelectorAll("[data-close]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
}

document.body.classList.toggle("framed", location.pathname === "/widget");
view.translate(interfaceLanguage(), null);
connectControls();
start();
