// Loaded before anything is painted: the theme that the reader has chosen, so that a dark page does not flash white.
(() => {
  "use strict";
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch { /* storage is blocked */ }
})();
