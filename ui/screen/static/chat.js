// Puts the page's scripts together. Gradio brings the conversation as HTML into #feed, which is not shown; what is shown follows it.

import * as actions from "./actions.js";
import * as box from "./box.js";
import * as cards from "./cards.js";
import * as kept from "./kept.js";
import * as live from "./live.js";
import { morph } from "./morph.js";
import * as panel from "./panel.js";
import "./still.js";
import * as trouble from "./trouble.js";
import * as unsaid from "./unsaid.js";

const talk = document.createElement("section");
talk.id = "talk";

const PARTS = ["#panels template.panels", "#language [data-testid=block-info]", "#question", "#narrow button .icon", "#kept", "#resume"]; // that Gradio has to bring before
let latest = { serial: -1, shown: -1 };

// Answers travel on one way and what stops them on another: what arrives late must not replace what is newer.
const newer = ({ serial, shown }) => serial > latest.serial || (serial === latest.serial && shown > latest.shown);

// Only what changes travels: whether the page has the questions before it, as they ended.
const follows = ({ serial, first, after }) => first === 0 || (serial === latest.serial && latest.shown >= after);

function follow() {
  const turns = document.querySelector("#feed template.turns");
  if (!turns) return;
  const now = Object.fromEntries(["serial", "shown", "first", "after"].map((name) => [name, Number(turns.dataset[name])]));
  if (!newer(now)) return;
  if (!follows(now)) return document.querySelector("#resume").click(); // brings all of them
  latest = now;
  if (document.documentElement.lang !== turns.dataset.language) {
    document.documentElement.lang = turns.dataset.language;
    panel.close();
    cards.hide();
  }
  const before = talk.querySelectorAll(".turn").length;
  morph(talk, turns.content.children, now.first);
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
