// The chip of an option that takes a file.

import { sizeWords } from "./attachments.js";
import { fileInput, wrongWith } from "./chosen_files.js";
import { el, icon } from "./dom.js";
import { texts } from "./texts.js";

export const takesFile = (option) => option.type === 11;

export function fileChip(chips, option) {
  const { file } = chips.entries.get(option.name);
  const id = `option-${option.name}`;
  const input = fileInput({ testId: `file-${option.name}`, took: ([first]) => chips.attach(option.name, first) });
  const words = file ? [el("span", { class: "chip-file-name" }, file.name), el("span", { class: "file-size" }, sizeWords(file.size))] : texts.chooseFile;
  const field = el("button", {
    id, class: file ? "chip-field chip-file" : "chip-field chip-file is-empty", type: "button", "aria-label": `${option.name}: ${file?.name ?? texts.chooseFile}`,
    "aria-describedby": "option-hint", "data-option": option.name, "data-testid": `option-${option.name}`, onclick: () => input.click(),
  }, icon(file ? "file" : "plus"), words);
  field.addEventListener("focus", () => chips.told.changed(option.name, "focus"));
  field.addEventListener("keydown", (event) => {
    // What is typed here is meant for another option.
    if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) chips.beginning?.focus();
    else if (keys[event.key]?.(event, chips, option.name)) event.preventDefault();
  });
  chips.fields.set(option.name, field);
  const remove = option.required && !file ? null : el("button", {
    class: "chip-remove", type: "button", tabindex: "-1", "aria-label": file ? texts.removeFile(file.name) : texts.removeOption(option.name), onclick: () => clear(chips, option.name),
  }, icon("close"));
  return el("span", { class: "chip", "data-chip": option.name }, el("label", { class: "chip-name", for: id }, option.name), field, input, remove);
}

function clear(chips, name) {
  if (chips.entries.get(name).file) chips.attach(name, null);
  else if (!chips.option(name).required) chips.remove(name);
  else if (!chips.beside(name, -1)) chips.told.left();
}

const keys = {
  // Without a file yet, Enter chooses one, as a button does.
  Enter: (event, chips, name) => {
    if (!chips.entries.get(name).file) return false;
    chips.told.sent();
    return true;
  },
  ArrowLeft: (event, chips, name) => chips.beside(name, -1),
  ArrowRight: (event, chips, name) => chips.beside(name, 1),
  Tab: (event, chips, name) => chips.beside(name, event.shiftKey ? -1 : 1),
  Backspace: (event, chips, name) => {
    clear(chips, name);
    return true;
  },
  Delete: (event, chips, name) => keys.Backspace(event, chips, name),
  Escape: (event, chips) => {
    event.stopPropagation();
    chips.told.left();
    return true;
  },
};

/** `{value}` or `{wrong: words}` for the entry of an option that takes a file; null where there is none. */
export function fileIn(option, entry) {
  if (!entry?.file) return entry?.text.trim() ? { wrong: texts.needsFile(option.name) } : null;
  const wrong = wrongWith(entry.file);
  return wrong ? { wrong } : { value: entry.file };
}
