// Columns are moved by drag as well as by their buttons: a head in the list, or a line of the form that arranges it. Where
// they are drawn anew, whoever pressed a button stands on it again, or on the one beside it where it has gone.
let [dragged, pressed] = [null, null];
const lineOf = (element) => element.closest?.("[data-columns-at]");
const columnsOf = (line) => [...line.querySelectorAll("[data-column][draggable]")];
const columnAt = (target) => {
  const column = target.closest?.("[data-column][draggable]");
  return column && dragged && column !== dragged && lineOf(column) === lineOf(dragged) ? column : null;
};

function mark(column) {
  for (const each of document.querySelectorAll("[data-column][data-may-land]")) each.removeAttribute("data-may-land");
  column?.toggleAttribute("data-may-land", true);
}

function moveTo(column) {
  const line = lineOf(column);
  const all = columnsOf(line);
  const names = all.map((each) => each.dataset.column);
  const [name] = names.splice(all.indexOf(dragged), 1);
  names.splice(all.indexOf(column), 0, name);
  const address = new URL(line.dataset.columnsAt, location);
  address.searchParams.set("columns", names.join(","));
  address.searchParams.delete("page");
  const at = `${address.pathname}${address.search}`;
  const inPlace = line.closest("#columns");
  inPlace ? htmx.ajax("GET", at, { target: "#columns", select: "#columns", swap: "outerHTML" }) : location.assign(at);
}

document.addEventListener("dragstart", ({ target }) => {
  dragged = target.closest?.("[data-columns-at] [data-column][draggable]") ?? null;
  dragged?.toggleAttribute("data-dragged", true);
});

document.addEventListener("dragover", (event) => {
  const column = columnAt(event.target);
  mark(column);
  if (column) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const column = columnAt(event.target);
  if (!column) return;
  event.preventDefault();
  moveTo(column);
});

document.addEventListener("dragend", () => {
  mark(null);
  dragged?.removeAttribute("data-dragged");
  dragged = null;
});

document.addEventListener("click", ({ target }) => (pressed = target.closest?.("#columns .step")?.id ?? null));
document.addEventListener("htmx:afterSettle", () => {
  if (!pressed || document.activeElement?.matches(".step")) return;
  const [deed, name] = pressed.split(/-(.*)/);
  const beside = { earlier: "later", later: "earlier" }[deed];
  (document.getElementById(pressed) ?? document.getElementById(`${beside}-${name}`))?.focus();
});
