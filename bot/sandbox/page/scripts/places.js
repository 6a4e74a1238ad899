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

export function keepPlace() {
  sessionStorage.setItem(kept, JSON.stringify({ ...all(), person: state.personId, [state.personId]: state.channelId }));
}
