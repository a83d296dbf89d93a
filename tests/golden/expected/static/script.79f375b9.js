// Progressive enhancement: relative dates, a dark mode toggle, video players on demand and keyboard shortcuts.
// Every page works without this script.
(() => {
  "use strict";
  const root = document.documentElement;
  const queryAll = (selector) => [...document.querySelectorAll(selector)];

  // Dark mode follows the system until the reader chooses. Without storage, the choice lasts for one page.
  const storage = {
    load: () => { try { return localStorage.getItem("theme"); } catch { return null; } },
    save: (theme) => { try { localStorage.setItem("theme", theme); } catch { /* storage is blocked */ } },
  };
  const applyTheme = (theme) => { if (theme === "light" || theme === "dark") root.dataset.theme = theme; };
  const toggleTheme = () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    applyTheme(isDark ? "light" : "dark");
    storage.save(root.dataset.theme);
  };
  applyTheme(storage.load());
  addEventListener("storage", (event) => { if (event.key === "theme") applyTheme(event.newValue); });
  // .switch and .name (below) are the old class names, still used by copies of partials/masthead.html
  queryAll(".theme-toggle, .switch").forEach((button) => button.addEventListener("click", toggleTheme));

  // Show dates of the last week relative to now ("3 hours ago"). The full date moves to the tooltip.
  const WEEK = 7 * 86400;
  const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];
  const formatter = (() => { try { return new Intl.RelativeTimeFormat(root.lang, { numeric: "auto", numberingSystem: "latn" }); } catch { return null; } })();
  const showRelativeDate = (time) => {
    const age = (Date.now() - Date.parse(time.dateTime)) / 1000;
    if (!formatter || !(age >= 0 && age < WEEK)) return;
    const [unit, seconds] = UNITS.find(([, seconds]) => age >= seconds) || UNITS[2];
    time.title = time.textContent;
    time.textContent = formatter.format(-Math.floor(age / seconds), unit);
  };
  queryAll("time[datetime]").forEach(showRelativeDate);

  // Load a video player only when the reader presses play.
  const playVideo = (button) => {
    const frame = document.createElement("iframe");
    const url = new URL(button.dataset.player);
    url.searchParams.set("autoplay", "1");
    frame.src = url.href;
    frame.title = document.querySelector("h1").textContent;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    button.replaceWith(frame);
    frame.focus();
  };
  queryAll("button[data-player]").forEach((button) => button.addEventListener("click", () => playVideo(button)));

  // Keyboard shortcuts: move between headlines and pages.
  const headlineLinks = () => queryAll("main :is(h2, h3) > a, .index > li > a, .days li > a, .members li > a, .collection li > a");
  const moveFocus = (offset) => {
    const links = headlineLinks();
    const current = links.indexOf(document.activeElement);
    const next = links[current < 0 ? (offset > 0 ? 0 : links.length - 1) : current + offset];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  const followLink = (selector) => { const link = document.querySelector(selector); if (link) link.click(); };
  const SHORTCUTS = {
    j: () => moveFocus(1),
    k: () => moveFocus(-1),
    o: () => { if (headlineLinks().includes(document.activeElement)) document.activeElement.click(); },
    h: () => followLink(":is(.site-title, .name) a"),
    n: () => followLink("a[rel=next]"),
    p: () => followLink("a[rel=prev]"),
    t: toggleTheme,
    "/": () => { const field = document.querySelector("input[type=search]"); if (field) field.focus(); else followLink("a[rel=search]"); },
  };
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !SHORTCUTS[event.key]) return;
    event.preventDefault();
    SHORTCUTS[event.key]();
  });
})();
