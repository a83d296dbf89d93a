// Added to pages by `broadsheet serve`, never written to the output: hears of changes and shows them.
"use strict";
(() => {
  const script = document.currentScript;
  if (!script || window.top !== window) return;
  const OURS = new URL(".", script.src).href;
  const PLACE = "broadsheet-place";
  const HIDDEN = "broadsheet-hidden";
  let look = script.dataset.look;
  let home = "";
  let stream = null;

  // One stream for each page that can be seen: browsers allow six connections to a host, and tabs are many.
  function listen() {
    if (stream || document.visibilityState === "hidden") return;
    const asked = new URLSearchParams({ page: location.pathname, look });
    stream = new EventSource(`${OURS}events?${asked}`);
    const on = (name, act) => stream.addEventListener(name, (event) => act(JSON.parse(event.data)));
    on("home", (address) => (home = address));
    on("faults", showFaults);
    on("reload", reload);
    on("styles", changeStyles);
    on("preview", previewStyle);
    stream.onerror = again;
  }

  function pause() {
    if (stream) stream.close();
    stream = null;
  }

  // A new connection asks with the look that the page has by now; EventSource's own would ask with its first.
  function again() {
    pause();
    setTimeout(listen, 500);
  }

  function reload() {
    pause();
    sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  }

  // Browsers keep the place of a page that is loaded again, unless its height came late.
  function backToPlace() {
    const [path, x, y] = JSON.parse(sessionStorage.getItem(PLACE) || "[]");
    sessionStorage.removeItem(PLACE);
    if (path !== location.pathname) return;
    const go = () => scrollTo({ left: x, top: y, behavior: "instant" });
    go();
    addEventListener("load", go, { once: true });
  }

  const sheets = () => [...document.querySelectorAll("link[rel~=stylesheet]:not([data-going])")];

  function swap(link, address, failed) {
    const fresh = link.cloneNode();
    fresh.removeAttribute("integrity");
    fresh.href = address;
    fresh.onload = () => link.remove();
    fresh.onerror = failed;
    link.dataset.going = "";
    link.after(fresh);
    return fresh;
  }

  function changeStyles([mark, addresses]) {
    const links = sheets();
    if (links.length !== addresses.length) return reload();
    look = mark;
    links.forEach((link, at) => {
      if (link.getAttribute("href") !== addresses[at]) swap(link, addresses[at], reload);
    });
  }

  // A style sheet that was just saved, straight from the theme: every page names it by its digest, so that a build
  // has all of them to write before any can show it. The build's own follows when it is there.
  function previewStyle(name) {
    const [stem, ending] = [name.replace(/[.][^.]*$/, ""), name.match(/[.][^.]*$/)[0]];
    for (const link of sheets()) {
      const path = new URL(link.href).pathname;
      const [before, after] = path.split(`/static/${stem}.`);
      const published = before !== undefined && /^[0-9a-f]{8}[.]/.test(after || "") && after.slice(8) === ending;
      if (!published && link.dataset.sheet !== name) continue;
      const fresh = swap(link, `${OURS}theme/${name}?${Date.now()}`, () => {
        delete link.dataset.going;
        fresh.remove();
      });
      fresh.dataset.sheet = name;
    }
  }

  // The site's own absolute addresses (feeds have them) lead to this server while it is here, not to the public one.
  function keepHere(event) {
    const link = event.composedPath().find((each) => each.localName === "a" && each.href);
    if (!link || !home || !link.href.startsWith(home)) return;
    link.href = location.origin + link.href.slice(new URL(home).origin.length);
  }

  // The overlay: what the terminal says, until it is mended or put aside.
  let overlay = null;

  function showFaults(faults) {
    if (overlay) overlay.remove();
    overlay = null;
    if (!faults.length) return localStorage.removeItem(HIDDEN);
    const hidden = new Set(JSON.parse(localStorage.getItem(HIDDEN) || "[]"));
    draw(faults, faults.every((fault) => hidden.has(fault.text)));
  }

  function draw(faults, small) {
    overlay = document.createElement("broadsheet-faults");
    const root = overlay.attachShadow({ mode: "open" });
    const style = make("link", { rel: "stylesheet", href: `${OURS}live.css` });
    const said = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
    const box = small ? badge(faults, said) : panel(faults, said);
    root.append(style, box);
    document.documentElement.append(overlay);
  }

  function badge(faults, said) {
    const button = make("button", { className: "badge", textContent: said });
    button.onclick = () => hide([]) || showFaults(faults);
    return button;
  }

  function panel(faults, said) {
    const box = make("section", { className: "panel", role: "alert", ariaLabel: said });
    const head = make("header");
    const close = make("button", { textContent: "Hide (Esc)" });
    close.onclick = () => hide(faults) || showFaults(faults);
    head.append(make("strong", { textContent: `${said} keep${faults.length === 1 ? "s" : ""} something off the site` }), close);
    box.append(head, list(faults));
    return box;
  }

  function list(faults) {
    const lines = make("ol");
    for (const { text, hint } of faults) {
      const line = make("li");
      line.append(make("code", { textContent: text }));
      if (hint) line.append(make("span", { textContent: hint }));
      lines.append(line);
    }
    return lines;
  }

  function hide(faults) {
    localStorage.setItem(HIDDEN, JSON.stringify(faults.map((fault) => fault.text)));
  }

  function make(name, properties = {}) {
    return Object.assign(document.createElement(name), properties);
  }

  addEventListener("keydown", (event) => {
    const close = overlay && overlay.shadowRoot.querySelector(".panel button");
    if (event.key === "Escape" && close) close.click();
  });
  addEventListener("click", keepHere, true);
  addEventListener("auxclick", keepHere, true);
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? pause() : listen()));
  addEventListener("pagehide", pause);
  addEventListener("pageshow", listen);
  backToPlace();
  listen();
})();
