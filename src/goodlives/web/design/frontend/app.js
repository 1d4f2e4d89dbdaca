// Every page works without this. It adds what GOV.UK Frontend adds: character counts, conditional answers, the phone menu.
import { initAll } from "./govuk-frontend.min.js";

initAll();

// A way to print that needs a script is shown only where there is one.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
