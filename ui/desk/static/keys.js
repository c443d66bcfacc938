// One key for each thing that is done often: it clicks what names it. Never while somebody types, and it can be turned off.

const NAME = "belegt-keys";
const box = document.getElementById("keys");
const typing = (element) => element.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");

box.checked = localStorage.getItem(NAME) !== "off";
box.addEventListener("change", () => localStorage.setItem(NAME, box.checked ? "on" : "off"));

document.addEventListener("keydown", (event) => {
  if (!box.checked || event.repeat || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});
