// What a person set going with the bot, until it is answered or has failed.

import { api, Refused } from "./api.js";
import { localId } from "./snowflakes.js";
import { on, state, tell } from "./state.js";
import { texts } from "./texts.js";

const patienceMs = 10000;
const pending = new Map();
const early = new Map();
const busyComponents = new Set();
const failedMessages = new Map();
let notices = [];

const componentKey = (messageId, customId) => `${messageId} ${customId}`;
export const isBusy = (messageId, customId) => busyComponents.has(componentKey(messageId, customId));
/** What of a message's looks is not in the message itself. */
export const looksOf = (messageId) => `${failedMessages.get(messageId) ?? ""} ${[...busyComponents].filter((key) => key.startsWith(`${messageId} `)).join()}`;
export const failureOf = (messageId) => failedMessages.get(messageId);
export const noticesOf = (channelId) => notices.filter((one) => one.channelId === channelId && one.personId === state.personId);

export function dismissNotice(notice) {
  notices = notices.filter((one) => one !== notice);
  tell("notices", notice.channelId);
}

/** Uses a command; what becomes of it shows in the channel. Raises Refused. */
export async function useCommand(channelId, words, body, files = []) {
  const notice = { id: localId(), channelId, personId: state.personId, words, failure: null };
  notices.push(notice);
  tell("notices", channelId);
  tell("to-newest");
  const settle = (failure) => {
    if (failure) notice.failure = failure;
    else notices = notices.filter((one) => one !== notice);
    tell("notices", channelId);
  };
  try {
    await send({ kind: "command", channel_id: channelId, ...body }, settle, files);
  } catch (error) {
    settle(error instanceof Refused ? error.message : texts.failedToSend);
    throw error;
  }
}

/** Clicks a button or confirms a select; a failure shows under its message. */
export async function useComponent(message, component, values) {
  const key = componentKey(message.id, component.custom_id);
  if (busyComponents.has(key)) return;
  busyComponents.add(key);
  failedMessages.delete(message.id);
  tell("component-state", message.id);
  const settle = (failure) => {
    busyComponents.delete(key);
    if (failure) failedMessages.set(message.id, failure);
    tell("component-state", message.id);
    if (failure) tell("announce", failure);
  };
  const body = { kind: "component", channel_id: message.channel_id, message_id: message.id, component_type: component.type, custom_id: component.custom_id };
  if (values) body.values = values;
  try {
    await send(body, settle);
  } catch (error) {
    settle(error instanceof Refused ? error.message : texts.failedToSend);
  }
}

/** Submits a modal; settles with null or with the failure in words. */
export function submitModal(body, files) {
  return new Promise((settled) => {
    send({ kind: "modal", ...body }, settled, files).catch((error) => settled(error instanceof Refused ? error.message : texts.failedToSend));
  });
}

async function send(body, settle, files = []) {
  const { interaction_id: id } = await api.interact(body, files);
  const known = early.get(id);
  if (known) {
    finish(known, settle);
    return;
  }
  const timer = setTimeout(() => {
    const wasUnsure = pending.get(id)?.isUnsure;
    pending.delete(id);
    settle(wasUnsure ? null : texts.notAnswered);
  }, patienceMs);
  pending.set(id, { settle, timer, isUnsure: false });
}

function finish(event, settle) {
  settle(event.state === "failed" ? event.reason || texts.notAnswered : null);
}

on("interaction", (event) => {
  const waiting = pending.get(event.interaction_id);
  if (!waiting) {
    early.set(event.interaction_id, event);
    if (early.size > 100) early.delete(early.keys().next().value);
    return;
  }
  clearTimeout(waiting.timer);
  pending.delete(event.interaction_id);
  finish(event, waiting.settle);
});

// Who does not listen cannot know whether there was an answer; the messages that are loaded then will show it.
on("lost", () => {
  for (const waiting of pending.values()) waiting.isUnsure = true;
});

on("switch-person", () => {
  for (const { settle, timer } of pending.values()) {
    clearTimeout(timer);
    settle(null);
  }
  pending.clear();
});
