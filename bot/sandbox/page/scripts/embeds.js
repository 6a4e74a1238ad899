// Embeds: title, description, fields, author, footer, pictures.

import { colour, picture } from "./attachments.js";
import { el, safeUrl } from "./dom.js";
import { markdown } from "./markdown.js";
import { inline } from "./markdown_inline.js";
import { writtenAt } from "./timestamps.js";

export function embed(data) {
  const box = el("article", { class: "embed", "data-testid": "embed" },
    data.author?.name ? el("div", { class: "embed-author" }, linked(data.author.url, data.author.name)) : null,
    data.title ? el("div", { class: "embed-title" }, linked(data.url, inline(data.title))) : null,
    data.description ? el("div", { class: "embed-text" }, markdown(data.description)) : null,
    data.fields?.length ? fieldsOf(data.fields) : null,
    data.image ? picture(data.image.url, data.image.description) : null,
    footerOf(data));
  if (data.color !== undefined && data.color !== null) box.style.setProperty("--accent", colour(data.color));
  if (data.thumbnail) box.append(el("div", { class: "embed-thumbnail" }, picture(data.thumbnail.url)));
  return box;
}

function linked(url, content) {
  const href = url && safeUrl(url);
  return href ? el("a", { class: "md-link", href, target: "_blank", rel: "noopener noreferrer" }, content) : content;
}

function fieldsOf(fields) {
  return el("div", { class: "embed-fields" }, fields.map((field) =>
    el("div", { class: field.inline ? "embed-field is-inline" : "embed-field" },
      el("div", { class: "embed-field-name" }, inline(field.name)), el("div", {}, markdown(field.value)))));
}

function footerOf(data) {
  const words = [data.footer?.text, data.timestamp ? writtenAt(data.timestamp) : null].filter(Boolean).join(" • ");
  return words ? el("div", { class: "embed-footer" }, words) : null;
}
