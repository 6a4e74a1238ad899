// Sending what the message box holds.

import { api, Refused } from "./api.js";
import { useCommand } from "./interactions.js";
import { withMentions } from "./mentions.js";
import { channelById, state, tell } from "./state.js";
import { texts } from "./texts.js";
import { beginPost, isForum } from "./threads.js";

/** Uses the command of filled chips; a failure shows in the channel. */
export function sendCommand(chips) {
  const body = { command_id: chips.leaf.command.id, options: chips.options() };
  return useCommand(state.channelId, chips.words(), body, chips.files).catch(() => {});
}

/** Writes a message; `failed` gets the words for what went wrong, if one is still in the channel. */
export async function sendText(text, { replyTo, files, failed }) {
  const channelId = state.channelId;
  try {
    if (isForum(channelById(channelId))) {
      await beginPost(channelId, withMentions(text), files);
      return;
    }
    const message = await api.write(channelId, withMentions(text), replyTo, files);
    tell("message_create", { type: "message_create", message });
  } catch (error) {
    const words = error instanceof Refused ? error.message : texts.failedToSend;
    if (channelId === state.channelId) failed(words);
    else tell("alert", words);
  }
}
