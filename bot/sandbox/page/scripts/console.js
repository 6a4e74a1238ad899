// The console drawer: what Discord would have refused, and the bot's connection.

import { api } from "./api.js";
import { byId, el, fill, icon } from "./dom.js";
import { on, tell } from "./state.js";
import { texts } from "./texts.js";
import { shortTime } from "./timestamps.js";

let violations = [];

export function consoleButton() {
  return el("button", { class: "icon-button console-button", type: "button", title: texts.console, "aria-controls": "console", "aria-expanded": String(!byId("console").hidden), "data-testid": "console-button", onclick: toggle }, icon("console"), el("span", { class: "unseen" }, texts.console), el("span", { class: "badge", "data-testid": "console-badge" }));
}

export function drawBadge() {
  const count = violations.length;
  for (const badge of document.querySelectorAll(".console-button .badge")) {
    badge.textContent = count ? String(count) : "";
    badge.hidden = !count;
    badge.setAttribute("aria-label", texts.consoleCount(count));
  }
}

function toggle() {
  const box = byId("console");
  box.hidden = !box.hidden;
  for (const button of document.querySelectorAll(".console-button")) button.setAttribute("aria-expanded", String(!box.hidden));
  if (box.hidden) {
    document.querySelector(".console-button")?.focus();
    return;
  }
  draw();
  box.querySelector("button")?.focus();
}

function draw() {
  drawBadge();
  if (byId("console").hidden) return;
  const open = new Set([...byId("console").querySelectorAll("details[open]")].map((one) => one.dataset.number));
  fill(byId("console"),
    el("header", { class: "console-head" }, el("h2", {}, texts.console), el("p", {}, texts.consoleLead),
      el("button", { class: "button is-secondary", type: "button", "data-testid": "console-clear", disabled: !violations.length, onclick: clear }, texts.consoleClear),
      el("button", { class: "icon-button", type: "button", "aria-label": texts.consoleClose, title: texts.consoleClose, onclick: toggle }, icon("close"))),
    violations.length
      ? el("ol", { class: "violations", "data-testid": "violations" }, violations.map((one) => violationNode(one, open.has(String(one.number)))))
      : el("p", { class: "console-empty" }, texts.consoleEmpty),
    gatewayNode());
}

function violationNode(one, isOpen) {
  return el("li", { class: "violation", "data-testid": "violation" },
    el("p", {}, el("span", { class: "violation-number" }, `${one.number}`), el("code", { class: "violation-where" }, one.where), el("span", { class: "violation-code" }, String(one.code)), el("time", {}, shortTime(one.at))),
    el("p", { class: "violation-words" }, one.message),
    el("details", { "data-number": one.number, open: isOpen }, el("summary", {}, texts.consoleBody), el("pre", { class: "md-block", tabindex: "0" }, JSON.stringify({ details: one.details, body: one.body }, null, 2))));
}

function gatewayNode() {
  const status = el("span", { role: "status", class: "menu-hint" });
  const act = async (action) => {
    try {
      await api.gateway(action, true);
      status.textContent = texts.gatewayDone;
    } catch (error) {
      status.textContent = error.message;
    }
  };
  return el("div", { class: "gateway" }, el("h3", { class: "group-title" }, texts.gateway),
    Object.entries(texts.gatewayActions).map(([action, label]) => el("button", { class: "button is-secondary", type: "button", onclick: () => act(action) }, label)), status);
}

async function clear() {
  await api.clearViolations().catch((error) => tell("alert", error.message));
  violations = [];
  draw();
  byId("console").querySelector("button[aria-label]")?.focus();
}

export async function loadViolations() {
  violations = (await api.violations()) ?? [];
  draw();
}

export function startConsole() {
  on("violation", ({ violation }) => {
    if (violations.some((one) => one.number === violation.number)) return;
    violations.push(violation);
    draw();
  });
  byId("console").addEventListener("keydown", (event) => {
    if (event.key === "Escape") toggle();
  });
}
