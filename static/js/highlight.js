// While the panel is open, the words it is about stay lit in the record, where one can read on.
function spot(piece, at, whole) {
  const before = [...whole].slice(0, Math.max(0, at - Number(piece.dataset.start)));
  return Math.min(before.join("").length, whole.length);
}

// The range from one code point of the record's text to another: each piece of it stands in an element with data-start.
// A sentence is asked for by both in one.
function rangeOf({ record, at, ...asked }) {
  const [start, end] = at?.split("-") ?? [asked.start, asked.end];
  const pieces = [...document.querySelectorAll(`[data-record="${CSS.escape(record)}"] [data-start]`)];
  const begins = (at) => pieces.findLast((piece) => Number(piece.dataset.start) <= at);
  const [first, last] = [begins(Number(start)), begins(Number(end) - 1)];
  if (!first || !last) return null;
  const range = new Range();
  range.setStart(first.firstChild, spot(first, Number(start), first.textContent));
  range.setEnd(last.firstChild, spot(last, Number(end), last.textContent));
  return range;
}

function light() {
  const form = document.querySelector("#panel form");
  const asked = form && Object.fromEntries(new URL(form.action).searchParams);
  const range = asked?.record ? rangeOf(asked) : null;
  if (range) CSS.highlights?.set("chosen", new Highlight(range));
  else CSS.highlights?.delete("chosen");
  return range;
}

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const range = light();
  if (!range || detail.target.id !== "panel") return;
  // On a small screen the panel lies over the record: the words move out from under it.
  const [words, panel] = [range.getBoundingClientRect(), detail.target.getBoundingClientRect()];
  const isCovered = words.bottom > panel.top && words.right > panel.left && words.left < panel.right;
  if (isCovered) scrollBy({ top: Math.min(words.top - 16, words.bottom - panel.top + 16) });
});
document.addEventListener("chosen", light);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) light();
});
