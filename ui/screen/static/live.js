// Tells screen readers what has come: the evidence, each finished sentence and what the answer is, each once.

const told = new Set();
let region;

export function start() {
  region = document.createElement("div");
  region.id = "live";
  region.className = "unseen";
  region.setAttribute("role", "log");
  region.setAttribute("aria-live", "polite");
  document.body.append(region);
}

export function forget() {
  told.clear();
  region.replaceChildren();
}

// before: what was there before a reload counts as told.
export function tell(talk, before = false) {
  const turn = talk.querySelector(".turn:last-of-type");
  if (!turn) return forget();
  const say = (key, sentence, spoken = "") => tellOnce(`${turn.id} ${key}`, sentence, spoken, before);
  say("found", turn.dataset.found);
  for (const said of turn.querySelectorAll(".sentence .said")) say(said.parentElement.id, said.textContent, said.lang);
  const state = turn.querySelector(".state[data-said]");
  if (state) say("state", state.dataset.said);
}

function tellOnce(key, sentence, spoken, silently) {
  if (!sentence || told.has(key)) return;
  told.add(key);
  if (silently) return;
  const line = document.createElement("p");
  line.textContent = sentence.trim();
  if (spoken) line.lang = spoken;
  region.append(line);
}
