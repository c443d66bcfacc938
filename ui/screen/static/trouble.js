// Says in the page's own words that the server cannot be reached. Gradio would say it in English only, in a corner, or not at all.

import { words } from "./words.js";

let shown;

export function start() {
  shown = document.createElement("p");
  shown.id = "trouble";
  shown.setAttribute("role", "alert");
  document.querySelector("#question").after(shown);
  const fetched = window.fetch.bind(window);
  window.fetch = async (...request) => {
    try {
      const answer = await fetched(...request);
      if (!answer.ok && ours(request[0])) tell();
      return answer;
    } catch (error) {
      if (ours(request[0]) && error.name !== "AbortError") tell();
      throw error;
    }
  };
}

export function over() {
  shown.textContent = "";
}

const ours = (address) => /\/gradio_api\/(run|queue\/join)/.test(String(address.url ?? address));

function tell() {
  shown.textContent = words("connectionLost");
}
