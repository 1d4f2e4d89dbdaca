// Every page works without this. It adds what GOV.UK Frontend adds: character counts, conditional answers, the phone menu.
import { initAll } from "./govuk-frontend.min.js";
import "./kept.js";

// GOV.UK Frontend looks for these before it begins. Usually a script written into the page sets them; our pages refuse those.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
