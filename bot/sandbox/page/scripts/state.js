// What the page knows, and who wants to hear of changes.

import { isNewer } from "./snowflakes.js";

export const state = {
  world: null,
  personId: null,
  guildId: null,
  channelId: null,
  messages: new Map(),
  complete: new Set(),
  commands: new Map(),
  unread: new Set(),
  replyTo: null,
  typing: new Map(),
};

const hearers = new Map();

export function on(topic, hear) {
  if (!hearers.has(topic)) hearers.set(topic, []);
  hearers.get(topic).push(hear);
}

export function tell(topic, detail) {
  for (const hear of hearers.get(topic) ?? []) hear(detail);
}

export function forgetPlace() {
  state.messages.clear();
  state.complete.clear();
  state.commands.clear();
  state.typing.clear();
  state.replyTo = null;
}

export const person = () => state.world?.person;
export const bot = () => state.world?.bot;
export const guild = () => state.world?.guilds.find((one) => one.id === state.guildId) ?? null;

export function channelById(id) {
  for (const one of state.world?.guilds ?? []) {
    const found = one.channels.find((channel) => channel.id === id);
    if (found) return found;
  }
  return state.world?.direct_messages.find((channel) => channel.id === id) ?? null;
}

export const channel = () => channelById(state.channelId);

export function guildOf(channelId) {
  return state.world?.guilds.find((one) => one.channels.some((each) => each.id === channelId)) ?? null;
}

/** The other side of a direct channel. */
export const recipientOf = (direct) => direct.recipients?.find((user) => user.id !== state.personId) ?? direct.recipients?.[0];

function memberById(id) {
  const here = guild() ?? state.world?.guilds[0];
  return here?.members.find((member) => member.user.id === id) ?? null;
}

export function userById(id) {
  for (const one of state.world?.guilds ?? []) {
    const found = one.members.find((member) => member.user.id === id);
    if (found) return found.user;
  }
  if (state.world?.bot.user.id === id) return state.world.bot.user;
  return state.world?.people.find((each) => each.user.id === id)?.user ?? null;
}

export function nameOf(user) {
  if (!user) return "";
  return memberById(user.id)?.nick || user.global_name || user.username;
}

const permissionBits = { sendMessages: 1n << 11n, manageChannels: 1n << 4n, manageMessages: 1n << 13n, manageThreads: 1n << 34n, useCommands: 1n << 31n, administrator: 1n << 3n };

export function may(permission, where = channel()) {
  if (!where || where.type === 1 || where.permissions === undefined) return !permission.startsWith("manage");
  const held = BigInt(where.permissions);
  return (held & (permissionBits[permission] | permissionBits.administrator)) !== 0n;
}

export function messagesOf(channelId) {
  return [...(state.messages.get(channelId)?.values() ?? [])].sort((a, b) => (isNewer(a.id, b.id) ? 1 : -1));
}

export function keepMessage(message) {
  const known = state.messages.get(message.channel_id);
  if (known) known.set(message.id, message);
}
