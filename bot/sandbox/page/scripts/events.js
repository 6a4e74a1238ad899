// The events of the person who acts: one websocket, opened again whenever it is lost.

import { api, eventsAddress } from "./api.js";
import { state, tell } from "./state.js";

const shortestWait = 400;
const longestWait = 5000;
let socket = null;
let wait = shortestWait;
let timer = null;

export function listen() {
  clearTimeout(timer);
  if (socket) {
    socket.onclose = null;
    socket.close();
  }
  const mine = new WebSocket(eventsAddress());
  socket = mine;
  mine.onopen = () => {
    const wasLost = wait > shortestWait;
    wait = shortestWait;
    tell("connected", wasLost);
  };
  mine.onmessage = (frame) => {
    if (mine === socket) hear(JSON.parse(frame.data));
  };
  mine.onclose = () => {
    if (mine !== socket) return;
    tell("lost");
    timer = setTimeout(listen, wait);
    wait = Math.min(wait * 2, longestWait);
  };
}

function hear(event) {
  if (event.type === "clock") state.world.clock = event.clock;
  if (event.type === "bot") state.world.bot.is_online = event.is_online;
  if (event.type.startsWith("channel_")) hearChannel(event);
  if (event.type === "bot" || event.type === "commands_changed") state.commands.clear();
  tell(event.type, event);
}

function hearChannel({ type, channel }) {
  const list = channel.guild_id
    ? state.world.guilds.find((one) => one.id === channel.guild_id)?.channels
    : state.world.direct_messages;
  if (!list) return;
  const at = list.findIndex((one) => one.id === channel.id);
  if (type === "channel_delete") {
    if (at >= 0) list.splice(at, 1);
    for (const one of list.filter((each) => each.parent_id === channel.id)) list.splice(list.indexOf(one), 1);
    state.messages.delete(channel.id);
  } else if (at >= 0) list[at] = { ...list[at], member: undefined, ...channel };
  else list.push(channel);
}

/** The commands of a channel: asked for once, until they change. */
export async function commandsOf(channelId) {
  if (!state.commands.has(channelId)) state.commands.set(channelId, api.commands(channelId));
  const asked = state.commands.get(channelId);
  try {
    return await asked;
  } catch (error) {
    if (state.commands.get(channelId) === asked) state.commands.delete(channelId);
    throw error;
  }
}
