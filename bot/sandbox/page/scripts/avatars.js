// A person's picture: their first letter on a colour of their own.

import { el } from "./dom.js";
import { nameOf } from "./state.js";

const colours = 6;

export function avatar(user, size = "") {
  const picture = el("span", { class: `avatar ${size} tint-${Number(BigInt(user?.id ?? 0) % BigInt(colours))}`, "aria-hidden": "true" });
  picture.textContent = [...(nameOf(user) || "?")][0].toUpperCase();
  if (user?.bot) picture.classList.add("is-bot");
  return picture;
}
