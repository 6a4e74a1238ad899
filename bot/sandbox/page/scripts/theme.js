// Dark or light: as the system says, until one chooses.

import { el, icon } from "./dom.js";
import { texts } from "./texts.js";

const kept = "sandbox-theme";

export function startTheme() {
  const chosen = localStorage.getItem(kept);
  if (chosen) document.documentElement.dataset.theme = chosen;
}

const isLight = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "light" : matchMedia("(prefers-color-scheme: light)").matches;
};

function toggle() {
  const chosen = isLight() ? "dark" : "light";
  document.documentElement.dataset.theme = chosen;
  localStorage.setItem(kept, chosen);
}

export function themeButton() {
  return el("button", { class: "icon-button", type: "button", title: texts.theme, "aria-label": texts.theme, "data-testid": "theme", onclick: toggle }, icon("theme"));
}
