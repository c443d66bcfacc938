// The source panel: the page with the cited words marked, or the passage in its surroundings; from there to its neighbours and the file.

import { copy } from "./actions.js";
import { source } from "./cards.js";
import { page, passage, missing } from "./sheet.js";
import { panel, words } from "./words.js";

const ZOOMS = ["1", "1.5", "2", "3"];
const WIDE = window.matchMedia("(min-width: 1100px)");
const open = { turn: "", sources: [], place: 0, page: 0, zoom: 0, about: null, from: null };

const ACTS = {
  "panel-close": close,
  "panel-earlier": () => move(-1),
  "panel-later": () => move(1),
  "panel-back": () => turn(-1),
  "panel-on": () => turn(1),
  "panel-out": () => scale(-1),
  "panel-in": () => scale(1),
  "panel-copy": copyReference,
  "panel-again": tryAgain,
};

export function start() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (button?.matches(".mark, .source-open")) openAt(button);
    for (const name in ACTS) if (button?.classList.contains(name) && !disabled(button)) ACTS[name]();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel()?.open) close();
  });
}

export function adopt(panels) {
  document.body.append(panels.cloneNode(true));
  for (const dialog of document.querySelectorAll("dialog.panel")) {
    dialog.addEventListener("close", () => document.body.classList.remove("panel-open"));
  }
}

function openAt(button) {
  const cited = source(button);
  if (!cited) return;
  open.from = button;
  open.turn = button.dataset.turn;
  const turn = document.getElementById(`turn-${open.turn}`);
  const list = cited.closest("ol");
  open.sources = [...(button.matches(".mark") ? turn.querySelector("ol.sources") : list).children];
  if (!open.sources.includes(cited)) open.sources = [...list.children];
  open.place = open.sources.indexOf(cited);
  const dialog = panel();
  if (!dialog.open) WIDE.matches ? dialog.show() : dialog.showModal();
  document.body.classList.add("panel-open");
  showSource();
  dialog.querySelector(".panel-title").focus();
}

export function close() {
  for (const dialog of document.querySelectorAll("dialog.panel[open]")) dialog.close();
  document.body.classList.remove("panel-open");
  open.from?.isConnected && open.from.focus();
}

const disabled = (button) => button.getAttribute("aria-disabled") === "true";
const able = (name, can) => panel().querySelector(`.${name}`).setAttribute("aria-disabled", String(!can));
const put = (name, text) => { panel().querySelector(`.${name}`).textContent = text; };
const part = (name) => open.sources[open.place].querySelector(`.source-${name}`)?.textContent.trim() ?? "";

async function showSource() {
  const { document: id, page: first, number } = open.sources[open.place].dataset;
  put("panel-count", words("panelPassageOf", { number: open.place + 1, count: open.sources.length }));
  put("panel-title", `${number} – ${part("title")}`);
  put("panel-meta", part("meta"));
  put("panel-status", "");
  able("panel-earlier", open.place > 0);
  able("panel-later", open.place < open.sources.length - 1);
  open.page = Number(first);
  open.about = null;
  showSheet();
  const asked = open.sources[open.place];
  const about = await fetch(`/api/documents/${id}`).then((answer) => (answer.ok ? answer.json() : null), () => null);
  if (asked !== open.sources[open.place]) return; // another was opened meanwhile
  open.about = about;
  showBar();
}

function move(step) {
  open.place += step;
  showSource();
}

function turn(step) {
  open.page += step;
  showSheet();
}

function tryAgain() {
  panel().querySelector(".panel-view").focus(); // the button goes
  showSource();
}

function scale(step) {
  open.zoom += step;
  showSheet();
}

function showBar() {
  const count = open.about?.pages?.length ?? 0;
  for (const group of panel().querySelectorAll(".pages")) group.hidden = !open.page;
  const label = open.about?.pages?.[open.page - 1]?.label || open.page;
  put("panel-page", words(count ? "panelPageOf" : "panelPageAlone", { number: label, count }));
  put("panel-zoom", `${Math.round(Number(ZOOMS[open.zoom]) * 100)} %`);
  able("panel-back", open.page > 1);
  able("panel-on", open.page < count);
  able("panel-out", open.zoom > 0);
  able("panel-in", open.zoom < ZOOMS.length - 1);
  const file = panel().querySelector(".panel-file");
  file.href = `/api/documents/${open.sources[open.place].dataset.document}/file${open.page ? `#page=${open.page}` : ""}`;
}

async function showSheet() {
  showBar();
  const view = panel().querySelector(".panel-view");
  const asked = open.sources[open.place];
  const said = { id: asked.dataset.document, span: asked.dataset.span, title: part("title"), quote: part("quote"), number: open.page };
  view.replaceChildren(note(words("panelLoading")));
  const key = (view.dataset.key = `${asked.id} ${open.page} ${open.zoom}`);
  const sheet = await (open.page ? page(said, Number(asked.dataset.page), ZOOMS[open.zoom]) : passage(said)).catch((error) => missing(said, error));
  if (view.dataset.key === key) {
    view.replaceChildren(...sheet.parts);
    sheet.shown?.(view);
  }
}

function note(text) {
  const element = document.createElement("p");
  element.className = "note";
  element.textContent = text;
  return element;
}

async function copyReference() {
  const { reference, document: id, page: first } = open.sources[open.place].dataset;
  const address = new URL(`/api/documents/${id}/file${first > 0 ? `#page=${first}` : ""}`, location.href).href;
  const at = reference.lastIndexOf("{address}");
  const text = at < 0 ? reference : reference.slice(0, at) + address + reference.slice(at + "{address}".length);
  const copied = await copy(text);
  put("panel-status", copied ? words("panelCopied") : `${words("panelCopyFailed")} ${text}`);
}
