"use strict";

// Builds what is seen. Every text enters the page as text, never as HTML.

const byId = (id) => document.getElementById(id);

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children);
  return node;
}

// Web addresses, e-mail addresses and phone numbers in an answer become links.
const linkPattern =
  /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])|([\w.+-]+@[\w-]+\.[\w.-]*\w)|(\+7[\d\s()-]{9,}\d)/g;

function linked(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(linkPattern)) {
    nodes.push(text.slice(end, match.index));
    end = match.index + match[0].length;
    const href = match[1] ?? (match[2] ? `mailto:${match[2]}` : `tel:${match[3].replace(/[^\d+]/g, "")}`);
    const outside = match[1] ? { target: "_blank", rel: "noopener noreferrer" } : {};
    nodes.push(element("a", { href, ...outside }, match[0]));
  }
  nodes.push(text.slice(end));
  return nodes;
}

class View {
  constructor() {
    this.language = "kk";
    this.log = byId("log");
    this.main = byId("main");
  }

  word(key) {
    return strings[this.language][key] ?? key;
  }

  // Sets every word of the page in `language`.
  translate(language, institution) {
    this.language = language;
    document.documentElement.lang = language;
    for (const node of document.querySelectorAll("[data-string]")) {
      node.textContent = this.word(node.dataset.string);
    }
    for (const node of document.querySelectorAll("[data-label]")) {
      node.setAttribute("aria-label", this.word(node.dataset.label));
    }
    for (const node of document.querySelectorAll("[data-placeholder]")) {
      node.placeholder = this.word(node.dataset.placeholder);
    }
    byId("languages").setAttribute("aria-label", this.word("languages"));
    for (const button of byId("languages").children) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    }
    const name = institution?.[language];
    byId("institution").textContent = name ?? "Senim";
    document.title = name ? `Senim · ${name}` : "Senim";
  }

  // Frequent questions: `topics` are `{payload, title: {kk, ru, en}}`.
  showTopics(topics, choose) {
    byId("topics").replaceChildren(...topics.map((topic) => {
      const title = topic.title[this.language];
      const button = element("button", { type: "button", class: "choice" }, title);
      button.addEventListener("click", () => choose(title, topic.payload));
      return element("li", {}, button);
    }));
  }

  hideWelcome() {
    byId("welcome").hidden = true;
  }

  showWelcome() {
    byId("welcome").hidden = false;
    this.log.replaceChildren();
  }

  // One message of the log: `{id, from, text, language, buttons, rateable, rating}`.
  addMessage(message, actions) {
    const who = { user: "you", bot: "bot", person: "operator", system: "system" }[message.from];
    const node = element("div", { class: `message ${message.from}` },
      element("span", { class: "who" }, this.word(who)),
      element("div", { class: "bubble", lang: message.language }, ...linked(message.text)));
    if (message.id) node.dataset.id = message.id;
    if (message.buttons?.length) node.append(this.choices(message.buttons, message, actions));
    if (message.rateable) node.append(this.rating(message, actions));
    this.place(node, message.id);
    this.group(node);
    this.group(node.nextElementSibling);
    this.scrollToEnd();
    return node;
  }

  removeMessage(node) {
    const next = node.nextElementSibling;
    node.remove();
    this.group(next);
  }

  // A message after one of the same person's shows no name.
  group(node) {
    const before = node?.previousElementSibling;
    const isSame = (name) => node.classList.contains(name) && before.classList.contains(name);
    node?.classList.toggle("follows",
      Boolean(before) && ["user", "bot", "person", "system"].some(isSame));
  }

  // Keeps the log in the order of the server's numbers, whichever tab or request was first.
  place(node, id) {
    if (id) {
      const later = [...this.log.children].find((other) => Number(other.dataset.id) > id);
      if (later) {
        this.log.insertBefore(node, later);
        return;
      }
    }
    this.log.append(node);
  }

  // What is shown stays, in its order; the numbers of another conversation may be the same.
  forgetNumbers() {
    for (const node of this.log.children) delete node.dataset.id;
  }

  has(id) {
    return this.log.querySelector(`[data-id="${id}"]`) !== null;
  }

  choices(buttons, message, actions) {
    const group = element("div", { class: "choices" });
    for (const { title, payload } of buttons) {
      const button = element("button", { type: "button", class: "choice", lang: message.language },
        title);
      button.addEventListener("click", () => actions.choose(title, payload));
      group.append(button);
    }
    return group;
  }

  // Old choices stay readable but cannot be taken again.
  retireChoices() {
    for (const button of this.log.querySelectorAll(".choice")) button.disabled = true;
  }

  rating(message, actions) {
    const question = element("span", { class: "ask", id: `ask-${message.id}` }, this.word("helpful"));
    const group = element("div",
      { class: "rating", role: "group", "aria-labelledby": question.id }, question);
    for (const [value, key] of [["good", "yes"], ["bad", "no"]]) {
      const button = element("button",
        { type: "button", "aria-pressed": String(message.rating === value), "data-value": value },
        this.word(key));
      button.addEventListener("click", () => actions.rate(message, value, group));
      group.append(button);
    }
    return group;
  }

  markRating(group, value) {
    for (const button of group.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.value === value));
    }
  }

  // Redraws the words around the messages; the messages keep their language.
  retranslateLog() {
    for (const node of this.log.children) {
      const from = ["user", "bot", "person", "system"].find((name) => node.classList.contains(name));
      const who = { user: "you", bot: "bot", person: "operator", system: "system" }[from];
      node.querySelector(".who").textContent = this.word(who);
      const rating = node.querySelector(".rating");
      if (!rating) continue;
      rating.querySelector(".ask").textContent = this.word("helpful");
      for (const button of rating.querySelectorAll("button")) {
        button.textContent = this.word(button.dataset.value === "good" ? "yes" : "no");
      }
    }
  }

  setTyping(isTyping) {
    byId("typing").hidden = !isTyping;
    if (isTyping) this.scrollToEnd();
  }

  setStatus(key) {
    const status = byId("status");
    status.dataset.string = key;
    status.textContent = this.word(key);
  }

  setAlert(key) {
    const alert = byId("alert");
    alert.hidden = !key;
    if (key) {
      alert.dataset.string = key;
      alert.textContent = this.word(key);
    }
  }

  // To the newest message; but an answer longer than the screen is read from its beginning.
  scrollToEnd() {
    const questions = this.log.querySelectorAll(".message.user");
    const question = questions[questions.length - 1];
    const end = this.main.scrollHeight - this.main.clientHeight;
    const start = question
      ? question.getBoundingClientRect().top - this.main.getBoundingClientRect().top +
        this.main.scrollTop - 12
      : end;
    this.main.scrollTop = Math.min(start, end);
  }
}
