// Menus on messages and users: right click, long press, or their buttons.

import { api } from "./api.js";
import { byId, el, icon } from "./dom.js";
import { commandsOf } from "./events.js";
import { useCommand } from "./interactions.js";
import { isPrivate, mayDelete, wordsOf } from "./message.js";
import { closePopover, openPopover, walkItems } from "./popover.js";
import { openDirect } from "./sidebar.js";
import { bot, channel, may, nameOf, on, state, tell, userById } from "./state.js";
import { texts } from "./texts.js";
import { beginAt } from "./threads.js";

const onUser = 2;
const onMessage = 3;
const longPressMs = 500;

async function appItems(type, targetId, targetName) {
  const channelId = state.channelId;
  const commands = await commandsOf(channelId).catch(() => []);
  return commands.filter((command) => command.type === type).map((command) => item(command.name, () => {
    useCommand(channelId, `${command.name} · ${targetName}`, { command_id: command.id, options: [], target_id: targetId }).catch(() => {});
  }, "bolt"));
}

function item(label, act, picture, className = "") {
  return el("button", { class: `menu-item ${className}`, type: "button", role: "menuitem", onclick: () => {
    closePopover();
    act();
  } }, picture ? icon(picture) : null, el("span", { class: "channel-name" }, label));
}

const appGroup = (items) => [el("div", { class: "group-title", role: "presentation" }, `${texts.apps} · ${nameOf(bot().user)}`), items.length ? items : el("p", { class: "menu-hint" }, texts.noApps)];

function show({ label, anchor, point, content }) {
  const panel = openPopover({ at: point ?? anchor, anchor, role: "menu", label, content: el("div", { class: "menu-body" }, content), className: "context-menu" });
  walkItems(panel, ".menu-item");
}

async function messageMenu({ message, anchor, point }) {
  const apps = isPrivate(message) ? [] : await appItems(onMessage, message.id, nameOf(message.author));
  const content = [
    isPrivate(message) || !may("sendMessages") ? null : item(texts.reply, () => tell("reply-to", message), "reply"),
    mayBeginThread(message) ? item(texts.beginThread, () => beginAt(message, wordsOf(message)), "thread") : null,
    wordsOf(message) ? item(texts.copyText, () => copy(message), "file") : null,
    isPrivate(message) ? null : appGroup(apps),
    mayDelete(message) ? item(isPrivate(message) ? texts.dismiss : texts.deleteMessage, () => removeMessage(message), "close", "is-danger") : null,
  ];
  show({ label: texts.moreFor(nameOf(message.author)), anchor, point, content });
}

const mayBeginThread = (message) => !isPrivate(message) && !message.thread && channel()?.type === 0;

async function userMenu({ user, anchor, point }) {
  const apps = await appItems(onUser, user.id, nameOf(user));
  const content = [
    user.id === state.personId ? null : item(texts.messageUser, () => openDirect(user.id).catch((error) => tell("alert", error.message)), "home"),
    item(texts.mention, () => tell("mention-user", user)),
    appGroup(apps),
  ];
  show({ label: texts.actionsFor(nameOf(user)), anchor, point, content });
}

async function copy(message) {
  try {
    await navigator.clipboard.writeText(message.content || wordsOf(message));
    tell("alert", texts.copied);
  } catch (error) {
    tell("alert", error.message);
  }
}

async function removeMessage(message) {
  try {
    await api.remove(message.channel_id, message.id);
    tell("message_delete", { channel_id: message.channel_id, message_id: message.id });
    byId("composer-text")?.focus({ preventScroll: true });
  } catch (error) {
    tell("alert", error.message);
  }
}

function openAt(target, point) {
  const userHolder = target.closest("[data-user]");
  const user = userHolder && userById(userHolder.dataset.user);
  const row = target.closest("#messages > li[data-message-id]");
  const message = row && state.messages.get(state.channelId)?.get(row.dataset.messageId);
  if (user) userMenu({ user, anchor: userHolder, point });
  else if (message) messageMenu({ message, anchor: row.querySelector("[data-testid='message-more']"), point });
  return Boolean(user || message);
}

// Some phones send a contextmenu event after a long press too.
let pressedAt = -Infinity;

function startLongPress() {
  let timer = null;
  let start = null;
  const stop = () => clearTimeout(timer);
  document.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" || event.target.closest("button:not([data-user]), a, input, textarea")) return;
    start = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => {
      pressedAt = event.timeStamp;
      openAt(event.target, start);
    }, longPressMs);
  });
  document.addEventListener("pointermove", (event) => {
    if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > 10) stop();
  });
  for (const name of ["pointerup", "pointercancel", "scroll"]) document.addEventListener(name, stop, true);
}

export function startContextMenus() {
  document.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, input, textarea") || String(getSelection()).trim()) return;
    if (event.timeStamp - pressedAt < 2000) event.preventDefault();
    else if (openAt(event.target, { x: event.clientX, y: event.clientY })) event.preventDefault();
  });
  startLongPress();
  on("message-menu", messageMenu);
  on("user-menu", userMenu);
  on("delete-message", removeMessage);
}
