// What one may do with the open channel or thread as a whole: leave it, delete it.

import { api } from "./api.js";
import { el, icon } from "./dom.js";
import { closePopover, openPopover, walkItems } from "./popover.js";
import { may, state, tell } from "./state.js";
import { texts } from "./texts.js";
import { isIn, isThread } from "./threads.js";

const said = (asked) => asked.catch((error) => tell("alert", error.message));

function item(label, testId, act, className = "") {
  return el("button", { class: `menu-item ${className}`, type: "button", role: "menuitem", "data-testid": testId, onclick: act }, el("span", { class: "channel-name" }, label));
}

function actionsOn(here, anchor) {
  const mayDelete = may(isThread(here) ? "manageThreads" : "manageChannels", here);
  return [
    isThread(here) && isIn(here) ? item(texts.leaveThread, "leave-thread", () => {
      closePopover();
      said(api.leaveThread(here.id));
    }) : null,
    mayDelete ? item(isThread(here) ? texts.deleteThread : texts.deleteChannel, "delete-channel", () => ask(here, anchor), "is-danger") : null,
  ].filter(Boolean);
}

function ask(here, anchor) {
  const end = () => {
    closePopover();
    said(api.endChannel(here.id));
  };
  const content = el("div", { class: "menu-body" },
    el("p", { class: "menu-hint" }, texts.deleteChannelAsk(here.name)),
    item(texts.deleteForGood, "delete-for-good", end, "is-danger"),
    item(texts.cancel, "keep-channel", () => closePopover()));
  walkItems(openPopover({ at: anchor, role: "menu", label: texts.deleteChannelAsk(here.name), content, className: "context-menu" }), ".menu-item");
}

/** The button that opens the menu of the open channel, where there is something in it for this person. */
export function channelMenuButton(here) {
  if (!here || here.type === 1 || !state.guildId || !actionsOn(here).length) return null;
  const open = (event) => {
    const anchor = event.currentTarget;
    walkItems(openPopover({ at: anchor, role: "menu", label: texts.channelMenu(here.name), content: el("div", { class: "menu-body" }, actionsOn(here, anchor)), className: "context-menu" }), ".menu-item");
  };
  return el("button", { class: "icon-button", type: "button", title: texts.channelMenu(here.name), "aria-label": texts.channelMenu(here.name), "aria-haspopup": "menu", "data-testid": "channel-more", onclick: open }, icon("more"));
}
