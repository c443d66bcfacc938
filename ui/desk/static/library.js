// Brings files to the library and shows how its sync goes on. What comes from outside is only ever set as text.

const PAUSE = 700; // milliseconds between two looks
const drop = document.querySelector("#drop");
const headers = { "X-CSRF-Token": document.querySelector("meta[name=csrf]").content };
const element = (id) => document.querySelector(`#${id}`);
const say = (text) => { element("progress").textContent = text; };
let busy = false;

function complain(text) {
  const item = document.createElement("li");
  item.textContent = text;
  item.className = "alarm";
  element("problems").append(item);
}

async function send(address, options) {
  const response = await fetch(address, { method: "POST", headers, ...options });
  const told = await response.json().catch(() => ({ message: "Der Server hat unverständlich geantwortet. Laden Sie die Seite neu." }));
  if (!response.ok) throw new Error(told.message);
  return told;
}

async function bring(files) {
  if (busy || !files.length) return;
  busy = true;
  element("problems").replaceChildren();
  const limit = Number(drop.dataset.limit ?? Infinity);
  let brought = 0;
  for (const [number, file] of [...files].entries()) {
    say(`${file.name} wird übertragen (${number + 1} von ${files.length}) …`);
    try {
      if (file.size > limit) throw new Error(`${file.name}: Die Datei ist größer als ${drop.dataset.limitShown}.`);
      await send(`${drop.dataset.to}?name=${encodeURIComponent(file.name.toWellFormed?.() ?? file.name)}`, { body: file });
      brought += 1;
    } catch (error) {
      complain(error instanceof TypeError ? `${file.name}: Die Übertragung ist abgebrochen. Versuchen Sie es noch einmal.` : error.message);
    }
  }
  busy = false;
  element("files").value = "";
  if (brought) await sync("?uploads_only=true");
  else say("");
}

async function sync(what = "") {
  if (busy) return;
  busy = true;
  try {
    await follow(await send(`/desk/library/sync${what}`));
  } catch (error) {
    say("");
    complain(error instanceof TypeError ? "Der Server ist nicht erreichbar. Laden Sie die Seite neu." : error.message);
  }
  busy = false;
}

async function follow(state) {
  const bar = element("bar");
  while (state.running) {
    bar.hidden = false;
    if (state.total) { bar.max = state.total; bar.value = state.done; } else bar.removeAttribute("value");
    say(state.name ? `Abgleich: ${state.done} von ${state.total} Dateien, ${state.name}` : "Abgleich läuft …");
    await new Promise((done) => setTimeout(done, PAUSE));
    state = await (await fetch("/desk/library/sync", { headers })).json();
  }
  bar.hidden = true;
  if (state.problem) {
    say("");
    complain(state.problem);
  } else if (state.report) done(state.report);
}

function done(report) {
  const kept = report.missing ? ` Dateien, die nicht mehr in ihrem Ordner liegen und in der Bibliothek bleiben: ${report.missing}.` : "";
  say(`Abgleich beendet: ${report.added} neu, ${report.changed} geändert, ${report.removed} entfernt, ${report.unchanged} unverändert.${kept}`);
  report.failed.forEach(complain);
  element("before")?.remove(); // it tells of the sync before this one
  const changed = report.added + report.changed + report.removed;
  if (drop.dataset.to.endsWith("/files") && changed && !element("problems").childElementCount) location.reload();
  else if (changed) { // the list on this page is of before
    const link = document.createElement("a");
    link.href = "/desk/library";
    link.textContent = "Zur Bibliothek";
    element("progress").append(" ", link);
  }
}

if (drop) {
  element("files").addEventListener("change", (event) => bring(event.target.files));
  element("sync")?.addEventListener("click", () => sync());
  for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("over"); bring(event.dataTransfer.files); });
  fetch("/desk/library/sync", { headers }).then((response) => response.json()).then((state) => { if (state.running) follow(state); });
}
