// Short words at the edge of the page, also spoken.

import { byId, el } from "./dom.js";
import { on } from "./state.js";

const shownMs = 5000;

export function startToasts() {
  on("alert", (words) => {
    const toast = el("p", { class: "toast" }, words);
    byId("alerts").replaceChildren(toast);
    setTimeout(() => toast.remove(), shownMs);
  });
}
