// The message box: plain messages, and commands as chips.

import { ignoreOtherDrops, takeDrops, takePastes } from "./chosen_files.js";
import { knownCommands, showPicker } from "./command_picker.js";
import { commandIn } from "./command_text.js";
import { drawComposer, growField, textField } from "./composer_view.js";
import { byId } from "./dom.js";
import { dropDraft, draftOf, keepDraft } from "./drafts.js";
import { activeItem, hideList, isListOpen, moveInList } from "./list_panel.js";
import { mentionAt, showMentions } from "./mention_list.js";
import { addFiles, drawFiles, filesHere, takeFiles, wrongWithFiles } from "./message_files.js";
import { showHint } from "./option_hints.js";
import { OptionChips } from "./option_chips.js";
import { sendCommand, sendText } from "./sending.js";
import { bot, nameOf, on, state } from "./state.js";
import { texts } from "./texts.js";

const longest = 2000;
let chips = null;
let leaves = null;
let isPickerClosed = false;

function say(words = "") {
  byId("composer-error").textContent = words;
}

/** Opens the box of the channel that is now shown, with what was left there. */
export function openComposer() {
  leaves = null;
  chips = null;
  hideIfShown();
  drawComposer({ submit, clickSlash, stopReply, addFiles: attach });
  drawFiles();
  const field = textField();
  if (!field) return;
  field.addEventListener("input", () => {
    isPickerClosed = false;
    typed();
  });
  field.addEventListener("keydown", keyInText);
  field.addEventListener("focus", () => typed());
  field.addEventListener("click", () => typed());
  const draft = draftOf();
  field.value = draft?.text ?? "";
  growField();
  learnCommands(() => {
    if (draft?.name && !chips) restore(draft);
  });
}

function restore(draft) {
  const leaf = leaves?.find((one) => one.name === draft.name);
  if (!leaf) return;
  const hadFocus = textField() === document.activeElement;
  choose(leaf, { focus: false });
  for (const [name, entry] of draft.entries) chips.entries.set(name, entry);
  chips.draw();
  keepChips();
  if (hadFocus) chips.focusFirst();
}

async function learnCommands(then) {
  const asked = state.channelId;
  try {
    const known = await knownCommands();
    if (asked !== state.channelId) return;
    leaves = known;
  } catch {
    leaves = leaves ?? [];
  }
  then?.();
  if (!chips && textField() === document.activeElement) typed();
}

function hideIfShown() {
  if (byId("composer-panel")) hideList();
}

function typed() {
  const field = textField();
  if (!field) return;
  const text = field.value;
  growField();
  keepDraft({ text });
  const over = [...text].length - longest;
  say(over > 0 ? texts.tooLongMessage(over) : "");
  if (text.startsWith("/") && !text.startsWith("//")) {
    if (!leaves && !state.commands.has(state.channelId)) learnCommands();
    const found = leaves && commandIn(text, leaves);
    if (found) choose(found.leaf, { rest: found.rest });
    else if (isPickerClosed || text.includes("\n")) hideList();
    else showPicker(leaves, text.slice(1), field, choose);
    return;
  }
  const mention = mentionAt(field);
  if (mention && !isPickerClosed) showMentions(mention, field, insertMention);
  else hideList();
}

function insertMention(user) {
  const field = textField();
  const { from, to } = mentionAt(field);
  field.setRangeText(`@${nameOf(user)} `, from, to, "end");
  field.focus();
  typed();
}

/** Turns the box into the chips of a command. */
function choose(leaf, { rest = "", focus = true } = {}) {
  say();
  chips = new OptionChips(leaf, { changed: chipChanged, sent: submit, left: stepBack });
  drawComposer({ submit, clickSlash, stopReply, chips });
  chips.node.addEventListener("keydown", keyOnCommand);
  if (rest) chips.takeText(rest);
  else if (focus) chips.focusFirst();
  if (focus && !chips.leaf.options.length) showHint(chips, null);
  keepChips();
}

function keepChips() {
  keepDraft({ name: chips.leaf.name, entries: [...chips.entries] });
}

function chipChanged(name, why) {
  if (!chips) return;
  if (why !== "focus") say();
  keepChips();
  showHint(chips, name, why);
}

function keyOnCommand(event) {
  if (!event.target.matches(".chip-command")) return;
  if (event.key === "Enter") submit();
  else if (event.key === "Escape" || event.key === "Backspace") stepBack();
  else return;
  event.preventDefault();
}

function stepBack() {
  const text = `/${chips.leaf.name}`;
  resetTo(text);
}

function resetTo(text) {
  chips = null;
  hideList();
  say();
  keepDraft({ text });
  isPickerClosed = false;
  openComposer();
  textField()?.focus();
}

const listKeys = { ArrowDown: 1, ArrowUp: -1 };

function keyInText(event) {
  if (event.isComposing) return;
  if (isListOpen() && listKeys[event.key]) moveInList(listKeys[event.key]);
  else if ((event.key === "Tab" && !event.shiftKey || event.key === "Enter" && !event.shiftKey) && activeItem()) pickActive(event.key === "Enter");
  else if (event.key === "Enter" && !event.shiftKey) submit();
  else if (event.key === "Escape") escape();
  else return;
  event.preventDefault();
}

// A command that is typed in full and needs nothing more is sent at once.
function pickActive(isEnter) {
  const { leaf, user } = activeItem();
  if (!leaf) {
    insertMention(user);
    return;
  }
  const isWhole = textField().value.trim() === `/${leaf.name}` && !leaf.options.some((option) => option.required);
  choose(leaf);
  if (isEnter && isWhole) submit();
}

function escape() {
  if (isListOpen()) {
    isPickerClosed = true;
    hideList();
  } else if (state.replyTo) stopReply();
  else if (textField().value.startsWith("/")) resetTo("");
}

function clickSlash() {
  if (chips) return;
  const field = textField();
  if (!field.value.startsWith("/")) field.value = `/${field.value}`;
  isPickerClosed = false;
  field.focus();
  typed();
}

function submit() {
  if (chips) submitCommand();
  else submitText();
}

function submitCommand() {
  chips.settleBeginning();
  const fault = chips.firstFault();
  if (fault) {
    chips.add(fault.name);
    chips.point(fault);
    say(fault.words);
    return;
  }
  const filled = chips;
  dropDraft();
  resetTo("");
  sendCommand(filled);
}

function submitText() {
  const field = textField();
  const text = field.value.trim();
  if ((!text && !filesHere().length) || [...text].length > longest) return;
  const leaf = leaves?.find((one) => `/${one.name}` === text.toLowerCase());
  if (leaf) {
    choose(leaf);
    submit();
    return;
  }
  const name = /^\/([\p{L}\p{N}_-]+)/u.exec(text)?.[1];
  if (name) {
    say(bot().is_online ? texts.noSuchCommand(name) : texts.starting(nameOf(bot().user)));
    return;
  }
  const wrong = wrongWithFiles();
  if (wrong) {
    say(wrong);
    return;
  }
  const replyTo = state.replyTo?.id;
  const files = takeFiles();
  field.value = "";
  dropDraft();
  growField();
  hideList();
  stopReply();
  sendText(text, { replyTo, files, failed: (words) => {
    giveTextBack(text);
    addFiles(files);
    say(words);
  } });
}

/** Takes files that were chosen, dropped or pasted: for the command's options, or for the message. */
function attach(files) {
  say();
  if (chips) {
    if (!chips.attachAll(files)) say(texts.noPlaceForFiles(chips.leaf.name));
  } else if (textField()) {
    addFiles(files);
    say(wrongWithFiles() ?? "");
    textField().focus();
  }
}

function giveTextBack(text) {
  const field = textField();
  if (!field || field.value) return;
  field.value = text;
  keepDraft({ text });
  growField();
}

function stopReply() {
  if (!state.replyTo) return;
  state.replyTo = null;
  const text = textField()?.value ?? "";
  keepDraft({ text });
  openComposer();
  textField()?.focus();
}

export function startComposer() {
  ignoreOtherDrops();
  takeDrops(byId("main"), attach);
  takePastes(byId("composer"), attach);
  on("commands_changed", () => learnCommands());
  on("bot", () => learnCommands());
  on("reply-to", (message) => {
    state.replyTo = message;
    if (chips) resetTo("");
    else openComposer();
    textField()?.focus();
  });
  on("mention-user", (user) => {
    const field = textField();
    if (!field) return;
    field.value = `${field.value}${field.value && !field.value.endsWith(" ") ? " " : ""}@${nameOf(user)} `;
    field.focus();
    typed();
  });
  on("choose-command", (name) => {
    const leaf = leaves?.find((one) => one.name === name);
    if (leaf) choose(leaf);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest?.("#composer")) hideIfShown();
  });
}
