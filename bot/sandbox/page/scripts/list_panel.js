// The list above the message box: commands, choices, people. The focus stays in the field; the list follows it.

import { avatar } from "./avatars.js";
import { byId, el, fill } from "./dom.js";

const panel = () => byId("composer-panel");
let shown = null;
let active = -1;
let isMoved = false;

export const isListOpen = () => Boolean(shown?.items.length);
export const activeItem = () => shown?.items[active] ?? null;

/** The item that was gone to by arrow key, not only marked because it is the first. */
export const movedToItem = () => (isMoved ? activeItem() : null);

/** Shows a list: `items` are {label, description, group, user}; `picksFirst` marks the first one at once. */
export function showList({ head, items = [], note, foot, label, field, onpick, picksFirst = false }) {
  const nodes = items.map((item, index) => itemNode(item, index, onpick));
  const list = items.length ? el("div", { class: "panel-list", role: "listbox", id: "composer-list", "aria-label": label, "data-testid": "composer-list" }, grouped(items, nodes)) : null;
  shown = { items, nodes, field };
  active = picksFirst && items.length ? 0 : -1;
  isMoved = false;
  fill(panel(), head, note ? el("p", { class: note.isWrong ? "panel-note is-wrong" : "panel-note", role: "status" }, note.words) : null, list, foot);
  panel().hidden = false;
  field.setAttribute("aria-expanded", String(items.length > 0));
  field.setAttribute("aria-controls", "composer-list");
  mark();
}

export function hideList() {
  shown?.field.setAttribute("aria-expanded", "false");
  shown?.field.removeAttribute("aria-activedescendant");
  shown = null;
  active = -1;
  panel().hidden = true;
  panel().replaceChildren();
}

/** Moves the mark up or down; false where there is nothing to mark. */
export function moveInList(step) {
  if (!isListOpen()) return false;
  const count = shown.items.length;
  isMoved = true;
  active = active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count;
  mark();
  return true;
}

function mark() {
  shown.nodes.forEach((node, index) => node.setAttribute("aria-selected", String(index === active)));
  const node = shown.nodes[active];
  if (node) {
    shown.field.setAttribute("aria-activedescendant", node.id);
    node.scrollIntoView({ block: "nearest" });
  } else shown.field.removeAttribute("aria-activedescendant");
}

function grouped(items, nodes) {
  const out = [];
  let group;
  items.forEach((item, index) => {
    if (item.group && item.group !== group) out.push(el("div", { class: "panel-group", role: "presentation" }, item.group));
    group = item.group;
    out.push(nodes[index]);
  });
  return out;
}

function itemNode(item, index, onpick) {
  return el("div", {
    class: "panel-item", role: "option", id: `composer-item-${index}`, "aria-selected": "false",
    onpointerdown: (event) => event.preventDefault(),
    onclick: () => onpick(item),
  }, item.user ? avatar(item.user, "small") : null,
  el("span", { class: "panel-label" }, item.label), item.description ? el("span", { class: "panel-description" }, item.description) : null);
}
