// Puts the page's scripts together. Gradio brings the conversation as HTML into #feed, which is not shown; what is shown follows it.

import * as actions from "./actions.js";
import * as box from "./box.js";
import * as cards from "./cards.js";
import * as kept from "./kept.js";
import * as live from "./live.js";
import { morph } from "./morph.js";
import * as panel from "./panel.js";
import * as trouble from "./trouble.js";
import * as unsaid from "./unsaid.js";

const talk = document.createElement("section");
talk.id = "talk";

const PARTS = ["#panels template.panels", "#language [data-testid=block-info]", "#question", "#narrow button .icon", "#kept", "#resume"]; // that Gradio has to bring before
let latest = [-1, -1];

// Answers travel on one way and what stops them on another: what arrives late must not replace what is newer.
function newer({ serial, shown }) {
  const [before, last] = latest;
  const now = [Number(serial), Number(shown)];
  if (now[0] < before || (now[0] === before && now[1] <= last)) return false;
  latest = now;
  return true;
}

function follow() {
  const turns = document.querySelector("#feed template.turns");
  if (!turns || !newer(turns.dataset)) return;
  if (document.documentElement.lang !== turns.dataset.language) {
    document.documentElement.lang = turns.dataset.language;
    panel.close();
    cards.hide();
  }
  const before = talk.querySelectorAll(".turn").length;
  morph(talk, turns.content);
  const after = talk.querySelectorAll(".turn").length;
  document.body.classList.toggle("talking", after > 0);
  document.body.classList.toggle("running", talk.querySelector(".state-running") !== null);
  trouble.over(document.body.classList.contains("running"));
  live.tell(talk, kept.coming());
  box.giveBack(talk);
  kept.remember(talk);
  if (after > before) talk.lastElementChild.scrollIntoView({ block: "start", behavior: "instant" });
}

function begin() {
  const feed = document.querySelector("#feed");
  if (!feed?.querySelector("template.turns") || !PARTS.every((part) => document.querySelector(part))) return false;
  feed.after(talk);
  for (const part of [live, cards, box, actions, panel, trouble, kept, unsaid]) part.start();
  panel.adopt(document.querySelector("#panels template.panels").content);
  new MutationObserver(follow).observe(feed, { childList: true, subtree: true, characterData: true });
  follow();
  document.body.classList.add("ready");
  return true;
}

document.documentElement.lang = "de";
const waiting = new MutationObserver(() => { if (begin()) waiting.disconnect(); });
if (!begin()) waiting.observe(document.documentElement, { childList: true, subtree: true });
