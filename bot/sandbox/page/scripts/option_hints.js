// What shows above the chips: the option's description, its choices, and the options that could be added.

import { askChoices, stopAsking } from "./autocomplete.js";
import { el } from "./dom.js";
import { showList } from "./list_panel.js";
import { choicesOf, fitting } from "./option_values.js";
import { state } from "./state.js";
import { texts } from "./texts.js";

/** Shows the hint of the option `name`, and asks the bot for choices where it offers them. */
export function showHint(chips, name, why) {
  stopAsking();
  const option = name && chips.option(name);
  if (!option) {
    showOptions(chips);
    return;
  }
  const entry = chips.entries.get(name);
  const choices = choicesOf(option);
  if (choices) {
    const typed = entry.picked ? "" : entry.text;
    const items = why === "picked" ? [] : fitting(choices, typed).slice(0, 25);
    draw(chips, option, items, items.length || why === "picked" ? null : { words: texts.choicesNoMatch, isWrong: true }, Boolean(typed.trim()));
    return;
  }
  if (!option.autocomplete || why === "picked") {
    draw(chips, option, [], null);
    return;
  }
  draw(chips, option, [], { words: texts.choicesLoading });
  const body = { kind: "autocomplete", channel_id: state.channelId, command_id: chips.leaf.command.id, options: chips.options(name) };
  askChoices(body, (heard) => {
    if (!chips.fields.get(name)?.matches(":focus")) return;
    if (!heard) draw(chips, option, [], { words: texts.choicesFailed, isWrong: true });
    else draw(chips, option, heard, heard.length ? null : { words: texts.choicesNone });
  });
}

// Options by name, for the field in which one begins to type one.
function showOptions(chips) {
  const field = chips.beginning;
  const typed = field?.value.trim().toLowerCase() ?? "";
  const items = field ? chips.offered.filter((option) => option.name.toLowerCase().startsWith(typed)).map((option) => ({ option, label: option.name, description: option.description })) : [];
  showList({ head: headOf(chips, null), items, foot: footOf(chips, field ? [] : chips.offered), label: texts.optional, field: field ?? chips.node, picksFirst: Boolean(typed), onpick: (item) => chips.add(item.option.name) });
}

function draw(chips, option, choices, note, picksFirst = false) {
  const field = chips.fields.get(option.name);
  const items = choices.map((choice) => ({ choice, label: choice.name, description: choice.description, user: choice.user }));
  showList({ head: headOf(chips, option), items, note, foot: footOf(chips, chips.offered), label: option.name, field, picksFirst, onpick: (item) => {
    chips.pick(option.name, item.choice);
    chips.focus(option.name);
  } });
}

function headOf(chips, option) {
  const words = option ? [el("strong", {}, option.name), option.required ? el("span", { class: "needed" }, ` ${texts.required}`) : null, el("span", {}, ` ${option.description}`)] : [el("strong", {}, `/${chips.leaf.name}`), ` ${chips.leaf.description}`];
  return el("div", { class: "panel-head", id: "option-hint" }, words);
}

function footOf(chips, offered) {
  return el("div", { class: "panel-foot" },
    offered.length ? el("div", { class: "offered" }, el("span", { class: "offered-label" }, texts.optional), offered.map((option) =>
      el("button", {
        class: "offered-option", type: "button", title: option.description, "aria-label": texts.addOption(option.name), "data-testid": `add-option-${option.name}`,
        onpointerdown: (event) => event.preventDefault(), onclick: () => chips.add(option.name),
      }, option.name))) : null,
    el("p", { class: "panel-keys" }, texts.optionKeys));
}
