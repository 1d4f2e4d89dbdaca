// Every page works without this. It adds what GOV.UK Frontend adds: character counts, conditional answers, the phone menu.
import { initAll } from "./govuk-frontend.min.js";

initAll();
