// What the source panel shows of a document: a page as an image, a passage in its surroundings, or why there is neither.

import { words } from "./words.js";

export async function page(said, marked, zoom) {
  const image = new Image();
  const here = said.number === marked;
  image.alt = words(here ? "panelImage" : "panelImageOther", said);
  image.className = "sheet";
  image.dataset.zoom = zoom;
  image.src = `/api/pages/${said.id}/${said.number}.png?spans=${said.span}&zoom=${zoom}`;
  await image.decode();
  image.style.width = `${Number(zoom) * 100}%`;
  return { parts: [image] };
}

export async function passage(said) {
  const answer = await fetch(`/api/documents/${said.id}/text?span=${said.span}`);
  if (!answer.ok) throw new Error(String(answer.status));
  const { before, quote, after, heading } = await answer.json();
  const text = element("p", "passage");
  const mark = element("mark", "", quote);
  text.append(before, mark, after);
  const parts = heading ? [element("h3", "passage-heading", heading), text] : [text];
  const above = (view) => mark.getClientRects()[0].top - view.getBoundingClientRect().top + view.scrollTop;
  return { parts, shown: (view) => view.scrollTo({ top: above(view) - view.clientHeight / 4 }) };
}

export function missing(said) {
  return { parts: [element("p", "note", words("panelMissing")), element("blockquote", "source-quote", said.quote)] };
}

function element(name, kind, text = "") {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}
