// Menus by keyboard: the arrows open one and go round in it, Home and End go to its ends, and whoever opens the menu of a
// column by a key stands in it. Escape is dialog.js's.
const itemsOf = (menu) => [...menu.querySelectorAll(".items :is(a, button)")].filter((each) => each.offsetParent);
let isByKey = false;

function step(menu, key) {
  const items = itemsOf(menu);
  const here = items.indexOf(document.activeElement);
  const to = { ArrowDown: here + 1, ArrowUp: here < 0 ? -1 : here - 1, Home: 0, End: -1 }[key];
  items.at(to % items.length)?.focus();
}

document.addEventListener("keydown", (event) => {
  isByKey = event.key === "Enter" || event.key === " ";
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const menu = event.target.closest?.("details.menu");
  if (!menu || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  if (!menu.open && !event.key.startsWith("Arrow")) return;
  event.preventDefault();
  menu.open = true;
  step(menu, event.key);
});

document.addEventListener("pointerdown", () => (isByKey = false));
document.addEventListener("toggle", ({ target }) => {
  if (isByKey && target.open && target.matches("details.menu:has([role=menu])")) step(target, "Home");
}, true);
