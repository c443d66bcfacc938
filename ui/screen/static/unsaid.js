// What Gradio leaves unsaid to screen readers: whether what narrows the search is open, and what the choice of languages is for.

import { box } from "./box.js";

export function start() {
  const language = document.querySelector("#language");
  language.setAttribute("aria-label", language.querySelector("[data-testid=block-info]").textContent.trim());
  const button = document.querySelector("#narrow button.label-wrap");
  const say = () => button.setAttribute("aria-expanded", String(button.classList.contains("open")));
  say();
  new MutationObserver(say).observe(button, { attributes: true, attributeFilter: ["class"] });
  button.querySelector(".icon").setAttribute("aria-hidden", "true");
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".skip")) return;
    event.preventDefault();
    box().focus();
  });
}
