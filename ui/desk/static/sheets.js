// Each page is shown where its first marked words stand, as soon as there is something of it to be seen.

for (const view of document.querySelectorAll(".sheet-view")) {
  const sheet = view.querySelector("img");
  new ResizeObserver(() => {
    if (sheet.clientHeight) view.scrollTo({ top: (sheet.clientHeight * sheet.dataset.top) / 100 - view.clientHeight / 4 });
  }).observe(sheet);
}
