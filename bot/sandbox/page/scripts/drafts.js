// What was begun and not sent, for each person and channel.

import { state } from "./state.js";

const drafts = new Map();
const here = () => `${state.personId} ${state.channelId}`;

export const draftOf = () => drafts.get(here());
export const dropDraft = () => drafts.delete(here());

export function keepDraft(draft) {
  if (draft.text === "") dropDraft();
  else drafts.set(here(), draft);
}
