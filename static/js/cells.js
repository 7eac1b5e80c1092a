// A cell is changed where it stands: the dialog that it opens comes to stand on it. Enter saves; Tab saves what was changed
// and goes on to the next cell, Shift+Tab to the one before; Escape leaves it as it was. A click beside it saves as well.
const dialog = document.getElementById("dialog");
const narrow = matchMedia("(width < 45rem)");
const cells = () => [...document.querySelectorAll("[data-cell], td summary.status")].filter((each) => each.offsetParent);
const form = () => dialog.querySelector("form");
const fields = () => [...form().querySelectorAll("input:not([type=hidden]), select, textarea")];
// A group of choices is one.
const names = () => [...new Set(fields().map((field) => field.name))];
// The cell that is open, and the one to go on to, by their ids: what is saved draws both anew.
let [cell, next] = ["", ""];

// Two values are asked about: that is answered before anything else.
const isAsked = () => dialog.querySelector("#keep-theirs");
const isOpen = () => dialog.hasAttribute("data-cell-open");

function isTyped(field) {
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return /radio|checkbox/.test(field.type) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

// What was refused was typed before.
const isRefused = () => form().querySelector("[role=alert], .errorlist");
const isChanged = () => isRefused() || fields().some(isTyped);
// Where one goes on to the next cell: a reason is asked for once it is missed, and before is for who comes to it.
const last = () => names().at(isRefused() || names().indexOf(document.activeElement.name) > 0 ? -1 : 0);

// Where there is no room beside the cell, it is a dialog like every other.
function place() {
  const link = document.getElementById(cell);
  dialog.style.cssText = "";
  dialog.toggleAttribute("data-cell-open", Boolean(link) && !narrow.matches);
  if (!isOpen()) return;
  // What stands there is typed over, unless it was refused.
  if (!link.hasAttribute("aria-expanded")) document.activeElement.select?.();
  link.setAttribute("aria-expanded", "true");
  const [at, width] = [link.closest("td").getBoundingClientRect(), document.documentElement.clientWidth];
  const set = (name, pixels) => dialog.style.setProperty(name, `${pixels}px`);
  set("--at-least", Math.min(at.width, width - 16));
  const size = dialog.getBoundingClientRect();
  const above = at.bottom + size.height + 8 > innerHeight && at.top > size.height;
  const start = getComputedStyle(dialog).direction === "rtl" ? width - at.right : at.left;
  set("--block-start", scrollY + (above ? at.top - size.height : at.bottom));
  set("--inline-start", Math.max(8, Math.min(start, width - size.width - 8)));
}

function leave() {
  if (isChanged()) form().requestSubmit();
  else dialog.close();
}

function goOn(by) {
  const all = cells();
  next = all[all.findIndex((each) => each.id === cell) + by]?.id ?? "";
  leave();
}

document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (target.matches("[data-cell]")) cell = target.id;
  else if (!dialog.contains(target)) cell = "";
});

// Shown for the first time, or refused: then nothing is gone on to.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target === dialog) (next = ""), place();
});

addEventListener("resize", () => dialog.open && place());

dialog.addEventListener("close", () => {
  dialog.removeAttribute("data-cell-open");
  dialog.style.cssText = "";
  const [left, to] = [document.getElementById(cell), document.getElementById(next)];
  left?.removeAttribute("aria-expanded");
  [cell, next] = ["", ""];
  // A status opens its menu by itself.
  if (to?.matches("summary")) to.focus();
  else to?.click();
});

dialog.addEventListener("keydown", (event) => {
  if (event.key !== "Tab" || event.defaultPrevented || !isOpen() || isAsked()) return;
  if (event.target.name !== (event.shiftKey ? names()[0] : last())) return;
  event.preventDefault();
  goOn(event.shiftKey ? -1 : 1);
});

let chosen = 0;
const isInside = ({ left, right, top, bottom }, { x, y }) => x >= left && x <= right && y >= top && y <= bottom;

function press(event) {
  if (event.target === dialog && !isInside(dialog.getBoundingClientRect(), event)) {
    const isLeft = !isChanged();
    leave();
    if (isLeft) next = document.elementFromPoint(event.x, event.y)?.closest("[data-cell]")?.id ?? "";
  } else if (event.pointerType && event.target.closest("label")?.querySelector("[type=radio]")) {
    // Whoever points at a choice has chosen; by the arrows one only comes past it.
    clearTimeout(chosen);
    if (names().length === 1) chosen = setTimeout(() => form()?.requestSubmit());
  }
}

dialog.addEventListener("click", (event) => {
  if (isOpen() && !isAsked()) press(event);
});
