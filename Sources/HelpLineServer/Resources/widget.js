"use strict";

// The help chat on any page: <script src="https://help.example.kz/widget.js" defer></script>
// Optional: data-language="kk|ru|en". Everything lives in a shadow root and an iframe, so the page's
// styles and the chat's do not meet.
(() => {
  const script = document.currentScript;
  if (!script || document.getElementById("senim-widget")) return;
  const origin = new URL(script.src).origin;
  const language = (script.dataset.language || document.documentElement.lang || "kk").slice(0, 2);
  const words = {
    kk: { open: "Анықтама чатын ашу", shut: "Анықтама чатын жабу", title: "Анықтама чаты" },
    ru: { open: "Открыть чат справочной", shut: "Закрыть чат справочной", title: "Чат справочной" },
    en: { open: "Open the help chat", shut: "Close the help chat", title: "Help chat" },
  }[language] ?? { open: "Open the help chat", shut: "Close the help chat", title: "Help chat" };

  const host = document.createElement("div");
  host.id = "senim-widget";
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    .launch {
      position: fixed; right: 20px; bottom: 20px; z-index: 2147483000; width: 60px; height: 60px;
      border: 0; border-radius: 50%; background: #0b6a72; color: #fff; cursor: pointer;
      box-shadow: 0 6px 20px rgb(8 40 44 / 35%);
    }
    .launch:focus-visible { outline: 3px solid #0b6a72; outline-offset: 3px; }
    .launch svg { width: 28px; height: 28px; fill: none; stroke: currentColor; stroke-width: 2;
      stroke-linecap: round; stroke-linejoin: round; }
    .frame {
      position: fixed; right: 20px; bottom: 92px; z-index: 2147483000;
      width: min(400px, calc(100vw - 24px)); height: min(640px, calc(100dvh - 112px));
      border: 0; border-radius: 20px; background: #f3f1ea;
      box-shadow: 0 12px 40px rgb(8 24 30 / 30%);
    }
    .frame[hidden] { display: none; }
    @media (max-width: 480px) {
      .frame { right: 0; left: 0; bottom: 84px; width: 100vw; height: calc(100dvh - 84px);
        border-radius: 20px 20px 0 0; }
      .launch { right: 14px; bottom: 12px; }
    }`);
  root.adoptedStyleSheets = [sheet];

  const launch = document.createElement("button");
  launch.type = "button";
  launch.className = "launch";
  launch.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5.5h16v11H11l-4.5
    3.5v-3.5H4z"></path></svg>`;
  let frame = null;

  const show = (isOpen) => {
    if (isOpen && !frame) {
      frame = document.createElement("iframe");
      frame.className = "frame";
      frame.title = words.title;
      frame.src = `${origin}/widget?lang=${language}`;
      root.insertBefore(frame, launch);
    }
    if (frame) frame.hidden = !isOpen;
    launch.setAttribute("aria-expanded", String(isOpen));
    launch.setAttribute("aria-label", isOpen ? words.shut : words.open);
  };
  launch.addEventListener("click", () => show(frame === null || frame.hidden));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && frame && !frame.hidden) {
      show(false);
      launch.focus();
    }
  });
  root.append(launch);
  show(false);
  document.body.append(host);
})();
