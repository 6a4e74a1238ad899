// The sandbox's clock: what it says, and moving it forward.

import { api, Refused } from "./api.js";
import { el, freshId, icon } from "./dom.js";
import { closePopover, openPopover } from "./popover.js";
import { on, state, tell } from "./state.js";
import { texts } from "./texts.js";
import { clockTime, now, refreshRelativeTimes } from "./timestamps.js";

const steps = {
  hour: { advance_seconds: 3600 },
  day: { advance_seconds: 86400 },
  monday: { to_next: "monday 09:00" },
  week: { advance_seconds: 604800 },
};

export function clockButton() {
  return el("button", {
    class: "clock-button", type: "button", title: texts.clock, "aria-haspopup": "dialog", "aria-expanded": "false", "data-testid": "clock",
    onclick: (event) => openClock(event.currentTarget),
  }, icon("clock"), el("span", { class: "clock-words" }, clockTime(new Date(now()))));
}

function aheadWords() {
  const seconds = state.world.clock.ahead_seconds;
  if (seconds < 60) return texts.clockReal;
  const hours = Math.round(seconds / 3600);
  const words = hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
  return texts.clockAhead(words);
}

function openClock(anchor) {
  if (anchor.getAttribute("aria-expanded") === "true") {
    closePopover();
    return;
  }
  const wrong = el("p", { class: "field-wrong", role: "alert" });
  const id = freshId("clock");
  const own = el("input", { class: "field", type: "datetime-local", id });
  const move = async (step) => {
    try {
      const clock = await api.moveClock(step);
      tell("clock", { clock });
      closePopover();
    } catch (error) {
      wrong.textContent = error instanceof Refused ? error.message : texts.failedToSend;
    }
  };
  const content = el("div", { class: "menu-body" },
    el("p", { class: "menu-title" }, texts.clockNow(clockTime(new Date(now())))), el("p", { class: "menu-hint" }, aheadWords()),
    el("h3", { class: "group-title" }, texts.moveClock),
    Object.entries(steps).map(([name, step]) => el("button", { class: "menu-item", type: "button", "data-testid": `clock-${name}`, onclick: () => move(step) }, texts.clockSteps[name])),
    el("label", { class: "menu-hint", for: id }, texts.clockTo),
    el("div", { class: "field-row" }, own, el("button", { class: "button is-primary", type: "button", onclick: () => {
      if (own.value) move({ to: new Date(own.value).toISOString() });
      else wrong.textContent = texts.clockOwnMissing;
    } }, texts.clockGo)), wrong);
  openPopover({ at: anchor, content, label: texts.clock, role: "dialog", className: "clock-popover" });
}

function refresh() {
  for (const words of document.querySelectorAll(".clock-words")) words.textContent = clockTime(new Date(now()));
  refreshRelativeTimes();
}

export function startClock() {
  on("clock", ({ clock }) => {
    state.world.clock = clock;
    refresh();
  });
  setInterval(refresh, 15000);
}
