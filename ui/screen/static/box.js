// The question box, seen from the conversation: a question comes back into it to be changed or asked again.

export const box = () => document.querySelector("#question textarea, #question input");
const written = new Set();

export function fill(question, focus = true) {
  const field = box();
  field.value = question;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  if (focus) field.focus();
}

export function start() {
  document.addEventListener("click", (event) => {
    // These go when they are used, and a keyboard's focus would be nowhere; after a finger's the phone would bring up its keyboard.
    if (event.detail === 0 && event.target.closest?.("#stop, #new, .example")) box().focus();
    const button = event.target.closest?.("button[data-question]");
    if (!button) return;
    fill(button.dataset.question);
    if (button.classList.contains("again")) setTimeout(() => document.querySelector("#send").click(), 50);
  });
}

// A question that could not be answered comes back into the empty box, once.
export function giveBack(talk) {
  const turn = talk.querySelector(".turn:last-of-type");
  if (turn?.dataset.stage !== "problem" || written.has(turn)) return;
  written.add(turn);
  const field = box();
  if (field && !field.value) fill(turn.querySelector(".question-text").textContent);
}
