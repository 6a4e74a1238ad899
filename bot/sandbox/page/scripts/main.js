// Starts the page, and goes from place to place and from person to person.

import { api } from "./api.js";
import { drawHead, drawNotices, startHead } from "./channel_head.js";
import { startClock } from "./clock.js";
import { openComposer, startComposer } from "./composer.js";
import { drawBadge, loadViolations, startConsole } from "./console.js";
import { startContextMenus } from "./context_menu.js";
import { byId, el, fill } from "./dom.js";
import { listen } from "./events.js";
import { drawMembers } from "./members.js";
import { loadMessages, render, scrollDown, startMessages } from "./messages.js";
import { startModals } from "./modals.js";
import { drawYou } from "./people.js";
import { keepPlace, lastChannelIn, lastPerson, placeOf } from "./places.js";
import { startPopovers } from "./popover.js";
import { drawSidebar, isNarrow, openDrawer, startSidebar } from "./sidebar.js";
import { channelById, forgetPlace, guildOf, nameOf, on, state, tell, userById } from "./state.js";
import { drawSuggestions, startSuggestions } from "./suggestions.js";
import { texts } from "./texts.js";
import { startThreads } from "./threads.js";
import { startTheme } from "./theme.js";
import { startToasts } from "./toasts.js";

const typingMs = 9000;

async function enter(personId) {
  state.personId = personId;
  state.world = await api.world();
  state.personId = state.world.person.id;
  state.unread.clear();
  forgetPlace();
  listen();
  const place = placeOf(state.personId);
  const first = state.world.guilds[0]?.channels.filter((one) => one.type === 0).sort((a, b) => (a.position ?? 0) - (b.position ?? 0))[0];
  const wanted = state.world.suggestions[0]?.channel_id;
  const channelId = [place, wanted, first?.id].find((id) => id && channelById(id)) ?? null;
  await go(channelId);
  drawYou();
}

async function go(channelId) {
  state.channelId = channelId;
  state.guildId = channelId ? guildOf(channelId)?.id ?? null : state.guildId;
  state.replyTo = null;
  if (channelId) state.unread.delete(channelId);
  keepPlace();
  openDrawer(false);
  drawPlace();
  if (channelId && !state.messages.has(channelId)) await load(channelId);
  if (channelId !== state.channelId) return;
  render();
  scrollDown();
  if (!isNarrow()) byId("composer-text")?.focus();
}

function drawPlace() {
  drawSidebar();
  drawMembers();
  drawHead();
  drawBadge();
  drawNotices();
  drawSuggestions();
  drawTyping();
  openComposer();
  render();
}

async function load(channelId) {
  try {
    await loadMessages(channelId);
  } catch {
    if (channelId === state.channelId) fill(byId("beginning"), el("p", {}, texts.loadFailed), el("button", { class: "button is-secondary", type: "button", onclick: () => go(channelId) }, texts.again));
  }
}

function goGuild(guildId) {
  state.guildId = guildId;
  if (guildOf(state.channelId)?.id !== guildId || (!guildId && channelById(state.channelId)?.type !== 1)) {
    const channels = guildId ? state.world.guilds.find((one) => one.id === guildId).channels : state.world.direct_messages;
    const inside = channels.find((one) => one.id === lastChannelIn(guildId)) ?? channels.find((one) => one.type === 0 || !guildId);
    if (inside && !isNarrow()) {
      go(inside.id);
      return;
    }
  }
  drawSidebar();
}

/** After the connection was lost: everything that may have been missed. */
async function catchUp() {
  try {
    const world = await api.world();
    state.world = world;
    state.commands.clear();
    const here = state.channelId;
    for (const id of [...state.messages.keys()]) if (id !== here) state.messages.delete(id);
    if (here) await loadMessages(here);
    if (here !== state.channelId) return;
    drawSidebar();
    drawMembers();
    drawHead();
    drawNotices();
    drawSuggestions();
    render({ keepScroll: true });
    tell("commands_changed");
    await loadViolations();
  } catch {
    tell("lost");
  }
}

function drawTyping() {
  const ids = state.typing.get(state.channelId);
  const names = [...(ids?.keys() ?? [])].map((id) => nameOf(userById(id)));
  byId("typing").textContent = names.length ? texts.typing(names.join(", ")) : "";
}

function startTyping() {
  const forget = (channelId, userId) => {
    state.typing.get(channelId)?.delete(userId);
    drawTyping();
  };
  on("typing", ({ channel_id: channelId, user_id: userId }) => {
    if (userId === state.personId) return;
    if (!state.typing.has(channelId)) state.typing.set(channelId, new Map());
    const known = state.typing.get(channelId);
    clearTimeout(known.get(userId));
    known.set(userId, setTimeout(() => forget(channelId, userId), typingMs));
    drawTyping();
  });
  on("message_create", ({ message }) => forget(message.channel_id, message.author.id));
}

function start() {
  startTheme();
  for (const begin of [startToasts, startSidebar, startMessages, startComposer, startContextMenus, startModals, startPopovers, startClock, startConsole, startSuggestions, startHead, startTyping]) begin();
  startThreads(() => {
    drawHead();
    drawBadge();
    render({ keepScroll: true });
  });
  on("go", go);
  on("go-guild", goGuild);
  on("switch-person", enter);
  on("connected", catchUp);
  on("bot", () => {
    drawMembers();
    drawHead();
    drawBadge();
  });
  on("channel_delete", ({ channel }) => {
    if (!state.channelId || channelById(state.channelId)) return;
    const channels = state.world.guilds.find((one) => one.id === channel.guild_id)?.channels ?? [];
    go(channelById(channel.parent_id)?.id ?? channels.find((one) => one.type === 0)?.id ?? null);
  });
  enter(lastPerson()).catch(startAgain);
}

// The person that the tab remembers may be of an earlier sandbox.
function startAgain() {
  state.personId = null;
  enter(null).catch(() => {
    fill(byId("beginning"), el("p", {}, texts.lost));
    setTimeout(startAgain, 2000);
  });
}

start();
