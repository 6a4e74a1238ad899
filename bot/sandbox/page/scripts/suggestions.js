// Things to try: one click runs each. Shown until one is used or they are put away.

import { knownCommandsOf } from "./command_picker.js";
import { nestedOptions, written } from "./command_text.js";
import { byId, el, fill, icon } from "./dom.js";
import { useCommand } from "./interactions.js";
import { bot, channelById, nameOf, on, state, tell } from "./state.js";
import { texts } from "./texts.js";

const kept = "sandbox-suggestions-seen";
let isOpen = false;

export function drawSuggestions() {
  const box = byId("suggestions");
  const list = state.world.suggestions;
  box.hidden = !isOpen || !list.length;
  byId("main").classList.toggle("has-suggestions", !box.hidden);
  if (box.hidden) return fill(box);
  return fill(box,
    el("div", { class: "suggestions-head" }, el("h3", {}, texts.tryHead), el("p", {}, bot().is_online ? texts.tryLead : texts.starting(nameOf(bot().user))),
      el("button", { class: "icon-button", type: "button", title: texts.hideSuggestions, "aria-label": texts.hideSuggestions, "data-testid": "hide-suggestions", onclick: hide }, icon("close"))),
    el("ul", { class: "suggestion-cards" }, list.map((one) => el("li", {}, card(one)))));
}

const entries = (suggestion) => Object.entries(suggestion.options ?? {}).map(([name, value]) => ({ name, value }));

function card(suggestion) {
  return el("button", { class: "suggestion", type: "button", disabled: !bot().is_online, "data-testid": "suggestion", onclick: () => run(suggestion) },
    el("span", { class: "suggestion-label" }, suggestion.label), el("code", { class: "suggestion-command" }, written(suggestion.command, entries(suggestion))));
}

async function run(suggestion) {
  hide();
  if (channelById(suggestion.channel_id)) tell("go", suggestion.channel_id);
  try {
    const leaf = (await knownCommandsOf(suggestion.channel_id)).find((one) => one.name === suggestion.command);
    if (!leaf) throw new Error(texts.noSuchCommand(suggestion.command));
    const given = entries(suggestion).map(({ name, value }) => ({ name, type: leaf.options.find((option) => option.name === name)?.type ?? 3, value }));
    await useCommand(suggestion.channel_id, written(suggestion.command, given), { command_id: leaf.command.id, options: nestedOptions(leaf, given) });
  } catch (error) {
    tell("alert", error.message);
  }
}

function hide() {
  isOpen = false;
  localStorage.setItem(kept, "yes");
  drawSuggestions();
  byId("composer-text")?.focus();
}

export function toggleSuggestions() {
  isOpen = !isOpen;
  drawSuggestions();
  if (isOpen) byId("suggestions").querySelector(".suggestion:not(:disabled)")?.focus();
}

export function startSuggestions() {
  isOpen = localStorage.getItem(kept) !== "yes";
  on("bot", drawSuggestions);
}
