// Who plays: three people to switch between, each with a place of their own.

import { api } from "./api.js";
import { avatar } from "./avatars.js";
import { byId, el, fill, icon } from "./dom.js";
import { closePopover, openPopover, walkItems } from "./popover.js";
import { nameOf, person, state, tell } from "./state.js";
import { texts } from "./texts.js";

const mine = () => state.world.people.find((one) => one.user.id === state.personId);

export function drawYou() {
  const me = mine();
  const name = nameOf(person());
  const role = texts.roleOf[me.role] ?? me.role;
  fill(byId("you"), el("button", {
    class: "you-button", type: "button", title: texts.switchPerson, "aria-haspopup": "menu", "aria-expanded": "false", "data-testid": "switch-person",
    "aria-label": `${texts.youAre}: ${name} (${role}). ${texts.switchPerson}`, onclick: (event) => openPeople(event.currentTarget),
  }, avatar(person(), "small"), el("span", { class: "you-words" }, el("span", { class: "you-lead" }, `${texts.youAre}:`), el("span", { class: "you-name" }, name, el("span", { class: "you-role" }, ` (${role})`))), icon("down")),
  acceptSwitch(me));
}

function acceptSwitch(me) {
  const box = el("input", { type: "checkbox", role: "switch", checked: me.accepts_direct_messages, "data-testid": "accepts-direct" });
  box.addEventListener("change", async () => {
    try {
      await api.acceptDirect(box.checked);
      me.accepts_direct_messages = box.checked;
    } catch (error) {
      box.checked = !box.checked;
      tell("alert", error.message);
    }
  });
  return el("label", { class: "switch" }, box, el("span", { class: "switch-track", "aria-hidden": "true" }), el("span", {}, texts.acceptsDirect));
}

function openPeople(anchor) {
  if (anchor.getAttribute("aria-expanded") === "true") {
    closePopover();
    return;
  }
  const items = state.world.people.map(({ user, role }) => el("button", {
    class: "menu-item", type: "button", role: "menuitemradio", "aria-checked": String(user.id === state.personId), "data-person": user.id,
    onclick: () => {
      closePopover();
      if (user.id !== state.personId) tell("switch-person", user.id);
    },
  }, avatar(user, "small"), el("span", { class: "channel-name" }, nameOf(user)), el("span", { class: "menu-hint" }, texts.roleOf[role] ?? role)));
  const panel = openPopover({ at: anchor, content: el("div", { class: "menu-body" }, items), role: "menu", label: texts.switchPerson, focus: () => items.find((item) => item.getAttribute("aria-checked") === "true") });
  walkItems(panel, ".menu-item");
}
