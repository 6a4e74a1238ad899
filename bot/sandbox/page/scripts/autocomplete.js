// Live choices for an option: asked for a little after the last key; answers that come too late are ignored.

import { api } from "./api.js";

const quietMs = 150;
let timer = null;
let latest = 0;

export function stopAsking() {
  clearTimeout(timer);
  latest += 1;
}

/** Asks for choices; `heard` gets them, or null where the bot failed. */
export function askChoices(body, heard) {
  stopAsking();
  const mine = latest;
  timer = setTimeout(async () => {
    const choices = await asked(body);
    if (mine === latest) heard(choices);
  }, quietMs);
}

async function asked(body) {
  try {
    return (await api.interact(body)).choices;
  } catch {
    return null;
  }
}
