// Progressive enhancement: relative dates, a dark mode toggle, video players on demand and keyboard shortcuts.
// Every page works without this script.
(() => {
  "use strict";
  const root = document.documentElement;
  const words = document.currentScript ? document.currentScript.dataset : {}; // labels of what this script adds
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
  const removeImage = (image) => { const box = image.closest(".image"); if (box && !box.closest(".video")) box.remove(); };
  queryAll("img.image, .image img").forEach((image) => {
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

  // The compact view, one line an item. theme.js applies it before anything is painted.
  const create = (tag, text, parent) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (parent) parent.append(element);
    return element;
  };
  const footer = document.querySelector("body > footer");
  const toggleView = () => {
    const isCompact = root.dataset.view !== "compact";
    if (isCompact) root.dataset.view = "compact"; else delete root.dataset.view;
    storage.save("view", isCompact ? "compact" : null);
    return isCompact;
  };
  const viewTool = (button) => {
    button.setAttribute("aria-pressed", root.dataset.view === "compact");
    button.addEventListener("click", () => button.setAttribute("aria-pressed", toggleView()));
  };

  // Marks what is new since the last visit: one that ended half an hour ago or earlier. Nothing leaves this browser.
  const markNew = () => {
    const now = Date.now(), seen = Number(storage.load("seen"));
    if (seen && now - seen > 1_800_000) storage.save("visit", String(seen));
    storage.save("seen", String(now));
    const visit = Number(storage.load("visit"));
    if (!visit) return;
    for (const time of queryAll("main .h-entry time.dt-published")) {
      if (!time.closest(".item") && Date.parse(time.dateTime) > visit) time.before(Object.assign(create("i", words.new), { className: "is-new" }), " ");
    }
  };
  if (words.new) markNew();

  // Items saved for later, in this browser only. The footer lists them.
  const loadSaved = () => { try { return JSON.parse(storage.load("saved")) || []; } catch { return []; } };
  const listSaved = () => {
    const saved = loadSaved(), old = document.querySelector(".saved");
    if (old) old.remove();
    if (!saved.length || !footer) return;
    const box = create("details", "", footer);
    box.className = "saved";
    create("summary", `${words.saved} (${saved.length})`, box);
    const list = create("ul", "", box);
    for (const each of saved) create("a", each.title, create("li", "", list)).href = each.path;
  };
  const saveTool = (button) => {
    const label = button.textContent, path = location.pathname;
    const isSaved = () => loadSaved().some((each) => each.path === path);
    const show = () => { button.textContent = isSaved() ? button.dataset.done : label; listSaved(); };
    button.addEventListener("click", () => {
      const others = loadSaved().filter((each) => each.path !== path);
      const title = document.querySelector("h1").textContent;
      storage.save("saved", JSON.stringify(isSaved() ? others : [{ path, title }, ...others].slice(0, 100)));
      show();
    });
    show();
  };
  const shareTool = (button) => button.addEventListener("click", async () => {
    const url = location.href.split("#")[0];
    try {
      if (navigator.share) return await navigator.share({ title: document.title, url });
      await navigator.clipboard.writeText(url);
      button.textContent = button.dataset.done;
    } catch { /* the reader changed their mind, or the browser does not allow it */ }
  });

  // Filters of a list: by topic, source and type, among the cards of this page.
  const filterTool = (button) => button.addEventListener("click", () => {
    const cards = queryAll(".cards > article");
    const fields = [".p-category", ".provider", "footer > b"].map((selector) => {
      const of = new Map(cards.map((card) => [card, [...card.querySelectorAll(selector)].map((each) => each.textContent.trim())]));
      const values = [...new Set([...of.values()].flat())].sort((a, b) => a.localeCompare(b));
      const field = document.createElement("select");
      field.append(new Option(button.dataset.all, ""), ...values.map((value) => new Option(value, value)));
      field.setAttribute("aria-label", button.textContent);
      return { field, of, values };
    }).filter(({ values }) => values.length > 1);
    const apply = () => cards.forEach((card) => { card.hidden = fields.some(({ field, of }) => field.value && !of.get(card).includes(field.value)); });
    fields.forEach(({ field }) => field.addEventListener("change", apply));
    button.replaceWith(...fields.map(({ field }) => field));
    if (fields.length) fields[0].field.focus();
  });
  // Charts: the value of the bar under the pointer, or of the one that the arrow keys choose. The rows of the table and
  // the bars of the path are in one order.
  const exploreChart = (chart) => {
    const plot = chart.querySelector(".plot svg"), rows = [...chart.querySelectorAll("tbody tr")];
    const bars = plot ? plot.firstElementChild.getAttribute("d").match(/M[^M]+/g) : [];
    if (!rows.length || rows.length !== bars.length) return;
    const starts = bars.map((bar) => parseFloat(bar.slice(1))), isMirrored = root.dir === "rtl";
    const mark = plot.appendChild(plot.firstElementChild.cloneNode()), label = create("output", "", plot.parentNode);
    let chosen = bars.length - 1;
    const show = (place) => {
      chosen = Math.min(Math.max(place, 0), bars.length - 1);
      mark.setAttribute("d", bars[chosen]);
      label.textContent = [...rows[chosen].cells].map((cell) => cell.textContent).join(": ");
    };
    const hide = () => { mark.setAttribute("d", ""); label.textContent = ""; };
    const point = (event) => {
      const box = plot.getBoundingClientRect(), share = (event.clientX - box.left) / box.width;
      const place = (isMirrored ? 1 - share : share) * plot.viewBox.baseVal.width - 2;
      const distances = starts.map((start) => Math.abs(start - place));
      show(distances.indexOf(Math.min(...distances)));
    };
    hide();
    plot.tabIndex = 0;
    plot.parentNode.addEventListener("pointermove", point);
    plot.parentNode.addEventListener("pointerdown", point);
    plot.parentNode.addEventListener("pointerleave", hide);
    plot.addEventListener("focus", () => show(chosen));
    plot.addEventListener("blur", hide);
    plot.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      show(chosen + (isMirrored ? -step : step));
    });
  };
  queryAll(".chart").forEach(exploreChart);
  const TOOLS = { view: viewTool, share: shareTool, save: saveTool, filter: filterTool };
  queryAll("button[data-tool]").forEach((button) => TOOLS[button.dataset.tool](button));
  if (words.saved) listSaved();

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
    c: () => { const button = document.querySelector("[data-tool=view]"); if (button) button.click(); },
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
