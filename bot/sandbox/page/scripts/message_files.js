// The files that go with the next plain message, kept for each person and channel until they are sent.

import { fileLine, wrongWith } from "./chosen_files.js";
import { byId, el, fill } from "./dom.js";
import { state } from "./state.js";
import { texts } from "./texts.js";

const most = 10;
const kept = new Map();
const here = () => `${state.personId} ${state.channelId}`;

export const filesHere = () => kept.get(here()) ?? [];

/** What keeps the files from being sent, in words; null where nothing does. */
export function wrongWithFiles() {
  if (filesHere().length > most) return texts.tooManyFiles(most);
  return filesHere().map(wrongWith).find(Boolean) ?? null;
}

export function addFiles(files) {
  kept.set(here(), [...filesHere(), ...files]);
  drawFiles();
}

/** Takes all of them, to be sent. */
export function takeFiles() {
  const files = filesHere();
  kept.delete(here());
  drawFiles();
  return files;
}

function remove(file) {
  kept.set(here(), filesHere().filter((one) => one !== file));
  drawFiles();
  byId("composer-text")?.focus();
}

export function drawFiles() {
  const box = byId("composer-files");
  if (!box) return;
  const files = filesHere();
  box.hidden = !files.length;
  fill(box, files.map((file) => fileLine(file, () => remove(file))));
}
