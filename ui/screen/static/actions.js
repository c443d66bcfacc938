// What a person does with a finished answer: say whether it helped, share it, print it.

import { words } from "./words.js";

export function start() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".actions button");
    if (!button) return;
    const actions = button.closest(".actions");
    if (button.dataset.helpful === "yes") send(actions, { helpful: true, reason: null, sentence: "" });
    else if (button.dataset.helpful === "no") unfold(actions, button);
    else if ("share" in button.dataset) share(actions);
    else if ("withdraw" in button.dataset) withdraw(actions);
    else if ("print" in button.dataset) window.print();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".feedback");
    if (!form) return;
    event.preventDefault();
    const reason = form.querySelector("input[type=radio]:checked")?.value;
    const actions = form.closest(".actions");
    if (!reason) say(actions, words("feedbackChoose"));
    else send(actions, { helpful: false, reason, sentence: form.elements.sentence.value });
  });
}

function unfold(actions, button) {
  const form = actions.querySelector(".feedback");
  form.hidden = !form.hidden;
  button.setAttribute("aria-expanded", String(!form.hidden));
  if (!form.hidden) form.querySelector("input").focus();
}

async function send(actions, said) {
  if (!(await post(actions, "feedback", said))) return;
  const form = actions.querySelector(".feedback");
  form.hidden = true;
  actions.querySelector("[data-helpful=no]").setAttribute("aria-expanded", "false");
  say(actions, words("feedbackThanks"));
}

async function share(actions) {
  const answered = await post(actions, "share", {});
  if (!answered) return;
  const shown = actions.querySelector(".shared");
  const field = shown.querySelector("input");
  field.value = new URL(new URL((await answered.json()).url).pathname, location.href).href; // the server may know itself by another name
  shown.hidden = false;
  field.focus();
  field.select();
  const copied = await copy(field.value);
  say(actions, words(copied ? "shareCopied" : "shareReady"));
}

async function withdraw(actions) {
  if (!(await post(actions, "share", {}, "DELETE"))) return;
  actions.querySelector(".shared").hidden = true;
  actions.querySelector("[data-share]").focus();
  say(actions, words("shareWithdrawn"));
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed, or no secure connection
  }
}

async function post(actions, what, body, method = "POST") {
  try {
    const answered = await fetch(`/api/answers/${encodeURIComponent(actions.dataset.answer)}/${what}`, {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answered.ok) return answered;
  } catch {
    // told below
  }
  say(actions, words("failed"));
  return null;
}

function say(actions, sentence) {
  actions.querySelector(".action-status").textContent = sentence;
}
