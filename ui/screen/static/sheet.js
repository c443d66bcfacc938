// What the source panel shows of a document: a page as an image, a passage in its surroundings, or why there is neither.

import { language, words } from "./words.js";

export async function page(said, marked, zoom) {
  const image = new Image();
  const here = said.number === marked;
  image.alt = words(here ? "panelImage" : "panelImageOther", said);
  image.className = "sheet";
  image.dataset.zoom = zoom;
  const answer = await fetched(`/api/pages/${said.id}/${said.number}.png?spans=${said.span}&zoom=${zoom}`);
  const address = URL.createObjectURL(await answer.blob());
  image.src = address;
  await image.decode().finally(() => URL.revokeObjectURL(address));
  image.style.width = `${Number(zoom) * 100}%`;
  return { parts: [image] };
}

export async function passage(said) {
  const answer = await fetched(`/api/documents/${said.id}/text?span=${said.span}`);
  const { before, quote, after, heading } = await answer.json();
  const text = element("p", "passage");
  const mark = element("mark", "", quote);
  text.append(before, mark, after);
  text.lang = "de"; // as the documents are
  const parts = heading && !(before + quote).trimStart().startsWith(heading) ? [element("h3", "passage-heading", heading), text] : [text];
  const above = (view) => mark.getClientRects()[0].top - view.getBoundingClientRect().top + view.scrollTop;
  return { parts, shown: (view) => view.scrollTo({ top: above(view) - view.clientHeight / 4 }) };
}

// What is there and cannot be shown just now is told in the server's words.
async function fetched(address) {
  const answer = await fetch(address, { headers: { "Accept-Language": language() } }).catch(() => null);
  if (answer?.ok) return answer;
  if (answer && answer.status !== 429 && answer.status < 500) throw new Error(String(answer.status));
  const said = await answer?.json().catch(() => null);
  throw Object.assign(new Error("later"), { sentence: said?.message ?? words("panelUnreachable") });
}

export function missing(said, { sentence }) {
  if (sentence) {
    const again = Object.assign(element("button", "quiet panel-again", words("panelAgain")), { type: "button" });
    return { parts: [element("p", "note", sentence), again, element("blockquote", "source-quote", said.quote)] };
  }
  return { parts: [element("p", "note", words("panelMissing")), element("blockquote", "source-quote", said.quote)] };
}

function element(name, kind, text = "") {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}
