// In the words of a note "@" and the beginning of a name ask for names: the arrows choose one, Enter or Tab takes it,
// Escape closes the list. Only people who may see what the note is about are offered; without this a name is typed.
const FIELD = "textarea[data-mentions]";
// From the last "@" on its line to the cursor: a name in the making, of at most four words.
const TYPED = /(?:^|[^\p{L}\p{N}.@])@((?:[\p{L}\p{N}.'’-]+ ?){0,4})$/u;
const PAUSE = 120;
let [list, field, waits, asked] = [null, null, 0, 0];

const typed = () => field.selectionStart === field.selectionEnd && TYPED.exec(field.value.slice(0, field.selectionStart))?.[1];
const options = () => [...list.querySelectorAll("[role=option]")];
const chosen = () => list.querySelector("[aria-selected=true]");
const isOpen = () => list?.matches(":popover-open");

// One list, beside the field that is typed in: in the dialog, too, behind which nothing is seen.
function listOf(target) {
  if (list && field === target && list.isConnected) return;
  close();
  list?.remove();
  field = target;
  list = document.createElement("div");
  for (const [name, value] of [["class", "offers names"], ["role", "listbox"], ["popover", "manual"], ["id", `${field.id}_names`], ["aria-label", field.dataset.names]]) list.setAttribute(name, value);
  const said = document.createElement("span");
  for (const [name, value] of [["class", "visually-hidden"], ["role", "status"]]) said.setAttribute(name, value);
  field.after(list, said);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
}

function close() {
  asked += 1;
  field?.removeAttribute("aria-activedescendant");
  if (isOpen()) list.hidePopover();
}

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", option.id);
}

async function ask() {
  const [words, number] = [typed(), ++asked];
  if (words === undefined || words === false || words === null) return close();
  const answer = await fetch(`${field.dataset.mentions}?${new URLSearchParams({ words })}`, { headers: { "HX-Request": "true" } });
  if (answer.status !== 200 || number !== asked) return;
  list.innerHTML = await answer.text();
  list.nextElementSibling.textContent = list.querySelector("[data-said]")?.textContent.trim() ?? "";
  options().forEach((option, at) => (option.id = `${list.id}-${at}`));
  if (!options().length) return close();
  list.showPopover();
  const at = field.getBoundingClientRect();
  list.style.left = `${Math.max(8, Math.min(at.left, innerWidth - list.offsetWidth - 8))}px`;
  list.style.top = `${innerHeight - at.bottom > list.offsetHeight + 8 ? at.bottom + 4 : Math.max(8, at.top - 4 - list.offsetHeight)}px`;
  choose(options()[0]);
}

function take(option) {
  const [words, end] = [typed(), field.selectionStart];
  close();
  if (words === undefined || words === null || words === false) return;
  field.setRangeText(`${option.dataset.value} `, end - words.length, end, "end");
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("input", ({ target }) => {
  if (!target.matches?.(FIELD)) return;
  listOf(target);
  clearTimeout(waits);
  waits = setTimeout(ask, PAUSE);
});

// Before anybody else hears the key: Escape would close the dialog around it.
document.addEventListener("keydown", (event) => {
  if (event.target !== field || !isOpen() || event.isComposing) return;
  const [all, by] = [options(), { ArrowDown: 1, ArrowUp: -1 }[event.key]];
  if (by) choose(all.at((all.indexOf(chosen()) + by) % all.length));
  else if (event.key === "Escape") close();
  else if (["Enter", "Tab"].includes(event.key) && !event.shiftKey && !event.ctrlKey && !event.metaKey) take(chosen());
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

// A press on the list leaves the cursor in the field; what other fields offer does not hear of it.
document.addEventListener("click", (event) => {
  const option = event.target.closest?.(".offers.names [role=option]");
  if (option) {
    event.stopPropagation();
    take(option);
  } else if (event.target !== field) close();
}, true);
document.addEventListener("focusout", ({ target }) => target === field && close());
for (const moved of ["scroll", "resize"]) {
  addEventListener(moved, (event) => {
    if (!isOpen() || event.target === list) return;
    event.stopImmediatePropagation();
    close();
  }, { capture: true, passive: true });
}
