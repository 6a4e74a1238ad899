// The components of a message: rows, and the layouts of Components V2.

import { colour, fileCard, picture } from "./attachments.js";
import { button } from "./buttons.js";
import { el } from "./dom.js";
import { markdown } from "./markdown.js";
import { selectButton } from "./selects.js";
import { texts } from "./texts.js";

const makers = {
  1: (message, part) => el("div", { class: "action-row" }, components(message, part.components)),
  2: button,
  3: selectButton, 5: selectButton, 6: selectButton, 7: selectButton, 8: selectButton,
  9: section,
  10: (message, part) => el("div", { class: "text-display" }, markdown(part.content)),
  11: (message, part) => veiled(part.spoiler, el("div", { class: "thumbnail" }, picture(part.media.url, part.description))),
  12: (message, part) => el("div", { class: `gallery of-${Math.min(part.items.length, 4)}` },
    part.items.map((item) => veiled(item.spoiler, picture(item.media.url, item.description)))),
  13: (message, part) => veiled(part.spoiler, fileCard(fileUrl(message, part), part.name, part.size)),
  14: (message, part) => el(part.divider === false ? "div" : "hr", { class: part.spacing === 2 ? "separator is-large" : "separator", "aria-hidden": "true" }),
  17: container,
};

export function components(message, list) {
  const fragment = document.createDocumentFragment();
  for (const part of list ?? []) {
    const made = makers[part.type]?.(message, part);
    if (made) fragment.append(made);
  }
  return fragment;
}

function fileUrl(message, part) {
  const name = part.file.url?.startsWith("attachment://") ? part.file.url.slice("attachment://".length) : null;
  if (!name) return part.file.url;
  return message.attachments?.find((one) => one.filename === name)?.url;
}

function section(message, part) {
  const accessory = part.accessory ? components(message, [part.accessory]) : null;
  return el("div", { class: "section" }, el("div", { class: "section-text" }, components(message, part.components)),
    el("div", { class: "section-accessory" }, accessory));
}

function container(message, part) {
  const box = el("div", { class: "container", "data-testid": "container" }, components(message, part.components));
  if (part.accent_color !== undefined && part.accent_color !== null) {
    box.classList.add("has-accent");
    box.style.setProperty("--accent", colour(part.accent_color));
  }
  return veiled(part.spoiler, box);
}

function veiled(isSpoiler, content) {
  if (!isSpoiler || !content) return content;
  const show = el("button", { class: "veil-button", type: "button" }, texts.spoiler);
  const box = el("div", { class: "veiled" }, content, show);
  content.inert = true;
  show.addEventListener("click", () => {
    content.inert = false;
    show.remove();
    box.classList.add("is-open");
  });
  return box;
}
