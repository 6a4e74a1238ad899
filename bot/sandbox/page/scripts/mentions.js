// Mentions as they are read: of users, roles, channels and commands; and as they are written.

import { el } from "./dom.js";
import { bot, channel, channelById, guild, nameOf, person, recipientOf, state, tell, userById } from "./state.js";
import { texts } from "./texts.js";

export function userMention(id) {
  const user = userById(id);
  const isMe = id === state.personId;
  return el("span", { class: isMe ? "mention is-me" : "mention" }, `@${user ? nameOf(user) : texts.unknownUser}`);
}

export function roleMention(id) {
  const role = state.world.guilds.flatMap((one) => one.roles).find((one) => one.id === id);
  return el("span", { class: "mention" }, `@${role ? role.name.replace(/^@/, "") : texts.unknownRole}`);
}

export function everyoneMention(name) {
  return el("span", { class: "mention" }, `@${name}`);
}

export function channelMention(id) {
  const found = channelById(id);
  if (!found) return el("span", { class: "mention" }, `#${texts.unknownChannel}`);
  return el("button", { class: "mention", type: "button", onclick: () => tell("go", id) }, `#${found.name}`);
}

export function commandMention(name) {
  return el("button", { class: "mention", type: "button", onclick: () => tell("choose-command", name) }, `/${name}`);
}

/** Whom one can mention here. */
export function mentionable() {
  const here = channel();
  if (!here) return [];
  if (here.type === 1) return [recipientOf(here), person()].filter(Boolean);
  const users = guild()?.members.map((member) => member.user) ?? [bot().user];
  return users.sort((a, b) => Number(b.bot) - Number(a.bot) || nameOf(a).localeCompare(nameOf(b)) || (a.id < b.id ? -1 : 1));
}

/** Names after an @ become the mentions that Discord knows; longest names first, so that none cuts another short. */
export function withMentions(text) {
  const known = mentionable()
    .flatMap((user) => [...new Set([nameOf(user), user.username])].map((name) => ({ name, id: user.id })))
    .sort((a, b) => b.name.length - a.name.length || (a.id < b.id ? -1 : 1));
  let out = text;
  for (const { name, id } of known) {
    const pattern = new RegExp(`(^|[\\s(])@${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w])`, "giu");
    out = out.replace(pattern, `$1<@${id}>`);
  }
  return out;
}
