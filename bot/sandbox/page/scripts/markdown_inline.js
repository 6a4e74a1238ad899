// What stands within a line: emphasis, code, links, mentions, times, emoji, escapes.

import { el, safeUrl } from "./dom.js";
import { channelMention, commandMention, everyoneMention, roleMention, userMention } from "./mentions.js";
import { texts } from "./texts.js";
import { timeNode } from "./timestamps.js";

const deepest = 12;
const wrap = (tag, className) => (match, depth) => el(tag, { class: className }, inline(match[1], depth + 1));

const rules = [
  ["\\", /\\([^0-9A-Za-z\s])/y, (match) => match[1]],
  ["`", /(`+)([\s\S]*?[^`])\1(?!`)/y, (match) => el("code", { class: "md-code" }, match[2].trim() || match[2])],
  ["<", /<(https?:\/\/[^\s<>]+)>/y, (match) => linkTo(match[1], match[1])],
  ["<", /<@!?(\d{1,20})>/y, (match) => userMention(match[1])],
  ["<", /<@&(\d{1,20})>/y, (match) => roleMention(match[1])],
  ["<", /<#(\d{1,20})>/y, (match) => channelMention(match[1])],
  ["<", /<\/([^:<>\n]{1,100}):(\d{1,20})>/y, (match) => commandMention(match[1])],
  ["<", /<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y, (match) => timeNode(Number(match[1]), match[2] ?? "f")],
  ["<", /<a?:(\w{2,32}):(\d{1,20})>/y, (match) => el("span", { class: "md-emoji", title: `:${match[1]}:` }, `:${match[1]}:`)],
  ["[", /\[((?:\\[^\n]|[^\]\\\n])+)\]\(\s*<?(https?:\/\/[^\s<>)]+)>?(?:\s+"[^"\n]*")?\s*\)/y, maskedLink],
  ["h", /https?:\/\/[^\s<>]*[^\s<>.,:;"'\]|)*_~]/y, (match) => linkTo(match[0], match[0])],
  ["*", /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, wrap("strong", "")],
  ["_", /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, wrap("u", "")],
  ["*", /\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/y, wrap("em", "")],
  ["_", /_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/y, wrap("em", "")],
  ["~", /~~([\s\S]+?)~~(?!_)/y, wrap("s", "")],
  ["|", /\|\|([\s\S]+?)\|\|/y, spoiler],
  ["@", /@(everyone|here)(?!\w)/y, (match) => everyoneMention(match[1])],
];

const special = /[\\`<[*_~|@]|https?:\/\//g;

export function inline(text, depth = 0) {
  const fragment = document.createDocumentFragment();
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) fragment.append(plain);
    plain = "";
  };
  while (at < text.length) {
    const found = depth < deepest ? ruleAt(text, at) : null;
    if (found) {
      const made = found.make(found.match, depth);
      if (typeof made === "string") plain += made;
      else {
        flush();
        fragment.append(made);
      }
      at += found.match[0].length;
      continue;
    }
    const next = nextSpecial(text, at + 1);
    plain += text.slice(at, next);
    at = next;
  }
  flush();
  return fragment;
}

function ruleAt(text, at) {
  const sign = text[at];
  for (const [start, pattern, make] of rules) {
    if (start !== sign) continue;
    if (start === "_" && /\w/.test(text[at - 1] ?? "") && text[at + 1] !== "_") continue;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { match, make };
  }
  return null;
}

function nextSpecial(text, from) {
  special.lastIndex = from;
  return special.exec(text)?.index ?? text.length;
}

function linkTo(address, label, depth) {
  const href = safeUrl(address);
  const content = depth === undefined ? label : inline(label, depth + 1);
  if (!href) return el("span", {}, content);
  return el("a", { class: "md-link", href, target: "_blank", rel: "noopener noreferrer nofollow", title: href }, content);
}

function maskedLink(match, depth) {
  return linkTo(match[2], match[1], depth);
}

function spoiler(match, depth) {
  const hidden = el("span", { class: "md-spoiler-content", "aria-hidden": "true" }, inline(match[1], depth + 1));
  const box = el("span", { class: "md-spoiler", role: "button", tabindex: "0", "aria-expanded": "false", "aria-label": texts.spoiler }, hidden);
  const show = () => {
    box.classList.add("is-open");
    hidden.removeAttribute("aria-hidden");
    for (const name of ["role", "tabindex", "aria-expanded", "aria-label"]) box.removeAttribute(name);
  };
  box.addEventListener("click", (event) => {
    if (box.classList.contains("is-open")) return;
    event.preventDefault();
    event.stopPropagation();
    show();
  }, true);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      show();
    }
  });
  return box;
}
