// The keyboard within option chips.

import { activeItem, hideList, isListOpen, movedToItem, moveInList } from "./list_panel.js";
import { valueOf } from "./option_values.js";

export function keyInChip(event, chips, name) {
  if (event.isComposing) return;
  const act = keys[event.key];
  if (act && act(event, chips, name, event.currentTarget)) event.preventDefault();
}

export function keyInBeginning(event, chips) {
  if (event.isComposing) return;
  const act = keysInBeginning[event.key];
  if (act && act(event, chips, event.currentTarget)) event.preventDefault();
}

function pickActive(chips, name) {
  const item = activeItem();
  if (item) chips.pick(name, item.choice);
  return Boolean(item);
}

const keys = {
  ArrowDown: () => moveInList(1),
  ArrowUp: () => moveInList(-1),
  ArrowLeft: (event, chips, name, field) => isCaretAt(field, 0) && chips.beside(name, -1),
  ArrowRight: (event, chips, name, field) => isCaretAt(field, field.value.length) && chips.beside(name, 1),
  Enter: (event, chips, name) => {
    const isWrong = valueOf(chips.option(name), chips.entries.get(name))?.wrong;
    if ((movedToItem() || isWrong) && pickActive(chips, name)) chips.focusFirst();
    else chips.told.sent();
    return true;
  },
  Tab: (event, chips, name) => {
    if (!event.shiftKey && pickActive(chips, name)) {
      chips.beside(name, 1);
      return true;
    }
    chips.settle(name);
    return chips.beside(name, event.shiftKey ? -1 : 1);
  },
  Escape: (event, chips) => {
    if (isListOpen()) hideList();
    else chips.told.left();
    event.stopPropagation();
    return true;
  },
  Backspace: (event, chips, name, field) => {
    if (field.selectionStart !== 0 || field.selectionEnd !== 0) return false;
    if (!chips.option(name).required && !field.value) {
      chips.remove(name);
      return true;
    }
    if (!chips.beside(name, -1) && !field.value) chips.told.left();
    return true;
  },
};

function addActive(chips, item) {
  if (item) chips.add(item.option.name);
  return Boolean(item);
}

const keysInBeginning = {
  ArrowDown: () => moveInList(1),
  ArrowUp: () => moveInList(-1),
  Enter: (event, chips) => {
    if (!addActive(chips, movedToItem())) chips.told.sent();
    return true;
  },
  Tab: (event, chips, field) => !event.shiftKey && addActive(chips, movedToItem() ?? (field.value.trim() && activeItem())),
  Escape: keys.Escape,
  Backspace: (event, chips, field) => {
    if (!field.value) chips.told.left();
    return !field.value;
  },
};

const isCaretAt = (field, place) => field.selectionStart === place && field.selectionEnd === place;
