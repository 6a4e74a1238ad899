// Completion of names after an @.

import { el } from "./dom.js";
import { hideList, showList } from "./list_panel.js";
import { mentionable } from "./mentions.js";
import { nameOf } from "./state.js";
import { texts } from "./texts.js";

const most = 8;

/** The unfinished mention before the caret: {from, to, typed}, or null. */
export function mentionAt(field) {
  const to = field.selectionStart;
  const match = /(?:^|[\s(])@([^@\n]{0,32})$/u.exec(field.value.slice(0, to));
  return match ? { from: to - match[1].length - 1, to, typed: match[1].toLowerCase() } : null;
}

export function showMentions({ typed }, field, onpick) {
  const named = mentionable().map((user) => ({ user, label: nameOf(user), description: `@${user.username}` }));
  const items = named.filter(({ user, label }) => [label, user.username].some((name) => name.toLowerCase().startsWith(typed) && name.toLowerCase() !== typed)).slice(0, most);
  if (!items.length) {
    hideList();
    return;
  }
  showList({ head: el("div", { class: "panel-head" }, el("strong", {}, texts.members)), items, field, label: texts.members, onpick: (item) => onpick(item.user), picksFirst: true });
}
