// Where a person wants nothing to move, what Gradio moves by script is there at once. Its style sheets are told so by ours.

const still = matchMedia("(prefers-reduced-motion: reduce)");
const animate = Element.prototype.animate;

Element.prototype.animate = function (frames, options) {
  const timing = typeof options === "number" ? { duration: options } : options;
  return animate.call(this, frames, still.matches ? { ...timing, duration: 0, delay: 0 } : options);
};
