// Modals: forms that the app opens. A dialog keeps the focus inside and closes on Escape.

import { el, freshId, icon } from "./dom.js";
import { submitModal } from "./interactions.js";
import { markdown } from "./markdown.js";
import { fieldFor } from "./modal_fields.js";
import { bot, nameOf, on } from "./state.js";
import { texts } from "./texts.js";

let open = null;

function openModal({ interaction_id: interactionId, modal }) {
  open?.close();
  const opener = document.activeElement;
  const fields = [];
  const titleId = freshId("modal");
  const wrong = el("p", { class: "field-wrong", role: "alert", "data-testid": "modal-error" });
  const submit = el("button", { class: "button is-primary", type: "submit", "data-testid": "modal-submit" }, texts.submit);
  const form = el("form", { class: "modal-form", novalidate: true },
    el("header", { class: "modal-head" }, el("div", {}, el("h2", { id: titleId }, modal.title), el("p", { class: "menu-hint" }, `${nameOf(bot().user)} · ${texts.modalWarning}`)),
      el("button", { class: "icon-button", type: "button", "aria-label": texts.close, onclick: () => dialog.close() }, icon("close"))),
    el("div", { class: "modal-body" }, modal.components.map((part) => partNode(part, fields)), wrong),
    el("footer", { class: "modal-foot" }, el("button", { class: "button is-plain", type: "button", onclick: () => dialog.close() }, texts.cancel), submit));
  const dialog = el("dialog", { class: "modal", "aria-labelledby": titleId, "data-testid": "modal" }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!allRight(fields)) return;
    submit.disabled = true;
    wrong.textContent = "";
    const files = [];
    const components = fields.map((field) => field.data(files));
    const failure = await submitModal({ interaction_id: interactionId, custom_id: modal.custom_id, components }, files);
    submit.disabled = false;
    if (failure) wrong.textContent = `${texts.modalFailed} ${failure}`;
    else dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (open === dialog) open = null;
    giveBack(opener);
  });
  document.body.append(dialog);
  open = dialog;
  dialog.showModal();
  dialog.querySelector(".modal-body input, .modal-body textarea, .modal-body button")?.focus();
}

function giveBack(opener) {
  const control = opener?.dataset?.control;
  const target = opener?.isConnected ? opener : control && document.querySelector(`[data-control="${CSS.escape(control)}"]`);
  (target || document.getElementById("composer-text"))?.focus();
}

function partNode(part, fields) {
  if (part.type === 10) {
    fields.push({ data: () => ({ type: 10, id: part.id }), check: () => null, focus: () => {} });
    return el("div", { class: "text-display" }, markdown(part.content));
  }
  const isRow = part.type === 1;
  const inner = isRow ? part.components[0] : part.component;
  const field = fieldFor(inner, { label: isRow ? inner.label : part.label, description: part.description });
  fields.push({ ...field, data: (files) => (isRow ? { type: 1, id: part.id, components: [field.data(files)] } : { type: part.type, id: part.id, component: field.data(files) }) });
  return field.node;
}

function allRight(fields) {
  const wrong = fields.filter((field) => field.check());
  wrong[0]?.focus();
  return !wrong.length;
}

export function startModals() {
  on("modal", openModal);
}
