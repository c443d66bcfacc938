// Says in the page's own words that the server cannot be reached, and goes on once it can. Gradio would say it in English only, in a
// corner. After a connection broke, Gradio takes nothing more; it asks for its app_id every two seconds and loads the page anew when that
// is answered. So this page says what is lost meanwhile, and does not let it happen where something would be.

import { box, fill } from "./box.js";
import { asked, fleeting, running } from "./kept.js";
import { words } from "./words.js";

const KEY = "belegt-trouble";
let shown;
let lost = null; // what the page that is loaded anew has to know
let back = null; // the same, there

export function start() {
  shown = document.createElement("p");
  shown.id = "trouble";
  shown.setAttribute("role", "alert");
  document.querySelector("#question").after(shown);
  comeBack();
  addEventListener("pagehide", leave);
  const fetched = window.fetch.bind(window);
  window.fetch = async (...request) => {
    const kind = /\/gradio_api\/(run|queue\/join|queue\/data|app_id)/.exec(String(request[0]?.url ?? request[0]))?.[1];
    if (kind === "app_id") lose();
    try {
      const answer = await fetched(...request);
      if (kind === "app_id" && answer.ok && staying()) return new Response(null, { status: 503 });
      if (kind && kind !== "app_id" && !answer.ok) tell("connectionLost");
      return kind === "queue/data" && answer.ok ? cutIsBroken(answer) : answer;
    } catch (error) {
      if (kind && error.name !== "AbortError") lose();
      throw error;
    }
  };
}

// Something new is shown: what was told before it holds no longer. That the server is there again is told until something is asked.
export function over(busy) {
  if (busy) back = null;
  shown.classList.toggle("well", back !== null);
  const unanswered = back?.question ? words("connectionUnanswered", { question: String(back.question) }) : "";
  const sentence = back ? `${words("connectionBack")} ${unanswered}`.trim() : "";
  if (shown.textContent !== sentence) shown.textContent = sentence;
}

// A server that ends in good order tells Gradio of an error before it cuts the stream, and Gradio would wait for ever for the rest of an
// answer: that too is a broken connection.
function cutIsBroken(answer) {
  const decoder = new TextDecoder();
  let tail = "";
  let closed = false;
  const passed = new TransformStream({
    transform(chunk, controller) {
      const text = tail + decoder.decode(chunk, { stream: true });
      if (text.includes('"msg":"unexpected_error"')) return controller.error(new TypeError("cut off"));
      closed ||= text.includes('"msg":"close_stream"');
      tail = text.slice(-20);
      controller.enqueue(chunk);
    },
    flush(controller) {
      if (!closed && running()) controller.error(new TypeError("cut off"));
    },
  });
  return new Response(answer.body.pipeThrough(passed), answer);
}

function lose() {
  if (lost) return;
  lost = { question: "" };
  tell(fleeting() ? "connectionLost" : "connectionWaits");
  const question = asked(running());
  const state = running()?.querySelector(".state-running");
  if (!state) return;
  if (box().value) lost.question = question; // what is being written has the box
  else fill(question, false);
  state.className = "state state-stopped";
  state.lastElementChild.textContent = words("connectionCut");
  document.body.classList.remove("running");
}

// Whether the page has to stay as it is although the server is there again: answers that nobody kept, or an open source.
function staying() {
  if (fleeting()) {
    if (!shown.querySelector("button")) tell("connectionReload", reload());
    return true;
  }
  return document.querySelector("dialog[open]") !== null;
}

function reload() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = words("connectionReloadNow");
  button.addEventListener("click", () => location.reload());
  return button;
}

function tell(key, ...more) {
  shown.classList.remove("well");
  shown.replaceChildren(words(key), ...more.flatMap((each) => [" ", each]));
}

function leave() {
  if (!lost) return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...lost, focus: document.activeElement === box() }));
  } catch {
    // nothing is said then
  }
}

function comeBack() {
  try {
    back = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
    if (back?.focus) box().focus();
  } catch {
    // nothing is said then
  }
}
