// A chosen command with its options as chips, each a field of its own.

import { nestedOptions, splitOptions } from "./command_text.js";
import { el, fill, icon } from "./dom.js";
import { fileChip, takesFile } from "./file_chip.js";
import { keyInBeginning, keyInChip } from "./option_keys.js";
import { choicesOf, valueOf } from "./option_values.js";
import { texts } from "./texts.js";

/** A command being filled in. `changed` is told after every edit with the option that has the focus. */
export class OptionChips {
  constructor(leaf, { changed, sent, left }) {
    this.leaf = leaf;
    this.entries = new Map();
    this.fields = new Map();
    this.wrong = null;
    this.told = { changed, sent, left };
    this.node = el("div", { class: "chips", role: "group", "aria-label": texts.choosesCommand(leaf.name), "data-testid": "option-chips" });
    for (const option of leaf.options) if (option.required) this.entries.set(option.name, { text: "", picked: null });
    this.draw();
  }

  get names() {
    return this.leaf.options.map((option) => option.name);
  }

  option(name) {
    return this.leaf.options.find((option) => option.name === name);
  }

  /** The options that could still be added. */
  get offered() {
    return this.leaf.options.filter((option) => !this.entries.has(option.name));
  }

  get present() {
    return [...this.entries.keys()];
  }

  draw() {
    this.fields.clear();
    const command = el("button", { class: "chip-command", type: "button", tabindex: "-1", "aria-label": `/${this.leaf.name}: ${texts.leaveCommand}`, onclick: () => this.told.left() }, `/${this.leaf.name}`);
    this.beginning = this.wantsBeginning ? this.beginningField() : null;
    fill(this.node, command, this.present.map((name) => this.chip(this.option(name))), this.beginning);
  }

  // Files are chosen, not typed: while there is nothing else, typing needs a field too.
  get wantsBeginning() {
    return this.offered.length > 0 && this.present.every((name) => takesFile(this.option(name)));
  }

  // Without an option yet there is a field all the same, in which one types "topic: data science".
  beginningField() {
    const field = el("input", {
      class: "chip-field chip-beginning", type: "text", autocomplete: "off", spellcheck: "false", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list",
      "aria-label": texts.optionsOf(this.leaf.name), "aria-describedby": "option-hint", "data-testid": "option-beginning", enterkeyhint: "send",
    });
    field.addEventListener("input", () => {
      if (splitOptions(field.value, this.names).given.length) this.takeText(field.value);
      else this.told.changed(null, "typed");
    });
    field.addEventListener("focus", () => this.told.changed(null, "focus"));
    field.addEventListener("keydown", (event) => keyInBeginning(event, this));
    return field;
  }

  chip(option) {
    if (takesFile(option)) return fileChip(this, option);
    const entry = this.entries.get(option.name);
    const id = `option-${option.name}`;
    const field = el("input", {
      id, class: "chip-field", type: "text", autocomplete: "off", spellcheck: "false", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list",
      "aria-required": option.required ? "true" : null, "aria-describedby": "option-hint", "data-option": option.name, "data-testid": `option-${option.name}`, enterkeyhint: "send",
    });
    field.value = entry.picked ? entry.picked.name : entry.text;
    field.addEventListener("input", () => this.edit(option.name, field.value));
    field.addEventListener("paste", (event) => this.paste(event, option.name));
    field.addEventListener("focus", () => this.told.changed(option.name, "focus"));
    field.addEventListener("keydown", (event) => keyInChip(event, this, option.name));
    this.fields.set(option.name, field);
    this.fit(field);
    const remove = option.required ? null : el("button", { class: "chip-remove", type: "button", tabindex: "-1", "aria-label": texts.removeOption(option.name), onclick: () => this.remove(option.name) }, icon("close"));
    return el("span", { class: "chip", "data-chip": option.name }, el("label", { class: "chip-name", for: id }, option.name), field, remove);
  }

  fit(field) {
    field.style.setProperty("width", `${Math.min(Math.max(field.value.length + 2, 5), 48)}ch`);
  }

  // A pasted list of options may hold line breaks, which a one-line field would swallow.
  paste(event, name) {
    const text = event.clipboardData?.getData("text") ?? "";
    if (!text.includes("\n")) return;
    event.preventDefault();
    const field = event.target;
    field.setRangeText(text.replace(/\s*\n\s*/g, " "), field.selectionStart, field.selectionEnd, "end");
    this.edit(name, field.value);
  }

  edit(name, typed) {
    const text = typed.trimStart();
    // The space that one types after "time:" belongs to nothing.
    if (text !== typed) this.fields.get(name).value = text;
    const { lead, given } = splitOptions(text, this.names);
    this.point(null);
    if (!given.length) {
      this.entries.set(name, { text, picked: null });
      this.fit(this.fields.get(name));
      this.told.changed(name, "typed");
      return;
    }
    if (lead || given[0].name !== name) this.entries.set(name, { text: lead, picked: null });
    this.take(given);
  }

  /** Takes "topic: data science level: beginner"; what stands before the first name is the first option's. */
  takeText(text) {
    const { lead, given } = splitOptions(text.replace(/\s*\n\s*/g, " ").trimStart(), this.names);
    const first = this.leaf.options.find((option) => !takesFile(option));
    const all = lead && first ? [{ name: first.name, value: lead }, ...given] : given;
    if (all.length) this.take(all);
    else this.focusFirst();
  }

  /** Takes what stands in the field for options that are still to come. */
  settleBeginning() {
    if (this.beginning?.value.trim()) this.takeText(this.beginning.value);
  }

  /** Takes values as text, adds what is not there yet, and goes to the last one. */
  take(given) {
    for (const { name, value } of given) this.entries.set(name, { text: value, picked: null });
    this.draw();
    this.focus(given.at(-1).name);
  }

  pick(name, choice) {
    this.entries.set(name, { text: String(choice.name), picked: choice });
    this.fields.get(name).value = choice.name;
    this.fit(this.fields.get(name));
    this.point(null);
    this.told.changed(name, "picked");
  }

  /** Puts a file into an option, or takes it out again. */
  attach(name, file) {
    this.entries.set(name, { text: file?.name ?? "", picked: null, file });
    this.draw();
    this.focus(name);
  }

  /** Puts dropped files into the options that still want one; false where there are none for all of them. */
  attachAll(files) {
    const free = this.leaf.options.filter((option) => takesFile(option) && !this.entries.get(option.name)?.file);
    files.slice(0, free.length).forEach((file, place) => this.attach(free[place].name, file));
    return files.length <= free.length;
  }

  add(name) {
    if (!this.entries.has(name)) {
      this.entries.set(name, { text: "", picked: null });
      this.draw();
    }
    this.focus(name);
  }

  remove(name) {
    const at = this.present.indexOf(name);
    this.entries.delete(name);
    this.draw();
    const next = this.present[Math.max(at - 1, 0)];
    if (next) this.focus(next);
    else this.focusFirst();
  }

  focus(name) {
    const field = this.fields.get(name);
    field?.focus();
    field?.setSelectionRange?.(field.value.length, field.value.length);
  }

  focusFirst() {
    const empty = this.present.find((name) => !valueOf(this.option(name), this.entries.get(name)));
    const name = empty ?? this.present.at(-1);
    if (name) this.focus(name);
    else (this.beginning ?? this.node.querySelector(".chip-command")).focus();
  }

  beside(name, step) {
    const to = this.present[this.present.indexOf(name) + step];
    if (to) this.focus(to);
    return Boolean(to);
  }

  /** The first option that is missing or wrong, with the words for it; null where all is well. */
  firstFault() {
    for (const option of this.leaf.options) {
      const entry = this.entries.get(option.name);
      const value = valueOf(option, entry);
      if (value?.wrong) return { name: option.name, words: value.wrong };
      if (!value && option.required) return { name: option.name, words: (takesFile(option) ? texts.needsFile : texts.isMissing)(option.name) };
    }
    return null;
  }

  point(fault) {
    this.wrong = fault;
    for (const [name, field] of this.fields) {
      const isIt = fault?.name === name;
      field.closest(".chip").classList.toggle("is-wrong", isIt);
      if (isIt) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }

  /** The options as Discord gets them; with `focused` also the unfinished one that asks for choices. */
  options(focused) {
    const out = [];
    let place = 0;
    for (const option of this.leaf.options) {
      const entry = this.entries.get(option.name);
      if (option.name === focused) out.push({ name: option.name, type: option.type, value: entry?.text ?? "", focused: true });
      else if (takesFile(option)) {
        if (!focused && entry?.file) out.push({ name: option.name, type: option.type, value: String(place++) });
      } else {
        const value = valueOf(option, entry);
        if (value && !value.wrong) out.push({ name: option.name, type: option.type, value: value.value });
      }
    }
    return nestedOptions(this.leaf, out);
  }

  /** The files that go with the options, in their order. */
  get files() {
    return this.leaf.options.map((option) => this.entries.get(option.name)?.file).filter(Boolean);
  }

  /** The command as people write it. */
  words() {
    const given = this.present.filter((name) => this.entries.get(name).text.trim());
    return `/${this.leaf.name}${given.map((name) => ` ${name}: ${this.entries.get(name).text.trim()}`).join("")}`;
  }

  /** Settles what was typed into an option that must be chosen of a list. */
  settle(name) {
    const option = this.option(name);
    const entry = this.entries.get(name);
    const choices = option && choicesOf(option);
    if (!choices || !entry || entry.picked || !entry.text.trim()) return;
    const value = valueOf(option, entry);
    const choice = !value.wrong && choices.find((one) => one.value === value.value);
    if (choice) {
      this.entries.set(name, { text: choice.name, picked: choice });
      this.fields.get(name).value = choice.name;
      this.fit(this.fields.get(name));
    }
  }
}
