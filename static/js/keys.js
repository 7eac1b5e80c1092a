// Keys: an element with data-key is clicked, or focused when it is a field, by that key, in the row where one is
// first; one with data-go by its own after g. On a follow-up: j and k go to the next and the one before, x ticks it, s opens its status, and there a digit
// chooses; d, o, h and p ask for a due date, an owner, a day until which it rests, a priority; J and K put it further down
// or up in its lane of the board. Never while typing, nor right after the field in which somebody typed was taken away:
// what they still type was meant for it.
const [REST, GOING] = [1000, 2000];
const DEEDS = { d: "due", o: "owner", h: "snooze", p: "priority" };
let [field, asleepUntil, goingUntil, opened] = [null, 0, 0, false];
// A box that is ticked takes no letters.
const typing = (target) => target.matches?.("input:not([type=checkbox]), select, textarea, [contenteditable]");
const ROW = "[data-follow-up], [data-suggestion]";
const followUps = () => [...document.querySelectorAll(ROW)].filter((each) => each.offsetParent);
const current = () => document.activeElement?.closest(ROW) ?? document.querySelector(`:is(${ROW}):hover`);
const nearest = () => current() ?? followUps()[0];

function step(by) {
  const all = followUps();
  const next = all[all.indexOf(current()) + by] ?? all.at(by > 0 ? 0 : -1);
  (next?.querySelector(".title") ?? next?.querySelector("a, summary"))?.focus();
  return Boolean(next);
}

function tick() {
  const box = nearest()?.querySelector("input[form=ticked]");
  box?.click();
  return Boolean(box);
}

// What is ticked is changed together, by the bar below the list.
function openForTicked(column) {
  const button = document.querySelector(`[data-bulk="${column}"]`);
  if (!button?.offsetParent) return false;
  opened = true;
  button.click();
  return true;
}

function shift(way) {
  const button = document.getElementById(`${way}-${current()?.dataset.followUp}`);
  button?.click();
  return Boolean(button);
}

function openStatus() {
  if (openForTicked("status")) return true;
  const menu = nearest()?.querySelector("details.menu");
  if (!menu) return false;
  // The focus fills it.
  menu.querySelector("summary").focus();
  menu.open = true;
  menu.querySelector(".items a, .items button")?.focus();
  return true;
}

// The form of a deed in the dialog, wherever its row shows no link to it.
function openDeed(deed) {
  if (openForTicked(deed)) return true;
  const followUp = nearest();
  if (!followUp?.dataset.may?.split(" ").includes(deed)) return false;
  const link = document.getElementById(`${deed}-${followUp.dataset.followUp}`);
  const within = followUp.closest("#margin") ? "margin" : "page";
  // Never the menu of its status, which may come first: whoever goes on comes back to its title.
  const source = followUp.querySelector(".title") ?? followUp;
  opened = true;
  if (link) link.click();
  else htmx.ajax("GET", `${followUp.dataset.at}${deed}/?within=${within}`, { source, target: "#dialog", select: "#deed", swap: "innerHTML" });
  return true;
}

// Whoever opened a form by a key types over what stands in it.
document.addEventListener("focusin", ({ target }) => {
  if (opened && target.closest("#dialog")) (opened = false), target.select?.();
});

// Where digits need Shift, as on AZERTY, their keys do without it too.
const digit = ({ key, code, shiftKey }) => Number(/^[1-9]$/.exec(key)?.[0] ?? (!shiftKey && /^Digit([1-9])$/.exec(code)?.[1]));

function choose(menu, event) {
  const items = [...menu.querySelectorAll(".items a, .items button")];
  const chosen = items[digit(event) - 1];
  chosen?.click();
  return Boolean(chosen);
}

document.addEventListener("htmx:beforeSwap", () => {
  const typedIn = document.activeElement;
  if (typing(typedIn)) field = typedIn;
});
document.addEventListener("htmx:afterSwap", () => {
  if (field && !field.isConnected && !typing(document.activeElement)) asleepUntil = Date.now() + REST;
  field = null;
});

// What a key unfolds is typed in at once, and it folds nothing up: a letter typed too early would be another key.
function use(element) {
  const unfolded = element.matches("summary") && element.parentElement;
  if (typing(element)) element.focus();
  else if (!unfolded.open) element.click();
  if (unfolded.open) unfolded.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function press(key, event) {
  const menu = event.target.closest?.("details.menu[open]");
  if (menu && choose(menu, event)) return true;
  const isGoing = Date.now() < goingUntil;
  goingUntil = key === "g" && !isGoing ? Date.now() + GOING : 0;
  const keyed = `[data-${isGoing ? "go" : "key"}="${CSS.escape(key)}"]`;
  // Of several rows that take the same key, the one where one is.
  const element = current()?.querySelector(keyed) ?? document.querySelector(keyed);
  if (element) return use(element), true;
  if (isGoing || goingUntil) return Boolean(goingUntil);
  return DEEDS[key] ? openDeed(DEEDS[key]) : { j: () => step(1), k: () => step(-1), J: () => shift("down"), K: () => shift("up"), x: tick, s: openStatus }[key]?.();
}

document.addEventListener("keydown", (event) => {
  // Whoever moves on to something else has seen that the field is gone.
  if (event.key === "Tab") asleepUntil = 0;
  if (Date.now() < asleepUntil && event.key.length === 1) {
    asleepUntil = Date.now() + REST;
    return;
  }
  if (document.body.dataset.keys === "off") return;
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  // Capitals that are locked are no other keys.
  if (press(event.shiftKey || event.key.length > 1 ? event.key : event.key.toLowerCase(), event)) event.preventDefault();
});
