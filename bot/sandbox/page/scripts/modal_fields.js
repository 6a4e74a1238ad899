// The fields of a modal: each with its label, its own check in words, and the data that is sent.

import { fileInput, fileLine, takeDrops, wrongWith } from "./chosen_files.js";
import { el, fill, freshId, icon } from "./dom.js";
import { chosenAtFirst, optionsOf, placeholderOf } from "./select_options.js";
import { texts } from "./texts.js";

const paragraph = 2;

/** A field `{node, check, focus, data}`; `check` shows and answers what is wrong. */
export function fieldFor(part, { label, description }) {
  const id = freshId("field");
  const made = (makers[part.type] ?? selectField)(part, id);
  const wrong = el("p", { class: "field-wrong", id: `${id}-wrong`, "data-testid": "field-error" });
  const isRequired = part.required !== false && part.type !== 23;
  const title = [label ?? "", isRequired ? el("span", { class: "needed", "aria-hidden": "true" }, " *") : null];
  const caption = made.isGroup ? el("legend", { class: "field-label" }, title) : el("label", { class: "field-label", for: id }, title);
  const help = description ? el("p", { class: "field-help", id: `${id}-help` }, description) : null;
  made.control.setAttribute("aria-describedby", [help && `${id}-help`, `${id}-wrong`].filter(Boolean).join(" "));
  if (isRequired && !made.isGroup) made.control.setAttribute("aria-required", "true");
  const node = el(made.isGroup ? "fieldset" : "div", { class: "modal-field" }, caption, help, made.body, wrong);
  const check = () => {
    const words = made.fault(isRequired);
    wrong.textContent = words ?? "";
    node.classList.toggle("is-wrong", Boolean(words));
    if (words) made.control.setAttribute("aria-invalid", "true");
    else made.control.removeAttribute("aria-invalid");
    return words;
  };
  // Below a long list, the words would stay out of sight.
  const focus = () => {
    made.control.focus();
    wrong.scrollIntoView({ block: "nearest" });
  };
  return { node, check, focus, data: (files) => ({ type: part.type, id: part.id, custom_id: part.custom_id, ...made.data(files) }) };
}

function textField(part, id) {
  const isLong = part.style === paragraph;
  const most = part.max_length ?? 4000;
  const control = el(isLong ? "textarea" : "input", { id, class: "field", type: isLong ? null : "text", rows: isLong ? "4" : null, placeholder: part.placeholder, autocomplete: "off", "data-custom-id": part.custom_id });
  control.value = part.value ?? "";
  const count = el("span", { class: "field-count" });
  const refresh = () => {
    const length = [...control.value].length;
    count.textContent = part.min_length && length < part.min_length ? `${length} / ${part.min_length}–${most}` : `${length} / ${most}`;
    count.classList.toggle("is-wrong", length > most);
  };
  control.addEventListener("input", refresh);
  refresh();
  const fault = (isRequired) => {
    const length = [...control.value].length;
    if (!control.value.trim()) return isRequired ? texts.fieldRequired : null;
    if (part.min_length && length < part.min_length) return texts.fieldShort(part.min_length);
    return length > most ? texts.fieldLong(most) : null;
  };
  const showsCount = part.max_length !== undefined || part.min_length || isLong;
  return { control, body: [control, showsCount ? count : null], fault, data: () => ({ value: control.value }) };
}

function selectField(part, id) {
  const most = part.max_values ?? 1;
  if (most > 1) return boxes(part, id, optionsOf(part), chosenAtFirst(part));
  const chosen = chosenAtFirst(part);
  const control = el("select", { id, class: "field", "data-custom-id": part.custom_id }, el("option", { value: "" }, placeholderOf(part)),
    optionsOf(part).map((option) => el("option", { value: option.value }, option.description ? `${option.label} · ${option.description}` : option.label)));
  control.value = chosen[0] ?? "";
  return { control, body: control, fault: (isRequired) => (isRequired && !control.value && part.min_values !== 0 ? texts.fieldRequired : null), data: () => ({ values: control.value ? [control.value] : [] }) };
}

function radioField(part, id) {
  const group = optionGroup(part, id, part.options ?? [], (part.options ?? []).filter((option) => option.default).map((option) => option.value), "radio");
  return { ...group, fault: (isRequired) => (isRequired && !group.values().length ? texts.fieldRequired : null), data: () => ({ value: group.values()[0] ?? null }) };
}

const boxGroup = (part, id) => boxes(part, id, part.options ?? [], chosenAtFirst(part));

function boxes(part, id, options, chosen) {
  const group = optionGroup(part, id, options, chosen, "checkbox");
  const least = part.min_values ?? 1;
  const most = part.max_values ?? options.length;
  const fault = (isRequired) => {
    const count = group.values().length;
    if (!count && !isRequired) return null;
    if (count < least) return least === 1 ? texts.fieldRequired : texts.chooseAtLeast(least);
    return count > most ? texts.chooseAtMost(most) : null;
  };
  const hint = part.type === 22 || most < 2 ? null : el("p", { class: "field-count" }, texts.chooseRange(least, most));
  return { ...group, body: [group.body, hint], fault, data: () => ({ values: group.values() }) };
}

function optionGroup(part, id, options, chosen, type) {
  const inputs = options.map((option) => el("input", { type, name: id, value: option.value, checked: chosen.includes(option.value) }));
  const body = el("div", { class: options.length > 7 ? "option-group is-long" : "option-group", "data-custom-id": part.custom_id }, options.map((option, index) => el("label", { class: "option-line" }, inputs[index],
    el("span", { class: "choice-words" }, el("span", { class: "choice-label" }, option.label), option.description ? el("span", { class: "choice-description" }, option.description) : null))));
  return { isGroup: true, control: inputs[0] ?? body, body, values: () => inputs.filter((input) => input.checked).map((input) => input.value) };
}

function checkField(part, id) {
  const control = el("input", { type: "checkbox", id, checked: Boolean(part.default), "data-custom-id": part.custom_id });
  return { control, body: control, fault: () => null, data: () => ({ value: control.checked }) };
}

function uploadField(part, id) {
  const least = part.min_values ?? 1;
  const most = part.max_values ?? 1;
  let chosen = [];
  const take = (files) => {
    chosen = most === 1 ? files.slice(0, 1) : [...chosen, ...files];
    refresh();
  };
  const input = fileInput({ isMany: most > 1, testId: "modal-file", took: take });
  const control = el("button", { id, class: "upload", type: "button", "data-custom-id": part.custom_id, onclick: () => input.click() }, icon("plus"), texts.chooseOrDrop(most));
  const list = el("ul", { class: "chosen-files" });
  const body = el("div", { class: "upload-field" }, control, input, list);
  const refresh = () => fill(list, chosen.map((file) => fileLine(file, () => {
    chosen = chosen.filter((one) => one !== file);
    refresh();
    control.focus();
  })));
  takeDrops(body, take);
  const fault = (isRequired) => {
    const wrong = chosen.map(wrongWith).find(Boolean);
    if (wrong || (!chosen.length && !isRequired)) return wrong ?? null;
    if (chosen.length < least) return texts.filesAtLeast(least);
    return chosen.length > most ? texts.filesAtMost(most) : null;
  };
  return { isGroup: true, control, body, fault, data: (files) => ({ values: chosen.map((file) => String(files.push(file) - 1)) }) };
}

const makers = { 4: textField, 19: uploadField, 21: radioField, 22: boxGroup, 23: checkField };
