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
  const say = (key, sentence) => tellOnce(`${turn.id} ${key}`, sentence, before);
  say("found", turn.dataset.found);
  for (const sentence of turn.querySelectorAll(".sentence")) say(sentence.id, sentence.querySelector(".said").textContent);
  const state = turn.querySelector(".state[data-said]");
  if (state) say("state", state.dataset.said);
}

function tellOnce(key, sentence, silently) {
  if (!sentence || told.has(key)) return;
  told.add(key);
  if (silently) return;
  const line = document.createElement("p");
  line.textContent = sentence.trim();
  region.append(line);
}
