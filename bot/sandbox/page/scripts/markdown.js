// Discord's markdown, read into DOM nodes. Blocks first, then what stands within a line.

import { el } from "./dom.js";
import { inline } from "./markdown_inline.js";

const fence = /```(?:([\w+#.-]+)\n)?\n?([\s\S]*?)\n?```/g;
const headingLine = /^(#{1,3})\s+(.+?)\s*#*$/;
const subtextLine = /^-#\s+(.+)$/;
const itemLine = /^(\s*)(?:([-*])|(\d{1,9})\.)\s+(.*)$/;
const quoteLine = /^>\s(.*)$/;

/** The nodes of a message's text. */
export function markdown(text) {
  const fragment = document.createDocumentFragment();
  let rest = text;
  const big = /(^|\n)>>>\s/.exec(rest);
  const fenced = [...rest.matchAll(fence)].some((match) => big && match.index < big.index && match.index + match[0].length > big.index);
  if (big && !fenced) {
    const quoted = rest.slice(big.index + big[0].length);
    rest = rest.slice(0, big.index);
    fragment.append(fencedParts(rest), quoteOf(fencedParts(quoted)));
    return fragment;
  }
  fragment.append(fencedParts(rest));
  return fragment;
}

const quoteOf = (content) => el("blockquote", { class: "md-quote" }, content);

function fencedParts(text) {
  const fragment = document.createDocumentFragment();
  let from = 0;
  for (const match of text.matchAll(fence)) {
    if (isEscaped(text, match.index)) continue;
    fragment.append(lines(text.slice(from, match.index).replace(/\n$/, "")));
    const pre = el("pre", { class: "md-block", tabindex: "0" }, el("code", {}, match[2]));
    if (match[1]) pre.dataset.language = match[1];
    fragment.append(pre);
    from = match.index + match[0].length;
    if (text[from] === "\n") from += 1;
  }
  fragment.append(lines(text.slice(from)));
  return fragment;
}

const isEscaped = (text, index) => index > 0 && text[index - 1] === "\\" && text[index - 2] !== "\\";

function lines(text) {
  const fragment = document.createDocumentFragment();
  if (!text) return fragment;
  const all = text.split("\n");
  let plain = [];
  const flush = () => {
    if (plain.length) fragment.append(el("div", { class: "md-text" }, inline(plain.join("\n"))));
    plain = [];
  };
  for (let at = 0; at < all.length; ) {
    const taken = blockAt(all, at);
    if (!taken) {
      plain.push(all[at]);
      at += 1;
      continue;
    }
    flush();
    fragment.append(taken.node);
    at += taken.count;
  }
  flush();
  return fragment;
}

function blockAt(all, at) {
  const line = all[at];
  const heading = headingLine.exec(line);
  if (heading) return { node: headingOf(heading[1].length, heading[2]), count: 1 };
  const subtext = subtextLine.exec(line);
  if (subtext) return { node: el("div", { class: "md-subtext" }, inline(subtext[1])), count: 1 };
  if (quoteLine.test(line)) return quoteAt(all, at);
  if (itemLine.test(line)) return listAt(all, at);
  return null;
}

// A message's headings hang below the page's own h1 and h2.
const headingOf = (level, text) => el(`h${level + 2}`, { class: `md-h${level}` }, inline(text));

function quoteAt(all, at) {
  const quoted = [];
  while (at + quoted.length < all.length) {
    const match = quoteLine.exec(all[at + quoted.length]);
    if (!match) break;
    quoted.push(match[1]);
  }
  return { node: quoteOf(lines(quoted.join("\n"))), count: quoted.length };
}

function listAt(all, at) {
  const items = [];
  while (at + items.length < all.length) {
    const match = itemLine.exec(all[at + items.length]);
    if (!match || (items.length && isOtherList(items, match))) break;
    items.push({ depth: Math.min(Math.floor(match[1].length / 2), 5), number: match[3], text: match[4] });
  }
  return { node: nested(items, 0, items.length, items[0].depth), count: items.length };
}

// A numbered line right after bulleted ones begins a list of its own, and the other way round.
function isOtherList(items, match) {
  return Math.floor(match[1].length / 2) <= items[0].depth && Boolean(match[3]) !== Boolean(items[0].number);
}

function nested(items, from, to, depth) {
  const first = items[from];
  const list = el(first.number ? "ol" : "ul", { class: "md-list", start: first.number });
  for (let at = from; at < to; ) {
    let end = at + 1;
    while (end < to && items[end].depth > depth) end += 1;
    const item = el("li", {}, inline(items[at].text));
    if (end > at + 1) item.append(nested(items, at + 1, end, Math.max(items[at + 1].depth, depth + 1)));
    list.append(item);
    at = end;
  }
  return list;
}

/** The text without its signs, for previews and announcements. */
export function plainText(text) {
  const holder = el("div", {}, markdown(text));
  // What stands on lines of its own is not one word with the next.
  for (const block of holder.querySelectorAll(".md-text, .md-subtext, .md-quote, .md-block, .md-h1, .md-h2, .md-h3, li")) block.after(" ");
  return holder.textContent.replace(/\s+/g, " ").trim();
}
