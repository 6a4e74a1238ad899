// Threads: where they are listed, how one begins, and the posts of a forum.

import { api } from "./api.js";
import { el, icon } from "./dom.js";
import { channelById, guildOf, may, on, state, tell } from "./state.js";
import { texts } from "./texts.js";
import { isNewer } from "./snowflakes.js";

const publicThread = 11;
const privateThread = 12;
const forum = 15;
const longestName = 100;

export const isPrivateThread = (channel) => channel?.type === privateThread;
export const isThread = (channel) => channel?.type === publicThread || isPrivateThread(channel);
export const isIn = (channel) => Boolean(channel?.member);
export const isForum = (channel) => channel?.type === forum;
export const isPutAway = (channel) => Boolean(channel?.thread_metadata?.archived);

const below = (parent) => (guildOf(parent.id)?.channels ?? [])
  .filter((one) => isThread(one) && one.parent_id === parent.id)
  .sort((a, b) => (isNewer(a.id, b.id) ? -1 : 1));

/** The threads that the list of channels shows below a channel: those not put away, and the open one. */
export const listedBelow = (parent) => below(parent).filter((one) => !isPutAway(one) || one.id === state.channelId);

/** Begins a thread and goes there. */
async function begin(parentId, body, files) {
  const begun = await api.beginThread(parentId, body, files);
  const channels = guildOf(parentId)?.channels;
  if (channels && !channelById(begun.id)) channels.push(begun);
  tell("go", begun.id);
}

/** Begins a thread at a message, named after its words. */
export function beginAt(message, words) {
  const name = [...words].slice(0, 60).join("").trim() || texts.thread;
  return begin(message.channel_id, { name, message_id: message.id }).catch((error) => tell("alert", error.message));
}

/** Writes a post into a forum: the first line of the text is its title. */
export function beginPost(forumId, text, files) {
  const title = [...text.split("\n", 1)[0] || files[0].name].slice(0, longestName).join("");
  return begin(forumId, { name: title, content: text }, files);
}

/** The word that tells a private thread from the others. */
export const privateWord = (channel) => (isPrivateThread(channel) ? el("span", { class: "private-word" }, texts.privateThread) : null);

/** The picture before a channel's name. */
export const channelIcon = (channel) => icon(isPrivateThread(channel) ? "lock" : isThread(channel) ? "thread" : isForum(channel) ? "home" : "hash");

/** The line under a message that leads to its thread. */
export function threadLine(message) {
  if (!message.thread) return null;
  const { id, name } = channelById(message.thread.id) ?? message.thread;
  return el("button", { class: "thread-line", type: "button", "data-testid": "thread-line", "data-control": `thread-${id}`, onclick: () => tell("go", id) }, icon("thread"), el("span", { class: "channel-name" }, name), el("span", { class: "thread-more" }, texts.openThread));
}

/** The posts of a forum, newest first. */
export function postList(parent) {
  const posts = below(parent);
  if (!posts.length) return el("p", {}, texts.noPosts);
  return el("ul", { class: "posts" }, posts.map((one) => el("li", {},
    el("button", { class: "post", type: "button", "data-testid": "post", onclick: () => tell("go", one.id) }, el("span", { class: "channel-name" }, one.name), isPutAway(one) ? el("span", { class: "thread-more" }, texts.putAway) : null))));
}

/** The button with which a thread is put away or taken up again, where the person may. */
export function putAwayButton(here) {
  if (!isThread(here)) return null;
  const isAway = isPutAway(here);
  if (!isAway && here.owner_id !== state.personId && !may("manageThreads", here)) return null;
  const change = () => api.changeThread(here.id, { archived: !isAway }).catch((error) => tell("alert", error.message));
  return el("button", { class: "try-button", type: "button", "data-testid": "put-away", onclick: change }, isAway ? texts.takeUp : texts.putThreadAway);
}

export function startThreads(draw) {
  for (const topic of ["channel_create", "channel_update"]) {
    on(topic, ({ channel }) => {
      if ([channel.id, channel.parent_id].includes(state.channelId)) draw();
    });
  }
}
