// What a page can do more where scripts run: dates told as people tell them, a switch between light and dark, videos
// that play when asked to, and keys. Every page is whole without it.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector) => [...document.querySelectorAll(selector)];

  // Light or dark: the system's choice, until somebody chooses. Where nothing may be stored, a choice holds for a page.
  const stored = {
    get: () => { try { return localStorage.getItem("theme"); } catch { return null; } },
    set: (theme) => { try { localStorage.setItem("theme", theme); } catch { /* not remembered */ } },
  };
  const apply = (theme) => { if (theme === "light" || theme === "dark") root.dataset.theme = theme; };
  const flip = () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    apply(dark ? "light" : "dark");
    stored.set(root.dataset.theme);
  };
  apply(stored.get());
  addEventListener("storage", (event) => { if (event.key === "theme") apply(event.newValue); });
  all(".switch").forEach((button) => button.addEventListener("click", flip));

  // Dates of the last week are told from now: "3 hours ago". The date itself stays at hand.
  const WEEK = 7 * 86400;
  const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];
  const relative = (() => { try { return new Intl.RelativeTimeFormat(root.lang, { numeric: "auto", numberingSystem: "latn" }); } catch { return null; } })();
  const tell = (time) => {
    const age = (Date.now() - Date.parse(time.dateTime)) / 1000;
    if (!relative || !(age >= 0 && age < WEEK)) return;
    const [unit, size] = UNITS.find(([, each]) => age >= each) || UNITS[2];
    time.title = time.textContent;
    time.textContent = relative.format(-Math.floor(age / size), unit);
  };
  all("time[datetime]").forEach(tell);

  // A video is loaded when its reader asks for it, and from nowhere before.
  const play = (button) => {
    const frame = document.createElement("iframe");
    const address = new URL(button.dataset.player);
    address.searchParams.set("autoplay", "1");
    frame.src = address.href;
    frame.title = document.querySelector("h1").textContent;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    button.replaceWith(frame);
    frame.focus();
  };
  all("button[data-player]").forEach((button) => button.addEventListener("click", () => play(button)));

  // Keys: from headline to headline, and to the page behind one.
  const headlines = () => all("main :is(h2, h3) > a, .index > li > a, .days li > a, .members li > a, .course li > a");
  const step = (by) => {
    const links = headlines();
    const at = links.indexOf(document.activeElement);
    const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  const follow = (selector) => { const link = document.querySelector(selector); if (link) link.click(); };
  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    o: () => { if (headlines().includes(document.activeElement)) document.activeElement.click(); },
    h: () => follow(".name a"),
    n: () => follow("a[rel=next]"),
    p: () => follow("a[rel=prev]"),
    t: flip,
    "/": () => { const field = document.querySelector("input[type=search]"); if (field) field.focus(); else follow("a[rel=search]"); },
  };
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
})();
