// Live reload. `broadsheet serve` adds this script to pages as it sends them; it is never written to the output.
"use strict";
(() => {
  const script = document.currentScript;
  if (!script || window.top !== window) return;
  const OURS = new URL(".", script.src).href;
  const SCROLL = "broadsheet-scroll";
  const HIDDEN = "broadsheet-hidden";
  let look = script.dataset.look;
  let home = "";
  let stream = null;

  // Only visible pages hold a stream open: browsers allow six connections per host, and people open many tabs.
  function listen() {
    if (stream || document.visibilityState === "hidden") return;
    const query = new URLSearchParams({ page: location.pathname, look });
    stream = new EventSource(`${OURS}events?${query}`);
    const on = (name, handle) => stream.addEventListener(name, (event) => handle(JSON.parse(event.data)));
    on("home", (url) => (home = url));
    on("problems", showProblems);
    on("reload", reload);
    on("move", (url) => location.replace(url));
    on("styles", changeStyles);
    on("preview", previewStyle);
    stream.onerror = reconnect;
  }

  function pause() {
    if (stream) stream.close();
    stream = null;
  }

  // Reconnect with the page's current state. EventSource would reconnect by itself, but with the first URL.
  function reconnect() {
    pause();
    setTimeout(listen, 500);
  }

  function reload() {
    pause();
    sessionStorage.setItem(SCROLL, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  }

  // Browsers restore the scroll position after a reload, but not if the page got its height late.
  function restoreScroll() {
    const [path, x, y] = JSON.parse(sessionStorage.getItem(SCROLL) || "[]");
    sessionStorage.removeItem(SCROLL);
    if (path !== location.pathname) return;
    const scroll = () => scrollTo({ left: x, top: y, behavior: "instant" });
    scroll();
    addEventListener("load", scroll, { once: true });
  }

  const sheets = () => [...document.querySelectorAll("link[rel~=stylesheet]:not([data-replaced])")];

  function replaceSheet(link, url, onError) {
    const fresh = link.cloneNode();
    fresh.removeAttribute("integrity");
    fresh.href = url;
    fresh.onload = () => link.remove();
    fresh.onerror = onError;
    link.dataset.replaced = "";
    link.after(fresh);
    return fresh;
  }

  function changeStyles([state, urls]) {
    const links = sheets();
    if (links.length !== urls.length) return reload();
    look = state;
    links.forEach((link, index) => {
      if (link.getAttribute("href") !== urls[index]) replaceSheet(link, urls[index], reload);
    });
  }

  // Load a style sheet that was just saved directly from the theme. Its published name has a digest, so a build must
  // write every page before one can show it. The published version replaces the preview later.
  function previewStyle(name) {
    const [stem, ending] = [name.replace(/[.][^.]*$/, ""), name.match(/[.][^.]*$/)[0]];
    for (const link of sheets()) {
      const path = new URL(link.href).pathname;
      const [before, after] = path.split(`/static/${stem}.`);
      const published = before !== undefined && /^[0-9a-f]{8}[.]/.test(after || "") && after.slice(8) === ending;
      if (!published && link.dataset.sheet !== name) continue;
      const fresh = replaceSheet(link, `${OURS}theme/${name}?${Date.now()}`, () => {
        delete link.dataset.replaced;
        fresh.remove();
      });
      fresh.dataset.sheet = name;
    }
  }

  // Redirect absolute links to the public site (feeds have them) to this server.
  function keepLocal(event) {
    const link = event.composedPath().find((each) => each.localName === "a" && each.href);
    if (!link || !home || !link.href.startsWith(home)) return;
    link.href = location.origin + link.href.slice(new URL(home).origin.length);
  }

  // The overlay shows the errors that the terminal prints, until they are fixed or hidden.
  let overlay = null;

  function showProblems(problems) {
    if (overlay) overlay.remove();
    overlay = null;
    if (!problems.length) return localStorage.removeItem(HIDDEN);
    const hidden = new Set(JSON.parse(localStorage.getItem(HIDDEN) || "[]"));
    showOverlay(problems, problems.every((problem) => hidden.has(problem.text)));
  }

  function showOverlay(problems, small) {
    overlay = document.createElement("broadsheet-problems");
    const root = overlay.attachShadow({ mode: "open" });
    const style = make("link", { rel: "stylesheet", href: `${OURS}live.css` });
    const count = problems.length === 1 ? "1 error" : `${problems.length} errors`;
    const box = small ? badge(problems, count) : panel(problems, count);
    root.append(style, box);
    document.documentElement.append(overlay);
  }

  function badge(problems, count) {
    const button = make("button", { className: "badge", textContent: count });
    button.onclick = () => hide([]) || showProblems(problems);
    return button;
  }

  function panel(problems, count) {
    const box = make("section", { className: "panel", role: "alert", ariaLabel: count });
    const head = make("header");
    const close = make("button", { textContent: "Hide (Esc)" });
    close.onclick = () => hide(problems) || showProblems(problems);
    head.append(make("strong", { textContent: `${count}: this preview is incomplete or out of date` }), close);
    box.append(head, list(problems));
    return box;
  }

  function list(problems) {
    const lines = make("ol");
    for (const { text, hint } of problems) {
      const line = make("li");
      line.append(make("code", { textContent: text }));
      if (hint) line.append(make("span", { textContent: hint }));
      lines.append(line);
    }
    return lines;
  }

  function hide(problems) {
    localStorage.setItem(HIDDEN, JSON.stringify(problems.map((problem) => problem.text)));
  }

  function make(name, properties = {}) {
    return Object.assign(document.createElement(name), properties);
  }

  addEventListener("keydown", (event) => {
    const close = overlay && overlay.shadowRoot.querySelector(".panel button");
    if (event.key === "Escape" && close) close.click();
  });
  addEventListener("click", keepLocal, true);
  addEventListener("auxclick", keepLocal, true);
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? pause() : listen()));
  addEventListener("pagehide", pause);
  addEventListener("pageshow", listen);
  restoreScroll();
  listen();
})();
