// The words that scripts say, in the language of the page. They stand in the panels' data attributes, written by the server.

export const language = () => (document.documentElement.lang === "en" ? "en" : "de");

export const panel = () => document.getElementById(`panel-${language()}`);

export function words(key, values = {}) {
  const pattern = panel()?.dataset[key] ?? "";
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
