// One message as it is read.

import { attachment } from "./attachments.js";
import { avatar } from "./avatars.js";
import { components } from "./components_v2.js";
import { el, icon } from "./dom.js";
import { embed } from "./embeds.js";
import { failureOf } from "./interactions.js";
import { markdown, plainText } from "./markdown.js";
import { bot, may, nameOf, state, tell, userById } from "./state.js";
import { texts } from "./texts.js";
import { threadLine } from "./threads.js";
import { fullTime, shortTime, writtenAt } from "./timestamps.js";

const flagBits = { private: 64, thinking: 128, componentsV2: 32768 };
const has = (message, flag) => Boolean((message.flags ?? 0) & flagBits[flag]);
export const isPrivate = (message) => has(message, "private");
export const isThinking = (message) => has(message, "thinking");
const isOwn = (message) => message.author.id === state.personId;
export const mayDelete = (message) => isOwn(message) || isPrivate(message) || may("manageMessages");

const commandType = 2;
const threadKinds = { added: 1, removed: 2, renamed: 4, started: 18 };

/** What Discord itself says of a thread in a message's place, or null. */
function toldWords(message) {
  const strong = (words) => el("strong", {}, words);
  const names = () => strong(message.mentions.map((user) => nameOf(userById(user.id) ?? user)).join(", "));
  if (message.type === threadKinds.added) return texts.addedToThread(names());
  if (message.type === threadKinds.removed) return texts.removedFromThread(names());
  if (message.type === threadKinds.renamed) return texts.renamedThread(strong(message.content));
  if (message.type === threadKinds.started) return [`${texts.startedThread} `, strong(message.content)];
  return null;
}

/** The name of the command that a message answers, or null. */
function commandOf(message) {
  const data = message.interaction_metadata ?? message.interaction;
  if (!data || data.type !== commandType) return null;
  return { user: data.user, name: data.name ?? message.interaction?.name ?? "", targets: (data.command_type ?? 1) !== 1 };
}

/** Everything that one reads in a message, in one line. */
export function wordsOf(message) {
  const parts = [message.content ? plainText(message.content) : ""];
  for (const one of message.embeds ?? []) parts.push(one.title ?? "", one.description ? plainText(one.description) : "");
  const walk = (list) => {
    for (const part of list ?? []) {
      if (part.type === 10) parts.push(plainText(part.content));
      walk(part.components);
    }
  };
  walk(message.components);
  return parts.filter(Boolean).join(" ").trim();
}

export function messageNode(message, { compact = false } = {}) {
  const content = [
    message.message_reference && !commandOf(message) ? replyLine(message) : null,
    usedLine(message),
    compact ? el("time", { class: "side-time", title: fullTime(message.timestamp) }, shortTime(message.timestamp)) : avatarButton(message),
    el("div", { class: "message-body" }, compact ? null : headOf(message), bodyOf(message)),
    actionsOf(message),
  ];
  const classes = ["message", compact && "is-compact", isPrivate(message) && "is-private", mentionsMe(message) && "mentions-me"];
  return el("li", {
    class: classes.filter(Boolean).join(" "),
    id: `message-${message.id}`,
    tabindex: "-1",
    "data-testid": "message",
    "data-message-id": message.id,
    "data-private": isPrivate(message) ? "true" : null,
    "aria-label": compact ? nameOf(message.author) : null,
    "aria-labelledby": compact ? null : `author-${message.id} content-${message.id}`,
  }, content);
}

function mentionsMe(message) {
  return message.author.id !== state.personId && message.mentions?.some((user) => user.id === state.personId);
}

function avatarButton(message) {
  return el("button", { class: "avatar-button", type: "button", tabindex: "-1", "aria-hidden": "true", "data-user": message.author.id, onclick: openUser(message.author) }, avatar(message.author));
}

const openUser = (user) => (event) => {
  event.stopPropagation();
  tell("user-menu", { user, anchor: event.currentTarget });
};

function headOf(message) {
  const author = el("button", { class: "author", type: "button", id: `author-${message.id}`, "data-user": message.author.id, "aria-haspopup": "menu", onclick: openUser(message.author) }, nameOf(message.author));
  return el("div", { class: "message-head" }, author,
    message.author.bot ? el("span", { class: "app-tag" }, texts.appTag) : null,
    el("time", { class: "stamp", datetime: message.timestamp, title: fullTime(message.timestamp) }, writtenAt(message.timestamp)));
}

function bodyOf(message) {
  const body = el("div", { class: "message-content", id: `content-${message.id}` });
  if (isThinking(message)) {
    body.append(el("p", { class: "thinking", "data-testid": "thinking" }, dots(), texts.thinking(nameOf(message.author))));
    return [body, privateLine(message)];
  }
  const told = toldWords(message);
  if (told) {
    body.append(el("p", { class: "md-subtext" }, told));
    return [body];
  }
  if (message.content) {
    const text = el("div", { class: "message-text" }, markdown(message.content));
    if (message.edited_timestamp) lastBlock(text).append(editedMark(message));
    body.append(text);
  }
  for (const one of message.embeds ?? []) body.append(embed(one));
  const shown = (message.components?.length && components(message, message.components)) || null;
  if (shown) body.append(shown);
  for (const one of attachmentsOf(message)) body.append(attachment(one));
  if (message.edited_timestamp && !message.content) body.append(editedMark(message));
  return [body, threadLine(message), failureLine(message), privateLine(message)];
}

const lastBlock = (text) => (text.lastElementChild?.matches(".md-text, .md-subtext") ? text.lastElementChild : text);
const editedMark = (message) => el("span", { class: "edited", title: fullTime(message.edited_timestamp) }, ` ${texts.edited}`);

// In a layout, attachments show where a component refers to them.
const attachmentsOf = (message) => (has(message, "componentsV2") ? [] : message.attachments ?? []);

export const dots = () => el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));

function failureLine(message) {
  const reason = failureOf(message.id);
  return reason ? el("p", { class: "failure", "data-testid": "failure" }, reason) : null;
}

function privateLine(message) {
  if (!isPrivate(message)) return null;
  return el("p", { class: "private-line" }, icon("eye"), el("span", {}, texts.onlyYou), " · ",
    el("button", { class: "text-link", type: "button", "data-testid": "dismiss", onclick: () => tell("delete-message", message) }, texts.dismiss));
}

function usedLine(message) {
  const command = commandOf(message);
  if (!command) return null;
  const user = userById(command.user?.id) ?? command.user;
  const name = command.targets || !command.name ? command.name : `/${command.name}`;
  return el("div", { class: "reference", "data-testid": "used" }, avatar(user, "tiny"),
    el("span", { class: "reference-name" }, nameOf(user)), ` ${texts.used} `, el("span", { class: "reference-command" }, name || `${nameOf(bot()?.user)}`));
}

function replyLine(message) {
  const original = message.referenced_message;
  if (!original) return el("div", { class: "reference is-gone" }, texts.replyGone);
  const words = wordsOf(original) || texts.noText;
  return el("button", { class: "reference", type: "button", "data-testid": "reply", onclick: () => tell("jump", original.id) },
    avatar(original.author, "tiny"), el("span", { class: "reference-name" }, nameOf(original.author)), el("span", { class: "reference-words" }, words));
}

function actionsOf(message) {
  const name = nameOf(message.author);
  const reply = el("button", { class: "icon-button", type: "button", tabindex: "-1", title: texts.reply, "aria-label": `${texts.reply}: ${name}`, onclick: () => tell("reply-to", message) }, icon("reply"));
  const more = el("button", {
    class: "icon-button", type: "button", tabindex: "-1", title: texts.more, "aria-label": texts.moreFor(name), "aria-haspopup": "menu", "data-testid": "message-more",
    onclick: (event) => tell("message-menu", { message, anchor: event.currentTarget }),
  }, icon("more"));
  return el("div", { class: "message-actions" }, isPrivate(message) ? null : reply, more);
}
