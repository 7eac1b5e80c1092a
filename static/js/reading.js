// A record and what comes from its words: each shows the other, and the list of notes follows whoever reads on.
const keysOf = (mark) => mark?.dataset.notes.split(" ").filter(Boolean) ?? [];
let [paragraphs, notes, shown] = [[], [], []];
const marksOf = new Map();

// Once for a page, and again when a part of it was drawn anew: of a long record there are thousands to look through.
function read() {
  paragraphs = [...document.querySelectorAll("#margin .record [id^=place-]")];
  notes = [...document.querySelectorAll("#margin .note[data-note]")];
  marksOf.clear();
  for (const mark of document.querySelectorAll("#margin mark[data-notes]")) {
    for (const key of keysOf(mark)) marksOf.set(key, [...(marksOf.get(key) ?? []), mark]);
  }
}

function show(elements) {
  for (const each of shown) each.removeAttribute("data-shown");
  for (const each of elements) each.setAttribute("data-shown", "");
  shown = elements;
}

for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const key = event.target.closest?.(".note[data-note]")?.dataset.note;
    const keys = key ? [key] : keysOf(event.target.closest?.("mark[data-notes]"));
    if (!keys.length && !shown.length) return;
    const told = key ? [] : notes.filter((note) => keys.includes(note.dataset.note));
    show([...keys.flatMap((each) => marksOf.get(each) ?? []), ...told]);
    follow(told[0]);
  });
}

// The words of a suggestion come into sight with it, however long the record is.
document.addEventListener("focusin", ({ target }) => {
  const key = target.closest?.("[data-suggestion]")?.dataset.note;
  const words = key && document.getElementById(`words-${key}`)?.getBoundingClientRect();
  if (words && (words.top < innerHeight / 4 || words.bottom > innerHeight)) scrollBy({ top: words.top - innerHeight / 3 });
});

// The list moves by itself as long as nobody is at it, and never the page.
function follow(note) {
  const margin = document.querySelector('[data-notes="list"] > .margin');
  if (!note || !margin || margin.matches(":hover, :focus-within")) return;
  const [{ top, bottom }, room] = [note.getBoundingClientRect(), margin.getBoundingClientRect()];
  const start = room.top + (margin.querySelector(".head")?.offsetHeight ?? 0);
  if (top < start) margin.scrollTop -= start - top;
  else if (bottom > room.bottom) margin.scrollTop += Math.min(bottom - room.bottom + 8, top - start);
}

// Below the head of the page the list has less room than the window: its last note would never come into sight.
const height = new CSSStyleSheet();
let fitted = "";
document.adoptedStyleSheets.push(height);

function fit() {
  const margin = document.querySelector('[data-notes="list"] > .margin');
  const isBeside = margin && getComputedStyle(margin).position === "sticky";
  const room = isBeside ? Math.floor(innerHeight - Math.max(margin.getBoundingClientRect().top, 0) - 40) : 0;
  const rule = isBeside ? `[data-notes="list"] > .margin { max-block-size: ${Math.max(room, 240)}px }` : "";
  if (rule !== fitted) height.replaceSync((fitted = rule));
}

// Of paragraphs, which stand one under the other, the first that is so: few of a thousand are asked where they are.
function firstThat(isSo) {
  let [first, last] = [0, paragraphs.length];
  while (first < last) {
    const middle = (first + last) >> 1;
    if (isSo(paragraphs[middle].getBoundingClientRect())) last = middle;
    else first = middle + 1;
  }
  return first;
}

function marksInSight() {
  const some = paragraphs.slice(firstThat(({ bottom }) => bottom > 0), firstThat(({ top }) => top >= innerHeight));
  const inSight = ({ top, bottom }) => bottom > 0 && top < innerHeight;
  return some.flatMap((each) => [...each.querySelectorAll("mark[data-notes]")]).filter((mark) => inSight(mark.getBoundingClientRect()));
}

function look() {
  fit();
  const here = new Set(marksInSight().flatMap(keysOf));
  const isLong = document.documentElement.scrollHeight > 1.5 * innerHeight;
  for (const note of notes) note.toggleAttribute("data-here", isLong && here.has(note.dataset.note));
  follow(notes.find((note) => here.has(note.dataset.note)));
  say(isLong);
}

// The paragraph at a third of the window's height is the one that is read.
function say(isLong) {
  const whereabouts = document.getElementById("whereabouts");
  if (!whereabouts) return;
  const at = firstThat(({ top }) => top >= innerHeight / 3) || 1;
  whereabouts.hidden = !isLong || paragraphs.length < 2;
  whereabouts.textContent = whereabouts.dataset.words.replace("{at}", at).replace("{all}", paragraphs.length);
}

let isAsked = false;
function lookSoon() {
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(() => ((isAsked = false), look()));
}

read();
addEventListener("htmx:afterSwap", read);
for (const kind of ["scroll", "resize", "htmx:afterSwap"]) addEventListener(kind, lookSoon);
lookSoon();
