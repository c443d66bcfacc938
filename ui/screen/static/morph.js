// Brings the children of one element, from the place `first` on, in line with these nodes, touching only what differs: the focus, an opened list and a written
// sentence stay. Attributes named in data-own, and the open state of details, belong to the page; so does what is in [data-own-content].

export function morph(target, wanted, first = 0) {
  [...wanted].forEach((node, place) => {
    const there = target.childNodes[first + place];
    if (!there) target.append(node.cloneNode(true));
    else if (alike(there, node)) update(there, node);
    else there.replaceWith(node.cloneNode(true));
  });
  while (target.childNodes.length > first + wanted.length) target.lastChild.remove();
}

function alike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName && (one.id ?? "") === (other.id ?? "");
}

function update(there, node) {
  if (there.nodeType !== Node.ELEMENT_NODE) {
    if (there.nodeValue !== node.nodeValue) there.nodeValue = node.nodeValue;
    return;
  }
  const own = new Set((there.dataset?.own ?? "").split(" ").concat(there.nodeName === "DETAILS" ? "open" : []));
  for (const { name } of [...there.attributes]) if (!own.has(name) && !node.hasAttribute(name)) there.removeAttribute(name);
  for (const { name, value } of node.attributes) if (!own.has(name) && there.getAttribute(name) !== value) there.setAttribute(name, value);
  if (!("ownContent" in (there.dataset ?? {}))) morph(there, node.childNodes);
}
