// The list of commands while one types after the slash.

import { commandsOf } from "./events.js";
import { usable } from "./command_text.js";
import { el } from "./dom.js";
import { showList } from "./list_panel.js";
import { bot, nameOf, state } from "./state.js";
import { texts } from "./texts.js";

/** The commands of a channel, each sub-command for itself. */
export async function knownCommandsOf(channelId) {
  return usable(await commandsOf(channelId));
}

export const knownCommands = () => knownCommandsOf(state.channelId);

const head = () => el("div", { class: "panel-head" }, el("strong", {}, texts.commands));

function matching(leaves, typed) {
  const words = typed.toLowerCase().replace(/\s+/g, " ").trimStart();
  const starts = leaves.filter((leaf) => leaf.name.startsWith(words));
  const within = leaves.filter((leaf) => !starts.includes(leaf) && (leaf.name.includes(words.trim()) || (words.trim().length > 2 && leaf.description.toLowerCase().includes(words.trim()))));
  return [...starts, ...within];
}

/** Shows the picker for the text after the slash. */
export function showPicker(leaves, typed, field, onpick) {
  if (!leaves) {
    showList({ head: head(), note: { words: texts.commandsLoading }, field, label: texts.commands, onpick });
    return;
  }
  const app = nameOf(bot().user);
  const items = matching(leaves, typed).map((leaf) => ({
    leaf, label: `/${leaf.name}`, description: leaf.description, group: app,
  }));
  const note = items.length ? null : { words: bot().is_online ? texts.noCommands : texts.starting(app) };
  showList({ head: head(), items, note, field, label: texts.commands, onpick: (item) => onpick(item.leaf), picksFirst: true });
}
