// Times as people read them, seen from the sandbox's clock.

import { el } from "./dom.js";
import { state } from "./state.js";
import { texts } from "./texts.js";

/** Now, in milliseconds, on the sandbox's clock. */
export function now() {
  return Date.now() + (state.world?.clock.ahead_seconds ?? 0) * 1000;
}

const format = (options) => new Intl.DateTimeFormat("en-GB", options);
const formats = {
  t: format({ timeStyle: "short" }),
  T: format({ timeStyle: "medium" }),
  d: format({ dateStyle: "short" }),
  D: format({ dateStyle: "long" }),
  f: format({ dateStyle: "long", timeStyle: "short" }),
  F: format({ dateStyle: "full", timeStyle: "short" }),
  s: format({ dateStyle: "short", timeStyle: "short" }),
  S: format({ dateStyle: "short", timeStyle: "medium" }),
};
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const steps = [["year", 31557600], ["month", 2629800], ["day", 86400], ["hour", 3600], ["minute", 60]];

function relativeWords(seconds) {
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit);
  }
  return relative.format(Math.round(seconds), "second");
}

export function timeNode(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return el("span", {}, String(seconds));
  const words = style === "R" ? relativeWords((date - now()) / 1000) : formats[style].format(date);
  return el("time", { class: "md-time", datetime: date.toISOString(), title: formats.F.format(date), "data-relative": style === "R" ? seconds : null }, words);
}

/** Keeps the words of relative times true while the page stays open. */
export function refreshRelativeTimes() {
  for (const node of document.querySelectorAll("time[data-relative]")) {
    node.textContent = relativeWords((Number(node.dataset.relative) * 1000 - now()) / 1000);
  }
}

/** When a message was written: its stamp keeps real time, so it is read against real time. */
export function writtenAt(stamp) {
  const date = new Date(stamp);
  const days = Math.round((midnight(new Date()) - midnight(date)) / 86400000);
  const time = formats.t.format(date);
  if (days === 0) return texts.today(time);
  return days === 1 ? texts.yesterday(time) : formats.s.format(date);
}

function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

export const shortTime = (stamp) => formats.t.format(new Date(stamp));
export const fullTime = (stamp) => formats.F.format(new Date(stamp));
export const clockTime = (date) => format({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(date);
