// Loaded before anything is painted: the theme and the view that the reader has chosen. A dark page does not flash white.
(() => {
  "use strict";
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    if (localStorage.getItem("view") === "compact") document.documentElement.dataset.view = "compact";
  } catch { /* storage is blocked */ }
})();
