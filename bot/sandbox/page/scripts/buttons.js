// Buttons of all styles.

import { el, icon, safeUrl } from "./dom.js";
import { dots } from "./message.js";
import { isBusy, useComponent } from "./interactions.js";
import { texts } from "./texts.js";

const styleNames = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium" };
const linkStyle = 5;

export function emojiOf(emoji) {
  if (!emoji?.name) return null;
  return el("span", { class: "component-emoji", "aria-hidden": "true" }, emoji.id ? `:${emoji.name}:` : emoji.name);
}

export function button(message, part) {
  const label = [emojiOf(part.emoji), part.label ? el("span", {}, part.label) : null];
  const attributes = { class: `button is-${styleNames[part.style] ?? "secondary"}`, "aria-label": part.label ? null : part.emoji?.name };
  if (part.style === linkStyle) {
    const href = part.disabled ? null : safeUrl(part.url ?? "");
    return el("a", { ...attributes, href, target: "_blank", rel: "noopener noreferrer", role: href ? null : "link", "aria-disabled": href ? null : "true", title: href ? `${href} (${texts.linkNotice})` : null }, label, icon("link"));
  }
  const busy = isBusy(message.id, part.custom_id);
  const node = el("button", { ...attributes, type: "button", disabled: Boolean(part.disabled), "aria-busy": busy ? "true" : null, "data-control": part.custom_id, "data-custom-id": part.custom_id, onclick: () => useComponent(message, part) }, label);
  if (busy) {
    node.classList.add("is-busy");
    node.append(dots());
  }
  return node;
}
