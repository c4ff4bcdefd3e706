"use strict";
// Where the server is: without this, a page opened at its own address is looked for below that address first.
window.__streamlit = { BACKEND_BASE_URL: window.location.origin + BASE_PATH };
// The language of the page, as its address tells it; Streamlit changes the address without loading the page anew.
(() => {
  const known = ["en", "de", "ja"];
  const say = () => {
    const asked = new URLSearchParams(window.location.search).get("lang");
    const own = (navigator.language || "en").slice(0, 2);
    document.documentElement.lang = known.find((one) => one === asked) || known.find((one) => one === own) || "en";
  };
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name].bind(history);
    history[name] = (...given) => {
      original(...given);
      say();
    };
  }
  window.addEventListener("popstate", say);
  say();
})();
