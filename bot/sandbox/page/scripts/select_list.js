// The list of a select: single choice at once, several with boxes and a button to confirm.

import { avatar } from "./avatars.js";
import { emojiOf } from "./buttons.js";
import { el } from "./dom.js";
import { walkItems } from "./popover.js";
import { leastOf, mostOf, optionsOf, placeholderOf } from "./select_options.js";
import { texts } from "./texts.js";

const searchFrom = 11;

/** The content of a select's popover. `done` gets the chosen values. */
export function choiceList(part, chosenFirst, done) {
  const least = leastOf(part);
  const most = mostOf(part);
  const isMany = most > 1 || least === 0;
  const chosen = new Set(chosenFirst);
  const options = optionsOf(part);
  const box = el("div", { class: "choices", role: "listbox", "aria-label": placeholderOf(part), "aria-multiselectable": isMany ? "true" : null });
  const items = options.map((option) => itemOf(option, isMany, chosen.has(option.value)));
  box.append(...items.map(({ node }) => node));
  const content = el("div", { class: "choices-panel" });
  if (options.length >= searchFrom) content.append(searchFor(items));
  content.append(box);
  const confirm = isMany ? confirmFor(least, most, chosen, done) : null;
  for (const { node, option } of items) {
    node.addEventListener("click", () => {
      if (!isMany) return done([option.value]);
      toggle(chosen, option.value, most);
      for (const each of items) each.mark(chosen.has(each.option.value));
      return confirm.refresh();
    });
  }
  if (confirm) content.append(confirm.node);
  walkItems(content, ".choice");
  const first = () => content.querySelector("input") ?? box.querySelector("[aria-selected='true']") ?? items[0]?.node;
  return { content, first };
}

function toggle(chosen, value, most) {
  if (chosen.delete(value)) return;
  if (most === 1) chosen.clear();
  if (chosen.size < most) chosen.add(value);
}

function itemOf(option, isMany, isChosen) {
  const node = el("button", { class: isMany ? "choice is-many" : "choice", type: "button", role: "option", "aria-selected": String(isChosen) },
    option.user ? avatar(option.user, "small") : emojiOf(option.emoji),
    el("span", { class: "choice-words" }, el("span", { class: "choice-label" }, option.label),
      option.description ? el("span", { class: "choice-description" }, option.description) : null),
    isMany ? el("span", { class: "tick", "aria-hidden": "true" }) : null);
  return { node, option, mark: (yes) => node.setAttribute("aria-selected", String(yes)) };
}

function searchFor(items) {
  const field = el("input", { class: "field", type: "search", placeholder: texts.search, "aria-label": texts.search });
  field.addEventListener("input", () => {
    const typed = field.value.trim().toLowerCase();
    for (const { node, option } of items) node.hidden = !`${option.label} ${option.description ?? ""}`.toLowerCase().includes(typed);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    items.find(({ node }) => !node.hidden)?.node.click();
  });
  return field;
}

function confirmFor(least, most, chosen, done) {
  const hint = el("p", { class: "choices-hint", role: "status" }, texts.chooseRange(least, most));
  const send = el("button", { class: "button is-primary", type: "button", "data-testid": "select-confirm" }, texts.confirmCount(chosen.size));
  const refresh = () => {
    send.textContent = texts.confirmCount(chosen.size);
    hint.textContent = texts.chooseRange(least, most);
    hint.classList.remove("is-wrong");
  };
  send.addEventListener("click", () => {
    if (chosen.size >= least) return done([...chosen]);
    hint.textContent = texts.chooseAtLeast(least);
    return hint.classList.add("is-wrong");
  });
  return { node: el("div", { class: "choices-foot" }, hint, send), refresh };
}
