// Progressive enhancement: relative dates, a dark mode toggle, video players on demand and keyboard shortcuts.
// Every page works without this script.
(() => {
  "use strict";
  const root = document.documentElement;
  const queryAll = (selector) => [...document.querySelectorAll(selector)];

  // Without storage, a choice lasts for one page.
  const storage = {
    load: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
    save: (name, value) => {
      try { if (value) localStorage.setItem(name, value); else localStorage.removeItem(name); } catch { /* storage is blocked */ }
    },
  };

  // Dark mode follows the system until the reader chooses the other one (theme.js applies the choice before anything is
  // painted). Choosing what the system has is the way back to the system.
  const systemTheme = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const applyTheme = (theme) => { if (theme === "light" || theme === "dark") root.dataset.theme = theme; else delete root.dataset.theme; };
  const toggleTheme = () => {
    const other = (root.dataset.theme || systemTheme()) === "dark" ? "light" : "dark";
    const chosen = other === systemTheme() ? null : other;
    applyTheme(chosen);
    storage.save("theme", chosen);
  };
  addEventListener("storage", (event) => { if (event.key === "theme") applyTheme(event.newValue); });
  // .switch and .name (below) are the old class names, still used by copies of partials/masthead.html
  queryAll(".theme-toggle, .switch").forEach((button) => button.addEventListener("click", toggleTheme));

  // Show dates of the last week relative to now ("3 hours ago"). The full date moves to the tooltip. Headings of days
  // become "Today" and "Yesterday". A date at midnight UTC has no time of day.
  const WEEK = 7, DAY = 86400;
  const formatter = (() => { try { return new Intl.RelativeTimeFormat(root.lang, { numeric: "auto", numberingSystem: "latn" }); } catch { return null; } })();
  const dayNumber = (moment, isUtc) =>
    (isUtc ? Math.floor(moment / (1000 * DAY)) : Math.round(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / (1000 * DAY)));
  const relativeDate = (iso, isHeading) => {
    const now = new Date(), moment = new Date(iso), isDate = /T00:00:00Z$/.test(iso);
    const days = dayNumber(now) - dayNumber(moment, isDate), seconds = (now - moment) / 1000;
    if (!(days >= 0 && days < WEEK) || seconds < 0) return "";
    if (isHeading) return days < 2 ? formatter.format(-days, "day") : "";
    if (isDate || seconds >= DAY) return formatter.format(-Math.max(days, isDate ? 0 : 1), "day");
    return seconds < 3600 ? formatter.format(-Math.floor(seconds / 60), "minute") : formatter.format(-Math.floor(seconds / 3600), "hour");
  };
  const showRelativeDate = (time) => {
    const isHeading = Boolean(time.closest(".day")), text = formatter && relativeDate(time.dateTime, isHeading);
    const hasHeading = /^\d\d:\d\d$/.test(time.textContent);
    if (!text || (hasHeading && Date.now() - Date.parse(time.dateTime) > DAY * 500)) return;
    time.title = time.textContent;
    time.textContent = isHeading ? text.charAt(0).toLocaleUpperCase(root.lang) + text.slice(1) : text;
  };
  queryAll("time[datetime]").forEach(showRelativeDate);

  // An image that cannot be loaded leaves no hole.
  const removeImage = (image) => { const box = image.closest("picture.image"); if (box && !box.closest(".video")) box.remove(); };
  queryAll(".image img").forEach((image) => {
    if (image.complete && !image.naturalWidth && image.currentSrc) removeImage(image);
    else image.addEventListener("error", () => removeImage(image));
  });

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
  const headlineLinks = () => queryAll("main :is(h2, h3) > a, .headlines > li > a, .index > li > a, .days li > a, .members li > a, .collection li > a");
  const moveFocus = (offset) => {
    const links = headlineLinks();
    const current = links.indexOf(document.activeElement);
    const next = links[current < 0 ? (offset > 0 ? 0 : links.length - 1) : current + offset];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  const followLink = (selector) => { const link = document.querySelector(selector); if (link) link.click(); };
  const followSource = () => {
    const entry = document.activeElement.closest("article, .h-entry") || document.querySelector("article.item");
    const link = entry && entry.querySelector("a.u-bookmark-of");
    if (link) link.click();
  };
  const SHORTCUTS = {
    j: () => moveFocus(1),
    k: () => moveFocus(-1),
    o: () => { if (headlineLinks().includes(document.activeElement)) document.activeElement.click(); },
    h: () => followLink(":is(.site-title, .name) a"),
    n: () => followLink("a[rel=next]"),
    p: () => followLink("a[rel=prev]"),
    v: () => followSource(),
    t: toggleTheme,
    "/": () => { const field = document.querySelector("input[type=search]"); if (field) field.focus(); else followLink("a[rel=search]"); },
  };
  // WCAG 2.1.4: keys without a modifier can be switched off. "?" shows them, and the switch.
  const help = document.querySelector("details.shortcuts");
  if (help) {
    const label = document.createElement("label"), keySwitch = document.createElement("input");
    keySwitch.type = "checkbox";
    keySwitch.checked = storage.load("keys") !== "off";
    keySwitch.addEventListener("change", () => storage.save("keys", keySwitch.checked ? null : "off"));
    label.append(keySwitch, ` ${help.dataset.switch}`);
    help.append(label);
    help.open = location.hash === "#keys";
  }
  SHORTCUTS["?"] = () => {
    if (!help) return followLink(".shortcuts a");
    help.open = true;
    help.scrollIntoView({ block: "nearest" });
    help.querySelector("summary").focus();
  };
  addEventListener("keydown", (event) => {
    if (storage.load("keys") === "off" && event.key !== "?") return;
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !SHORTCUTS[event.key]) return;
    event.preventDefault();
    SHORTCUTS[event.key]();
  });
})();
