// The conversation and the written question over a reload, for as long as this tab is open. The server keeps the answers; the page keeps
// their ids in sessionStorage and asks for them again, also where the server was started anew meanwhile.

import { box, fill } from "./box.js";

const KEY = "belegt-conversation";
const ids = () => document.querySelector("#kept textarea, #kept input");
let known = { ids: "", draft: "" };
let resuming = false;
let pending = "";

// Whatever the storage holds, or that there is none, must not stop the page.
function read() {
  try {
    const { ids = "", draft = "" } = JSON.parse(sessionStorage.getItem(KEY)) ?? {};
    return { ids: String(ids), draft: String(draft) };
  } catch {
    return { ids: "", draft: "" };
  }
}

function write() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(known));
  } catch {
    // nothing is remembered then
  }
}

function tell() {
  const field = ids();
  if (!field || field.value === known.ids) return;
  field.value = known.ids;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

export function start() {
  known = read();
  resuming = known.ids !== "";
  if (known.draft) fill(known.draft, false);
  document.addEventListener("input", (event) => { if (event.target === box()) note(); });
  addEventListener("pagehide", note);
  if (!resuming) return;
  tell();
  setTimeout(() => document.querySelector("#resume").click()); // once Gradio has taken what was told
}

// What stands in the box, else the question that is being answered: its answer would not survive.
function note() {
  known.draft = box()?.value || asked(running());
  write();
}

// Whether what is shown next was there before the reload: nobody has to be told of it again.
export const coming = () => resuming;

export const asked = (turn) => turn?.querySelector(".question-text").textContent ?? "";
export const running = () => document.querySelector("#talk .turn:last-of-type:has(.state-running)");

// Whether an answer is shown that would not come back: the server keeps none, or could not keep this one.
export const fleeting = () => [...document.querySelectorAll("#talk .turn[data-stage=done]")].some((turn) => !turn.querySelector("[data-answer]"));

export function remember(talk) {
  const turns = [...talk.querySelectorAll(".turn")];
  if (resuming && !turns.length) return;
  resuming = false;
  // A question that a server took with it when it ended.
  if (pending && turns.length && !box().value && !turns.some((turn) => asked(turn) === pending)) fill(pending, false);
  pending = asked(running());
  known.ids = turns.map((turn) => turn.querySelector(".actions")?.dataset.answer ?? "").filter(Boolean).join(" ");
  note();
  tell();
}
