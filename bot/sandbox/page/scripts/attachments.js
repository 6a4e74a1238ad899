// Files and pictures. Only what the sandbox itself serves is loaded; anything else is shown as a link.

import { el, icon, safeUrl } from "./dom.js";
import { texts } from "./texts.js";

export const colour = (number) => `#${(number & 0xffffff).toString(16).padStart(6, "0")}`;

const isOurs = (href) => new URL(href).origin === location.origin;

export function sizeWords(bytes) {
  if (bytes === undefined || bytes === null) return "";
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

export function picture(url, description) {
  const href = url && safeUrl(url);
  if (!href) return null;
  if (!isOurs(href)) {
    return el("a", { class: "picture-link md-link", href, target: "_blank", rel: "noopener noreferrer" }, icon("link"), description || new URL(href).hostname);
  }
  return el("a", { class: "picture", href, target: "_blank", rel: "noopener noreferrer" }, el("img", { src: href, alt: description || texts.image, loading: "lazy" }));
}

export function fileCard(url, name, size) {
  const href = url && safeUrl(url);
  const label = name || (href ? decodeURIComponent(new URL(href).pathname.split("/").pop()) : "");
  return el("div", { class: "file-card", "data-testid": "file" }, icon("file"), el("div", {},
    href ? el("a", { class: "md-link", href, download: label, target: "_blank", rel: "noopener noreferrer" }, label) : label,
    el("div", { class: "file-size" }, sizeWords(size))));
}

export function attachment(data) {
  if (data.content_type?.startsWith("image/")) return picture(data.url, data.description || data.filename);
  return fileCard(data.url, data.filename, data.size);
}
