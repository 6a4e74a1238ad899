// What the message box is made of.

import { fileInput } from "./chosen_files.js";
import { byId, el, fill, icon } from "./dom.js";
import { channel, may, nameOf, recipientOf, state } from "./state.js";
import { texts } from "./texts.js";
import { isForum } from "./threads.js";

export const textField = () => byId("composer-text");

export function drawComposer({ submit, clickSlash, stopReply, addFiles, chips }) {
  const here = channel();
  const box = byId("composer");
  box.hidden = !here;
  if (!here) return;
  if (!may("sendMessages", here) && !may("useCommands", here)) {
    fill(box, el("p", { class: "composer-closed" }, texts.mayNotWrite));
    return;
  }
  const field = chips ? chips.node : plainField(here);
  const form = el("form", {
    class: "composer-row", novalidate: true, onsubmit: (event) => {
      event.preventDefault();
      submit();
    },
  },
  chips ? el("span", { class: "composer-indent" }) : el("span", { class: "composer-tools" }, attachButton(addFiles), el("button", { class: "icon-button", type: "button", title: texts.openCommands, "aria-label": texts.openCommands, "data-testid": "open-commands", onpointerdown: (event) => event.preventDefault(), onclick: clickSlash }, icon("slash"))),
  el("div", { class: "composer-field" }, field),
  el("div", { class: "composer-panel", id: "composer-panel", hidden: true, "data-testid": "composer-panel" }),
  el("button", { class: "icon-button send", type: "submit", title: texts.send, "aria-label": texts.send, "data-testid": "send" }, icon("send")));
  const files = chips ? null : el("ul", { class: "composer-files", id: "composer-files", "aria-label": texts.files, hidden: true });
  fill(box, replyBar(stopReply), files, form, el("p", { class: "composer-error", id: "composer-error", role: "alert", "data-testid": "composer-error" }));
}

function attachButton(addFiles) {
  const input = fileInput({ isMany: true, testId: "message-files", took: addFiles });
  return [input, el("button", { class: "icon-button", type: "button", title: texts.attach, "aria-label": texts.attach, onclick: () => input.click() }, icon("plus"))];
}

function plainField(here) {
  const place = here.type === 1 ? `@${nameOf(recipientOf(here))}` : `#${here.name}`;
  const words = isForum(here) ? texts.writePost(here.name) : texts.write(place);
  return el("textarea", {
    id: "composer-text", rows: "1", placeholder: words, "aria-label": words, "aria-describedby": "composer-error", "aria-autocomplete": "list",
    autocomplete: "off", enterkeyhint: "send", "data-testid": "composer",
  });
}

function replyBar(stopReply) {
  if (!state.replyTo) return null;
  return el("div", { class: "reply-bar" }, el("span", {}, texts.replyTo(nameOf(state.replyTo.author))),
    el("button", { class: "icon-button", type: "button", "aria-label": texts.cancelReply, onclick: stopReply }, icon("close")));
}

/** As high as its text, up to what the style allows. */
export function growField() {
  const field = textField();
  if (!field) return;
  field.style.setProperty("height", "auto");
  field.style.setProperty("height", `${field.scrollHeight}px`);
}
