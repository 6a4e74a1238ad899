// Selects in messages: a button that opens a list; several values are confirmed.

import { el, icon } from "./dom.js";
import { dots } from "./message.js";
import { isBusy, useComponent } from "./interactions.js";
import { closePopover, openPopover } from "./popover.js";
import { choiceList } from "./select_list.js";
import { chosenAtFirst, optionsOf, placeholderOf } from "./select_options.js";

export function selectButton(message, part) {
  const chosen = chosenAtFirst(part);
  const words = optionsOf(part).filter((option) => chosen.includes(option.value)).map((option) => option.label).join(", ");
  const busy = isBusy(message.id, part.custom_id);
  const label = placeholderOf(part);
  const opener = el("button", {
    class: busy ? "select is-busy" : "select", type: "button", disabled: Boolean(part.disabled),
    "aria-haspopup": "listbox", "aria-expanded": "false", "aria-label": words ? `${label}: ${words}` : label, "aria-busy": busy ? "true" : null,
    "data-control": part.custom_id, "data-custom-id": part.custom_id, "data-testid": "select",
  }, el("span", { class: words ? "select-words" : "select-words is-placeholder" }, words || label), busy ? dots() : icon("down"));
  opener.addEventListener("click", () => {
    if (opener.getAttribute("aria-expanded") === "true") closePopover();
    else openList(message, part, opener);
  });
  return opener;
}

function openList(message, part, opener) {
  const { content, first } = choiceList(part, chosenAtFirst(part), (values) => {
    closePopover();
    useComponent(message, part, values);
  });
  const panel = openPopover({ at: opener, content, className: "select-popover", label: placeholderOf(part), role: "dialog", focus: first });
  panel.style.setProperty("min-width", `${Math.min(opener.offsetWidth, innerWidth - 16)}px`);
}
