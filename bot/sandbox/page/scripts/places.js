// Where each person is: kept while the page is open, and over a reload.

import { state } from "./state.js";

const kept = "sandbox-places";

function all() {
  try {
    return JSON.parse(sessionStorage.getItem(kept)) ?? {};
  } catch {
    return {};
  }
}

export const lastPerson = () => all().person ?? null;
export const placeOf = (personId) => all()[personId] ?? null;

/** The channel where the person who acts was last in a server (or in their direct messages). */
export const lastChannelIn = (guildId) => all()[`${state.personId} ${guildId}`] ?? null;

export function keepPlace() {
  sessionStorage.setItem(kept, JSON.stringify({ ...all(), person: state.personId, [state.personId]: state.channelId, [`${state.personId} ${state.guildId}`]: state.channelId }));
}
