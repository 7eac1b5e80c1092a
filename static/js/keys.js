// Keys: an element with data-key is clicked, or focused when it is a field, by that key. On a follow-up: j and k go to
// the next and the one before, s opens its status, and there a digit chooses. Never while typing, nor right after the
// field in which somebody typed was taken away: what they still type was meant for it.
const REST = 1000;
let [field, asleepUntil] = [null, 0];
const typing = (target) => target.matches?.("input, select, textarea, [contenteditable]");
const followUps = () => [...document.querySelectorAll("[data-follow-up]")].filter((each) => each.offsetParent);
const current = () => document.activeElement?.closest("[data-follow-up]") ?? document.querySelector("[data-follow-up]:hover");

function go(step) {
  const all = followUps();
  const next = all[all.indexOf(current()) + step] ?? all.at(step > 0 ? 0 : -1);
  (next?.querySelector(".title") ?? next?.querySelector("a, summary"))?.focus();
  return Boolean(next);
}

function openStatus() {
  const menu = (current() ?? followUps()[0])?.querySelector("details.menu");
  if (!menu) return false;
  menu.open = true;
  menu.querySelector(".items a, .items button")?.focus();
  return true;
}

function choose(menu, key) {
  const items = [...menu.querySelectorAll(".items a, .items button")];
  if (/^[1-9]$/.test(key)) return items[Number(key) - 1]?.click(), Boolean(items[Number(key) - 1]);
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (!step) return false;
  items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus();
  return true;
}

document.addEventListener("htmx:beforeSwap", () => {
  const typedIn = document.activeElement;
  if (typing(typedIn)) field = typedIn;
});
document.addEventListener("htmx:afterSwap", () => {
  if (field && !field.isConnected && !typing(document.activeElement)) asleepUntil = Date.now() + REST;
  field = null;
});

document.addEventListener("keydown", (event) => {
  // Whoever moves on to something else has seen that the field is gone.
  if (event.key === "Tab") asleepUntil = 0;
  if (Date.now() < asleepUntil && event.key.length === 1) {
    asleepUntil = Date.now() + REST;
    return;
  }
  if (document.body.dataset.keys === "off") return;
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const menu = event.target.closest?.("details.menu[open]");
  const done = (menu && choose(menu, event.key)) || { j: () => go(1), k: () => go(-1), s: openStatus }[event.key]?.();
  const element = !done && document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!done && !element) return;
  event.preventDefault();
  if (element) typing(element) ? element.focus() : element.click();
});
