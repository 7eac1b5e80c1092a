// Ticked rows: how many there are is said, all on the page are ticked at once, and a row drawn anew keeps its tick.
// With Shift, those between this one and the last are as this one is.
const boxes = () => [...document.querySelectorAll("input[form=ticked]")];
const all = () => document.getElementById("tick-all");
let kept = new Set();
let lastTicked = null;

function count() {
  if (!all()) return;
  const ticked = boxes().filter((box) => box.checked);
  all().closest("label").hidden = false;
  all().checked = ticked.length > 0 && ticked.length === boxes().length;
  all().indeterminate = ticked.length > 0 && !all().checked;
  document.getElementById("how-many").textContent = ticked.length || "";
  kept = new Set(ticked.map((box) => box.value));
}

document.addEventListener("change", ({ target }) => {
  if (target === all()) boxes().forEach((box) => (box.checked = target.checked));
  if (target === all() || target.form?.id === "ticked") count();
});

document.addEventListener("click", ({ target, shiftKey }) => {
  if (!target.matches?.("input[form=ticked]")) return;
  const all = boxes();
  const ends = [target, lastTicked?.isConnected && shiftKey ? lastTicked : target].map((box) => all.indexOf(box)).sort((one, other) => one - other);
  for (const box of all.slice(ends[0], ends[1] + 1)) box.checked = target.checked;
  lastTicked = target;
});

document.addEventListener("htmx:afterSettle", () => {
  for (const box of boxes()) box.checked ||= kept.has(box.value);
  count();
});

addEventListener("pageshow", count);
