// A floating panel by the thing that opened it: closes on Escape and on a click elsewhere, gives the focus back.

import { el } from "./dom.js";

const gapPx = 6;
let open = null;

export function closePopover({ restoreFocus = true } = {}) {
  if (!open) return;
  const { panel, anchor, onclose } = open;
  const hadFocus = panel.contains(document.activeElement);
  open = null;
  panel.remove();
  anchor?.setAttribute?.("aria-expanded", "false");
  if (restoreFocus && hadFocus) focusAnchor(anchor);
  onclose?.();
}

// A message may have been drawn anew meanwhile: its new control has the same name.
function focusAnchor(anchor) {
  if (anchor?.isConnected) return anchor.focus();
  const control = anchor?.dataset?.control;
  const twin = control && document.querySelector(`[data-control="${CSS.escape(control)}"]`);
  return (twin ?? document.getElementById("composer-text"))?.focus();
}

/** Opens a panel. `at` is an element, or a point {x, y}. */
export function openPopover({ at, anchor = at, role, label, content, className = "", onclose, focus }) {
  closePopover({ restoreFocus: false });
  const panel = el("div", { class: `popover ${className}`, role, "aria-label": label, tabindex: "-1" }, content);
  document.body.append(panel);
  open = { panel, anchor, onclose };
  anchor?.setAttribute?.("aria-expanded", "true");
  place(panel, at);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    closePopover();
  });
  (focus?.() ?? panel.querySelector("[data-first], button, input, [tabindex='0']") ?? panel).focus({ preventScroll: true });
  return panel;
}

function place(panel, at) {
  if (matchMedia("(max-width: 600px)").matches) {
    panel.classList.add("is-sheet");
    return;
  }
  const box = at instanceof Element ? at.getBoundingClientRect() : { left: at.x, right: at.x, top: at.y, bottom: at.y };
  const { width, height } = panel.getBoundingClientRect();
  const left = Math.max(gapPx, Math.min(box.left, innerWidth - width - gapPx));
  const below = box.bottom + gapPx;
  const top = below + height <= innerHeight - gapPx ? below : Math.max(gapPx, Math.min(box.top - height - gapPx, innerHeight - height - gapPx));
  panel.style.setProperty("left", `${left}px`);
  panel.style.setProperty("top", `${top}px`);
}

export function startPopovers() {
  document.addEventListener("pointerdown", (event) => {
    if (open && !open.panel.contains(event.target) && !open.anchor?.contains?.(event.target)) closePopover({ restoreFocus: false });
  }, true);
  addEventListener("resize", () => {
    if (open && !open.panel.contains(document.activeElement)) closePopover({ restoreFocus: false });
  });
}

/** Arrow keys through the items of a menu or list. */
export function walkItems(panel, selector) {
  panel.addEventListener("keydown", (event) => {
    const items = [...panel.querySelectorAll(selector)].filter((item) => !item.disabled && !item.hidden);
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? items.length - 1 : at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined || !items.length) return;
    if ((event.key === "Home" || event.key === "End") && document.activeElement.matches("input")) return;
    event.preventDefault();
    items[(to + items.length) % items.length].focus();
  });
}
