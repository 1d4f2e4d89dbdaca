// Keeps what somebody types at the server while they type. Without this script each step still saves when it is sent.

const QUIET = 1500; // so long after the last key
const AT_MOST = 3500; // and never longer after the first one that is not kept yet
const AGAIN = 5000;

// Goes with a form of which something is kept, so that it is let go once the form is sent.
const kept = Object.assign(document.createElement("input"), { type: "hidden", name: "kept_while_typing", value: "yes" });

function keep(form, { draft, lost, signedOut, sentBack }) {
  if (new URL(form.action).pathname !== window.location.pathname) return;
  const said = document.createElement("p");
  said.className = "govuk-hint app-kept";
  said.setAttribute("role", "status");
  form.append(said);

  // Said once: a screen reader is not told again what it has been told.
  const say = (words) => {
    if (said.textContent !== words) said.textContent = words;
  };

  let first = 0;
  let timer;
  let under_way;
  let stop;

  async function send() {
    clearTimeout(timer);
    if (!first) return;
    if (under_way) await under_way;
    first = 0;
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    fields.append("draft_of", window.location.pathname);
    fields.append("draft_title", document.querySelector("h1")?.innerText ?? document.title);
    under_way = post(fields);
    await under_way;
    under_way = undefined;
  }

  async function post(fields) {
    stop = new AbortController();
    try {
      const answer = await fetch(draft, {
        method: "POST", body: fields, redirect: "manual", keepalive: fields.toString().length < 60000,
        headers: { Accept: "application/json" }, signal: stop.signal,
      });
      if (answer.type === "opaqueredirect") return say(signedOut);
      if (!answer.ok && answer.status !== 413) throw new Error(answer.status);
      say((await answer.json()).words);
      if (answer.ok && !form.elements.kept_while_typing) form.append(kept.cloneNode());
    } catch (error) {
      if (error.name === "AbortError") return;
      say(lost);
      typed(AGAIN);
    }
  }

  function typed(quiet) {
    first ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(send, Math.max(quiet === AGAIN ? AGAIN : 0, Math.min(QUIET, first + AT_MOST - Date.now())));
  }

  form.addEventListener("input", () => typed(QUIET));
  form.addEventListener("change", () => typed(QUIET));
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    first = 0;
    stop?.abort(); // it is being sent: what it says now is no draft any more
  });
  if (sentBack !== undefined) typed(QUIET); // what was not right is as dear as what is being typed
  document.addEventListener("visibilitychange", () => document.hidden && send());
}

for (const mark of document.querySelectorAll("input[data-draft]")) keep(mark.form, mark.dataset);
