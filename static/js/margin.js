// Notes beside their words, where there is room for a margin: see reading.js for what else the two have to do.
const roomy = matchMedia("screen and (width >= 60rem)");

// A sheet of its own, because htmx copies what is written on an element, which the page's policy forbids.
const places = new CSSStyleSheet();
document.adoptedStyleSheets.push(places);

// Where the words of each note begin.
function beginnings() {
  const found = new Map();
  for (const mark of document.querySelectorAll("#margin mark[data-notes]")) {
    for (const key of mark.dataset.notes.split(" ")) if (!found.has(key)) found.set(key, mark);
  }
  return found;
}

function topOf(words) {
  return words.getClientRects()[0].top;
}

// Each note stands beside its words, or under the note before it. Of many notes on a few words one may stand far below:
// when those are pointed at it comes up, and the notes before it make way.
function standBeside(pointed) {
  places.replaceSync("");
  // Until then they are not seen: they would move in front of whoever reads them.
  document.body.dataset.placed = "";
  if (!roomy.matches) return;
  const words = beginnings();
  const [first, ...others] = document.querySelectorAll(".notes > .note");
  const lowered = new Map();
  let by = 0;
  for (const note of [first, ...others].filter((each) => words.has(each?.dataset.note))) {
    const begins = topOf(words.get(note.dataset.note));
    const { top, height } = note.getBoundingClientRect();
    const room = Math.max(0, begins - top - by);
    lowered.set(note, (lowered.get(note) ?? 0) + room);
    by += room;
    const rise = Math.min(begins, innerHeight - height - 16) - top - by;
    if (note !== pointed || rise > 0) continue;
    lowered.set(first, (lowered.get(first) ?? 0) + rise);
    by += rise;
  }
  places.replaceSync([...lowered].map(([note, far]) => `#${note.id} { margin-block-start: ${far + gap(note)}px }`).join("\n"));
}

function gap(note) {
  return parseFloat(getComputedStyle(note).marginBlockStart);
}

for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const mark = event.target.closest?.("mark[data-notes]");
    if (!mark || mark.closest(".note")) return;
    const keys = mark.dataset.notes.split(" ");
    const note = [...document.querySelectorAll(".note[data-note]:not([data-shown])")].find((each) => keys.includes(each.dataset.note));
    if (note) standBeside(note);
  });
}

const sizes = new ResizeObserver(() => standBeside());

function watchSizes() {
  sizes.disconnect();
  for (const each of document.querySelectorAll("#margin .record, #margin .note")) sizes.observe(each);
  standBeside();
}

watchSizes();
roomy.addEventListener("change", () => standBeside());
document.addEventListener("htmx:afterSwap", watchSizes);
