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

export function tell(talk) {
  const turn = talk.querySelector(".turn:last-of-type");
  if (!turn) return forget();
  say(`${turn.id} found`, turn.dataset.found);
  for (const sentence of turn.querySelectorAll(".sentence")) say(`${turn.id} ${sentence.id}`, sentence.querySelector(".said").textContent);
  const state = turn.querySelector(".state[data-said]");
  if (state) say(`${turn.id} state`, state.dataset.said);
}

function say(key, sentence) {
  if (!sentence || told.has(key)) return;
  told.add(key);
  const line = document.createElement("p");
  line.textContent = sentence.trim();
  region.append(line);
}
