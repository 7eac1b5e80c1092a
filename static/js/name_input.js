// A field for a name is a combobox: what is typed asks for offers, the arrows choose among them, Enter or Tab takes the
// one that is chosen, Escape closes the list. Until an arrow chose one, Enter sends what was typed, as in any field.
const FIELD = "[role=combobox][aria-controls$=_offers]";
const listOf = (field) => field.nextElementSibling;
const fieldOf = (list) => list.previousElementSibling;
// So many pixels of a list are worth to look at.
const ENOUGH = 200;
const options = (list) => [...list.querySelectorAll("[role=option]")];
const chosen = (list) => list.querySelector("[aria-selected=true]");
const isOpen = (field) => field.getAttribute("aria-expanded") === "true";
// How many are offered, for those who do not see them: in the dialog, too, behind which nothing is heard.
const said = document.createElement("span");
for (const [name, value] of [["class", "visually-hidden"], ["role", "status"]]) said.setAttribute(name, value);
// What a field said when its list was closed: nothing more is offered for that.
const done = new WeakMap();
// Which way an arrow went before there was a list.
let isAwaited = 0;

function close(field) {
  if (!isOpen(field)) return;
  done.set(field, field.value);
  choose(listOf(field));
  field.setAttribute("aria-expanded", "false");
  listOf(field).hidePopover();
}

function choose(list, option) {
  chosen(list)?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  option ? fieldOf(list).setAttribute("aria-activedescendant", option.id) : fieldOf(list).removeAttribute("aria-activedescendant");
}

// Under the field, or above it where there is more room: on a phone the keys take half of the window.
function place(list) {
  const [at, gap] = [fieldOf(list).getBoundingClientRect(), 4];
  const [over, under] = [at.top - 2 * gap, visualViewport.height - at.bottom - 2 * gap];
  list.style.minInlineSize = `${at.width}px`;
  list.style.maxBlockSize = "";
  const isUnder = under >= Math.min(list.offsetHeight, ENOUGH, over);
  list.style.maxBlockSize = `${Math.min(list.offsetHeight, isUnder ? under : over)}px`;
  list.style.top = `${isUnder ? at.bottom + gap : at.top - gap - list.offsetHeight}px`;
  const start = getComputedStyle(list).direction === "rtl" ? at.right - list.offsetWidth : at.left;
  list.style.left = `${Math.max(8, Math.min(start, innerWidth - list.offsetWidth - 8))}px`;
}

function draw(list) {
  const [field, all] = [fieldOf(list), options(list)];
  if (field !== document.activeElement || done.get(field) === field.value) return;
  all.forEach((option, number) => (option.id = `${list.id}-${number}`));
  list.after(said);
  said.textContent = list.querySelector("[data-said]")?.textContent.trim() ?? "";
  if (!all.length) return close(field);
  field.removeAttribute("aria-activedescendant");
  field.setAttribute("aria-expanded", "true");
  list.showPopover();
  list.scrollTop = 0;
  place(list);
  if (isAwaited) choose(list, all.at(isAwaited > 0 ? 0 : -1));
  isAwaited = 0;
}

function ask(field, by = 0) {
  isAwaited = by;
  done.delete(field);
  htmx.trigger(field, "offer");
}

// From the last on it goes on in the field itself, where nothing is chosen, and then with the first.
function step(field, by) {
  if (!isOpen(field)) return ask(field, by);
  const [list, all] = [listOf(field), options(listOf(field))];
  const at = all.indexOf(chosen(list));
  choose(list, at < 0 ? all.at(by > 0 ? 0 : -1) : all[at + by]);
}

function take(field, option) {
  field.value = option.dataset.value;
  close(field);
  done.set(field, field.value);
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
}

// Where several are named, whoever fills in the last line finds an empty one after it.
document.addEventListener("input", ({ target }) => {
  if (!target.matches?.(`.names > ${FIELD}`) || !target.value || listOf(target) !== target.parentElement.querySelector(".offers:last-of-type")) return;
  const [field, list] = [target.cloneNode(), listOf(target).cloneNode()];
  field.id = target.id.replace(/\d+$/, (number) => Number(number) + 1);
  for (const name of ["value", "aria-activedescendant", "autofocus"]) field.removeAttribute(name);
  field.value = "";
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", (list.id = `${field.id}_offers`));
  target.parentElement.append(field, list);
  htmx.process(field);
});

// Before anybody else hears the key: Enter would send the form, and Escape close the dialog around it.
document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.(FIELD);
  if (!field || event.isComposing || event.ctrlKey || event.metaKey) return;
  const [by, option] = [{ ArrowDown: 1, ArrowUp: -1 }[event.key], isOpen(field) && chosen(listOf(field))];
  if (by && event.altKey && isOpen(field)) close(field);
  else if (by) step(field, by);
  else if (event.key === "Enter" && option) take(field, option);
  else if (event.key === "Escape" && isOpen(field)) close(field);
  else if (event.key === "Tab" && option && !event.shiftKey) return take(field, option);
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

document.addEventListener("htmx:beforeRequest", (event) => {
  const field = event.target;
  if (field.matches?.(FIELD) && done.get(field) === field.value) event.preventDefault();
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.matches?.(".offers")) draw(detail.target);
});

document.addEventListener("focusout", ({ target }) => target.matches?.(FIELD) && close(target));
// A press on the list, or on its bar, leaves the cursor in the field.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.(".offers")) event.preventDefault();
});
document.addEventListener("click", ({ target }) => {
  const option = target.closest?.(".offers [role=option]");
  if (option) return take(fieldOf(option.closest(".offers")), option);
  if (target.matches?.(FIELD) && !isOpen(target) && !target.value) ask(target);
});
for (const moved of ["scroll", "resize"]) {
  addEventListener(moved, ({ target }) => {
    const list = document.querySelector(".offers:popover-open");
    if (list && target !== list) place(list);
  }, { capture: true, passive: true });
}
