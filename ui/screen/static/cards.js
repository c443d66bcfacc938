// The card beside a citation mark: title, paper, date, page and the quoted sentence, on hover and on focus.

import { language } from "./words.js";

let card;

export function start() {
  card = document.createElement("div");
  card.id = "card";
  card.className = "card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  document.querySelector("main").append(card);
  for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, (event) => show(event.target.closest?.(".mark")));
  document.addEventListener("mouseout", (event) => { if (event.target.closest?.(".mark") && !card.contains(event.relatedTarget)) hide(); });
  card.addEventListener("mouseleave", hide);
  document.addEventListener("focusout", hide);
  document.addEventListener("scroll", hide, true);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}

export function source(button) {
  return document.getElementById(`source-${button.dataset.turn}-${button.dataset.number}`);
}

function show(mark) {
  const cited = mark && source(mark);
  if (!cited) return;
  card.replaceChildren(...["title", "meta", "quote"].map((part) => line(part, cited.querySelector(`.source-${part}`)?.textContent ?? "")));
  card.hidden = false;
  mark.setAttribute("aria-describedby", "card");
  place(mark.getBoundingClientRect());
}

function line(part, text) {
  const element = document.createElement("p");
  element.className = `card-${part}`;
  if (part !== "meta") element.lang = "de"; // as the documents are
  const [open, close] = language() === "en" ? "“”" : "„“";
  element.textContent = part === "quote" ? open + text.trim() + close : text.trim();
  return element;
}

function place(mark) {
  const room = document.documentElement.clientWidth;
  const left = Math.max(8, Math.min(mark.left, room - card.offsetWidth - 8));
  const below = mark.bottom + card.offsetHeight + 8 < window.innerHeight || mark.top < card.offsetHeight + 8;
  card.style.left = `${left}px`;
  card.style.top = `${below ? mark.bottom + 4 : mark.top - card.offsetHeight - 4}px`;
}

export function hide() {
  card.hidden = true;
}
