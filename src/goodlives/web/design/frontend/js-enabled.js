// Read before the page is drawn, so that nothing jumps. A file, because our pages refuse scripts written into them.
document.documentElement.classList.add("app-js");
document.addEventListener("DOMContentLoaded", () => {
  document.body.classList.add("js-enabled");
  if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
});
