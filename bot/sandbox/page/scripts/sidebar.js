// The rail of servers, the list of channels, and the drawer that holds them where it is narrow.

import { api } from "./api.js";
import { avatar } from "./avatars.js";
import { byId, el, fill, icon } from "./dom.js";
import { bot, guild, nameOf, on, recipientOf, state, tell } from "./state.js";
import { texts } from "./texts.js";
import { channelIcon, isThread, listedBelow, privateWord } from "./threads.js";

export function drawSidebar() {
  drawRail();
  byId("guild-name").textContent = guild()?.name ?? texts.directMessages;
  fill(byId("channels"), guild() ? guildChannels() : directChannels());
}

function drawRail() {
  const hasUnreadDirect = state.world.direct_messages.some((one) => state.unread.has(one.id));
  fill(byId("rail"),
    railButton({ isCurrent: !state.guildId, hasUnread: hasUnreadDirect, label: texts.directMessages, content: icon("home"), go: () => tell("go-guild", null) }),
    el("hr", { class: "rail-line" }),
    state.world.guilds.map((one) => railButton({
      isCurrent: one.id === state.guildId, hasUnread: one.channels.some((each) => state.unread.has(each.id)), label: one.name, content: initials(one.name), go: () => tell("go-guild", one.id),
    })));
}

const initials = (name) => name.split(/\s+/).map((word) => [...word][0]).join("").slice(0, 3).toUpperCase();

function railButton({ isCurrent, hasUnread, label, content, go }) {
  return el("button", { class: "rail-button", type: "button", title: label, "aria-label": hasUnread ? `${label}, ${texts.newMessages}` : label, "aria-current": isCurrent ? "true" : null, "data-unread": hasUnread ? "true" : null, onclick: go }, content);
}

function guildChannels() {
  const shown = guild().channels.filter((one) => one.type !== 4 && !isThread(one)).sort(byPosition);
  const categories = guild().channels.filter((one) => one.type === 4).sort(byPosition);
  const loose = shown.filter((one) => !categories.some((category) => category.id === one.parent_id));
  return [
    loose.length ? group(texts.textChannels, loose.flatMap(channelButtons)) : null,
    categories.map((category) => {
      const inner = shown.filter((one) => one.parent_id === category.id);
      return inner.length ? group(category.name, inner.flatMap(channelButtons)) : null;
    }),
  ];
}

const byPosition = (a, b) => (a.position ?? 0) - (b.position ?? 0) || (a.id < b.id ? -1 : 1);

const group = (title, items) => el("section", { class: "channel-group", "aria-label": title }, el("h2", { class: "group-title" }, title), el("ul", {}, items.map((item) => el("li", {}, item))));

const channelButtons = (one) => [one, ...listedBelow(one)].map(channelButton);

function channelButton(one) {
  const content = [channelIcon(one), el("span", { class: "channel-name" }, one.name), privateWord(one)];
  return entry({ id: one.id, label: one.name, className: isThread(one) ? "channel is-thread" : "channel", content });
}

function entry({ id, label, content, className = "channel", go = () => tell("go", id) }) {
  const isUnread = state.unread.has(id);
  return el("button", { class: className, type: "button", "aria-current": id === state.channelId ? "page" : null, "data-unread": isUnread ? "true" : null, "data-channel": id, "aria-label": isUnread ? `${label}, ${texts.newMessages}` : null, onclick: go }, content);
}

function directChannels() {
  const list = state.world.direct_messages;
  const withBot = list.some((one) => recipientOf(one)?.id === bot().user.id);
  const items = list.map((one) => personEntry(recipientOf(one), one.id));
  if (!withBot) items.unshift(personEntry(bot().user, null));
  return group(texts.directMessages, items);
}

function personEntry(user, channelId) {
  const content = [avatar(user, "small"), el("span", { class: "channel-name" }, nameOf(user)), user.bot ? el("span", { class: "app-tag" }, texts.appTag) : null];
  return entry({ id: channelId, label: nameOf(user), content, go: channelId ? undefined : () => openDirect(user.id) });
}

/** Opens the direct channel with a user and goes there. */
export async function openDirect(userId) {
  const opened = await api.openDirect(userId);
  const list = state.world.direct_messages;
  if (!list.some((one) => one.id === opened.id)) list.push(opened);
  tell("go", opened.id);
}

export function openDrawer(isOpen) {
  byId("frame").classList.toggle("has-drawer", isOpen);
  byId("veil").hidden = !isOpen;
  byId("main").inert = isOpen && isNarrow();
  for (const opener of document.querySelectorAll("[data-opens-drawer]")) opener.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) byId("sidebar").querySelector("[aria-current]")?.focus();
}

function leaveDrawer() {
  openDrawer(false);
  document.querySelector("[data-opens-drawer]")?.focus();
}

export const isNarrow = () => matchMedia("(max-width: 760px)").matches;

export function startSidebar() {
  const closer = byId("close-drawer");
  closer.append(icon("close"));
  closer.setAttribute("aria-label", texts.closeSidebar);
  closer.addEventListener("click", leaveDrawer);
  byId("veil").addEventListener("click", leaveDrawer);
  byId("sidebar").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && byId("frame").classList.contains("has-drawer")) leaveDrawer();
  });
  byId("channels").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...byId("channels").querySelectorAll(".channel")];
    const at = all.indexOf(document.activeElement);
    if (!step || at < 0) return;
    event.preventDefault();
    all[(at + step + all.length) % all.length].focus();
  });
  for (const topic of ["unread", "channel_create", "channel_update", "channel_delete"]) on(topic, drawSidebar);
  addEventListener("resize", () => {
    if (!isNarrow() && byId("frame").classList.contains("has-drawer")) openDrawer(false);
  });
}
