// The messages of the open channel: loaded, kept in order, scrolled, walked through by keyboard.

import { api } from "./api.js";
import { byId, el, fill } from "./dom.js";
import { dismissNotice, looksOf, noticesOf } from "./interactions.js";
import { isThinking, messageNode, wordsOf } from "./message.js";
import { channel, keepMessage, messagesOf, nameOf, on, person, recipientOf, state, tell } from "./state.js";
import { texts } from "./texts.js";
import { isForum, isThread, postList } from "./threads.js";

const nearBottomPx = 120;
const groupedMs = 7 * 60 * 1000;
const drawn = new Map();
const list = () => byId("messages");
const scroller = () => byId("scroller");

export async function loadMessages(channelId) {
  const answer = await api.messages(channelId);
  state.messages.set(channelId, new Map(answer.map((message) => [message.id, message])));
  if (answer.length < 50) state.complete.add(channelId);
  else state.complete.delete(channelId);
}

async function loadOlder() {
  const here = state.channelId;
  const known = messagesOf(here);
  if (!known.length || state.complete.has(here)) return;
  const older = await api.messages(here, known[0].id);
  if (older.length < 50) state.complete.add(here);
  for (const message of older) keepMessage(message);
  if (here !== state.channelId) return;
  const height = scroller().scrollHeight;
  render({ keepScroll: true });
  scroller().scrollTop += scroller().scrollHeight - height;
}

const isAtBottom = () => scroller().scrollHeight - scroller().scrollTop - scroller().clientHeight < nearBottomPx;

let stuck = true;
let lastTop = 0;

export function scrollDown() {
  stuck = true;
  scroller().scrollTop = scroller().scrollHeight;
}

/** Draws the channel anew. */
export function render({ keepScroll = false } = {}) {
  const wasAtBottom = !keepScroll || isAtBottom();
  const here = channel();
  renderBeginning(here);
  if (!keepScroll) drawn.clear();
  const kept = focusWithin();
  place(here ? rows(here.id) : []);
  restoreFocus(kept);
  if (wasAtBottom) scrollDown();
}

// Only what changed is put in anew: open spoilers, the focus and selected text stay.
function place(wanted) {
  const kept = new Set(wanted);
  for (const node of [...list().children]) if (!kept.has(node)) node.remove();
  wanted.forEach((node, index) => {
    if (list().children[index] !== node) list().insertBefore(node, list().children[index] ?? null);
  });
}

function rowOf(message, compact) {
  const known = drawn.get(message.id);
  const looks = `${compact} ${looksOf(message.id)}`;
  if (known?.message === message && known.looks === looks) return known.node;
  const node = messageNode(message, { compact });
  drawn.set(message.id, { message, looks, node });
  return node;
}

function rows(channelId) {
  const shown = [];
  let before = null;
  for (const message of messagesOf(channelId)) {
    shown.push(rowOf(message, isGrouped(before, message)));
    before = message;
  }
  for (const notice of noticesOf(channelId)) shown.push(noticeNode(notice));
  const last = shown.at(-1);
  if (last && !list().contains(document.activeElement)) makeCurrent(last, shown);
  return shown;
}

function isGrouped(before, message) {
  if (!before || before.author.id !== message.author.id) return false;
  if (message.message_reference || message.interaction_metadata || ((before.flags ^ message.flags) & 64)) return false;
  return new Date(message.timestamp) - new Date(before.timestamp) < groupedMs;
}

function renderBeginning(here) {
  const known = here && state.messages.has(here.id);
  if (!here) return fill(byId("beginning"), el("p", {}, texts.noChannel));
  if (!known) return fill(byId("beginning"));
  if (!state.complete.has(here.id)) {
    return fill(byId("beginning"), el("button", { class: "plain-button", type: "button", onclick: loadOlder }, texts.loadOlder));
  }
  if (isForum(here)) return fill(byId("beginning"), el("h2", {}, `#${here.name}`), here.topic ? el("p", {}, here.topic) : null, postList(here));
  const title = here.type === 1 ? texts.beginningDirect(nameOf(recipientOf(here))) : (isThread(here) ? texts.beginningThread : texts.beginning)(here.name);
  return fill(byId("beginning"), el("h2", {}, title), here.topic ? el("p", {}, here.topic) : null, el("p", {}, texts.beginningHint));
}

function noticeNode(notice) {
  return el("li", { class: notice.failure ? "notice is-failed" : "notice", tabindex: "-1", "data-testid": notice.failure ? "command-failed" : "command-sending" },
    el("div", { class: "reference" }, el("span", { class: "reference-name" }, nameOf(person())), ` ${texts.used} `, el("span", { class: "reference-command" }, notice.words)),
    el("p", { class: notice.failure ? "failure" : "sending" }, notice.failure ?? texts.sending,
      notice.failure ? [" · ", el("button", { class: "text-link", type: "button", onclick: () => dismissNotice(notice) }, texts.dismissNotice)] : null));
}

function focusWithin() {
  const active = document.activeElement;
  const row = active?.closest?.("#messages > li");
  if (!row) return null;
  return { row: row.id, control: active === row ? null : active.dataset.control ?? null };
}

function restoreFocus(kept) {
  if (!kept) return;
  const row = byId(kept.row);
  if (document.activeElement && list().contains(document.activeElement)) return;
  if (!row) {
    byId("composer-text")?.focus({ preventScroll: true });
    return;
  }
  const control = kept.control && row.querySelector(`[data-control="${CSS.escape(kept.control)}"]`);
  (control && !control.disabled ? control : row).focus({ preventScroll: true });
}

function makeCurrent(row, all = [...list().children]) {
  for (const one of all) {
    const isIt = one === row;
    one.tabIndex = isIt ? 0 : -1;
    for (const button of one.querySelectorAll(".message-actions button")) button.tabIndex = isIt ? 0 : -1;
  }
}

function walk(event) {
  const row = event.target.closest("#messages > li");
  if (!row || event.target !== row) return;
  const all = [...list().children];
  const at = all.indexOf(row);
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined || !all[to]) return;
  event.preventDefault();
  makeCurrent(all[to]);
  all[to].focus();
}

function hearMessage({ type, message }) {
  keepMessage(message);
  const isHere = message.channel_id === state.channelId;
  if (isHere) {
    render({ keepScroll: true });
    if (message.author.id === state.personId) scrollDown();
  } else if (type === "message_create" && message.author.id !== state.personId) {
    state.unread.add(message.channel_id);
    tell("unread");
  }
  if (isHere && message.author.id !== state.personId && !isThinking(message)) announce(message);
}

function announce(message) {
  speak(`${nameOf(message.author)}: ${wordsOf(message).slice(0, 400)}`);
}

function speak(words) {
  byId("announcer").append(el("p", {}, words));
  while (byId("announcer").children.length > 5) byId("announcer").firstChild.remove();
}

function jump(id) {
  const row = byId(`message-${id}`);
  if (!row) return;
  makeCurrent(row);
  row.scrollIntoView({ block: "center" });
  row.focus({ preventScroll: true });
}

export function startMessages() {
  on("message_create", hearMessage);
  on("message_update", hearMessage);
  on("message_delete", ({ channel_id: channelId, message_id: id }) => {
    state.messages.get(channelId)?.delete(id);
    if (channelId === state.channelId) render({ keepScroll: true });
  });
  const redraw = (channelId) => {
    if (channelId === state.channelId) render({ keepScroll: true });
  };
  // What was written before may name the channel.
  for (const topic of ["channel_create", "channel_delete"]) {
    on(topic, () => {
      drawn.clear();
      redraw(state.channelId);
    });
  }
  on("notices", redraw);
  on("component-state", () => redraw(state.channelId));
  on("to-newest", scrollDown);
  on("announce", speak);
  on("jump", jump);
  list().addEventListener("keydown", walk);
  list().addEventListener("focusin", (event) => {
    const row = event.target.closest("#messages > li");
    if (row) makeCurrent(row);
  });
  // The newest message stays in sight when the window shrinks, or when a picture takes its place later.
  const sized = new ResizeObserver(() => {
    if (stuck) scrollDown();
  });
  sized.observe(scroller());
  sized.observe(list());
  // The event may come after what grew below: only who went up wants to stay there.
  scroller().addEventListener("scroll", () => {
    const top = scroller().scrollTop;
    if (isAtBottom()) stuck = true;
    else if (top < lastTop) stuck = false;
    lastTop = top;
  }, { passive: true });
}
