// Who is in the server.

import { avatar } from "./avatars.js";
import { byId, el, fill } from "./dom.js";
import { bot, guild, nameOf, tell } from "./state.js";
import { texts } from "./texts.js";

export function drawMembers() {
  const members = guild()?.members ?? [];
  byId("members").hidden = !members.length;
  const byName = [...members].sort((a, b) => nameOf(a.user).localeCompare(nameOf(b.user)) || (a.user.id < b.user.id ? -1 : 1));
  fill(byId("members"), el("h2", { class: "group-title" }, `${texts.members} — ${members.length}`), el("ul", {}, byName.map(({ user }) => el("li", {}, memberButton(user)))));
}

function memberButton(user) {
  const isOffline = user.id === bot().user.id && !bot().is_online;
  return el("button", {
    class: isOffline ? "member is-offline" : "member", type: "button", "data-user": user.id, "aria-haspopup": "menu",
    onclick: (event) => tell("user-menu", { user, anchor: event.currentTarget }),
  }, avatar(user, "small"), el("span", { class: "channel-name" }, nameOf(user)), user.bot ? el("span", { class: "app-tag" }, texts.appTag) : null,
  isOffline ? el("span", { class: "unseen" }, texts.offline) : null);
}
