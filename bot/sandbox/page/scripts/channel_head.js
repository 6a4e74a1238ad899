// The head of the open channel, with the page's own tools; and the notices under it.

import { channelMenuButton } from "./channel_menu.js";
import { consoleButton } from "./console.js";
import { clockButton } from "./clock.js";
import { byId, el, fill, icon } from "./dom.js";
import { bot, channel, nameOf, on, recipientOf, state } from "./state.js";
import { openDrawer } from "./sidebar.js";
import { toggleSuggestions } from "./suggestions.js";
import { texts } from "./texts.js";
import { themeButton } from "./theme.js";
import { channelIcon, privateWord, putAwayButton } from "./threads.js";

let isLost = false;

export function drawHead() {
  const here = channel();
  const title = !here ? "" : here.type === 1 ? nameOf(recipientOf(here)) : here.name;
  fill(byId("channel-head"),
    tool({ name: "menu", label: texts.openSidebar, className: "only-narrow", go: () => openDrawer(true), "data-opens-drawer": "", "aria-expanded": "false", "aria-controls": "sidebar" }),
    el("h2", { class: "channel-title" }, here?.type === 1 ? icon("home") : channelIcon(here), el("span", { class: "channel-name" }, title), privateWord(here)),
    here?.topic ? el("p", { class: "topic" }, here.topic) : el("span", { class: "topic" }),
    el("div", { class: "tools" },
      putAwayButton(here),
      state.world.suggestions.length ? el("button", { class: "try-button", type: "button", title: texts.tryItTitle, "aria-controls": "suggestions", "data-testid": "try-it", onclick: toggleSuggestions }, icon("spark"), el("span", {}, texts.tryIt)) : null,
      clockButton(), consoleButton(), themeButton(), channelMenuButton(here),
      here?.type === 1 ? null : tool({ name: "people", label: texts.showMembers, className: "only-wide", go: toggleMembers })));
  document.title = title ? `${here.type === 1 ? "@" : "#"}${title}` : texts.directMessages;
}

function tool({ name, label, go, className = "", ...more }) {
  return el("button", { class: `icon-button ${className}`, type: "button", title: label, "aria-label": label, onclick: go, ...more }, icon(name));
}

function toggleMembers() {
  byId("frame").classList.toggle("hides-members");
}

export function drawNotices() {
  const lines = [];
  if (isLost) lines.push(el("p", { class: "banner is-lost", role: "status", "data-testid": "lost" }, texts.lost));
  else if (!bot().is_online) lines.push(el("p", { class: "banner", role: "status", "data-testid": "starting" }, texts.starting(nameOf(bot().user))));
  fill(byId("notices"), lines);
}

export function startHead() {
  on("lost", () => {
    isLost = true;
    drawNotices();
  });
  on("connected", () => {
    isLost = false;
    drawNotices();
  });
  on("bot", drawNotices);
}
