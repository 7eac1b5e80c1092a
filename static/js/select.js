// Select words in a record: the panel in the margin opens on them. Offsets are code points of the version's text.
document.documentElement.dataset.selects = "";
const points = (text) => [...text].length;

// The offset in the record of a place in the page: each piece of text stands in an element with data-start.
function offset(node, at) {
  if (node.nodeType !== Node.TEXT_NODE) {
    const next = node.childNodes[at];
    const inside = next ?? node;
    const walker = document.createTreeWalker(inside, NodeFilter.SHOW_TEXT);
    const text = inside.nodeType === Node.TEXT_NODE ? inside : next ? walker.nextNode() : walker.lastChild();
    return text ? offset(text, next ? 0 : text.length) : null;
  }
  const piece = node.parentElement.closest("[data-start]");
  if (!piece) {
    const sibling = node.parentElement.closest("a, sup")?.previousElementSibling?.closest("[data-start]");
    return sibling ? Number(sibling.dataset.start) + points(sibling.textContent) : null;
  }
  return Number(piece.dataset.start) + points(node.data.slice(0, at));
}

function chosen() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const record = range.startContainer.parentElement?.closest("[data-record]");
  const whole = record && (record.contains(range.endContainer) || range.toString().length < record.textContent.length);
  if (!whole) return null;
  const start = offset(range.startContainer, range.startOffset);
  let end = record.contains(range.endContainer) ? offset(range.endContainer, range.endOffset) : null;
  if (end === null || end <= start) end = start === null ? null : start + points(range.toString().trimEnd());
  return start === null || !/[\p{L}\p{N}]{2}/u.test(range.toString()) ? null : { record, start, end, words: range.toString() };
}

function open({ record, start, end, words }) {
  const place = new URLSearchParams({ record: record.dataset.record, version: record.dataset.version, start, end, within: "margin" });
  const address = `${record.dataset.address}?${place}`;
  const form = document.querySelector("#panel form");
  if (form?.dataset.typed) {
    // Something was typed already: keep it, and only take the new words.
    form.setAttribute("hx-post", address);
    form.action = address;
    htmx.process(form);
    document.getElementById("quote").textContent = words;
    document.dispatchEvent(new Event("chosen"));
    return;
  }
  htmx.ajax("GET", address, { target: "#panel", select: "#deed", swap: "innerHTML" });
}

let last = "";
function offer() {
  const choice = chosen();
  const now = choice && `${choice.record.dataset.record} ${choice.start} ${choice.end}`;
  if (now && now !== last) open(choice);
  last = now ?? "";
}

document.addEventListener("pointerup", (event) => {
  if (!event.target.closest?.("#panel, a, button, summary")) setTimeout(offer);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.target.closest("a, button, summary, input, select, textarea")) (last = ""), offer();
});
document.addEventListener("input", (event) => {
  const form = event.target.closest("#panel form");
  if (form) form.dataset.typed = "yes";
});

// The notes scroll by themselves: the one of the words comes into sight, and the page stays where it is.
function bringUp(note) {
  const notes = note.closest(".notes");
  const [box, inner] = [note.getBoundingClientRect(), notes.getBoundingClientRect()];
  if (box.top < inner.top || box.bottom > inner.bottom) notes.scrollBy({ top: box.top - inner.top - 8 });
}

// The words and their note show each other.
for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const key = event.target.closest?.("[data-follow-up]")?.dataset.followUp;
    const keys = key ? [key] : (event.target.closest?.("mark")?.dataset.notes ?? "").split(" ").filter(Boolean);
    for (const mark of document.querySelectorAll("mark[data-notes]")) {
      mark.classList.toggle("shown", keys.some((each) => mark.dataset.notes.split(" ").includes(each)));
    }
    for (const note of document.querySelectorAll(".note[data-follow-up]")) {
      const shown = !key && keys.includes(note.dataset.followUp);
      if (shown && !note.classList.contains("shown")) bringUp(note);
      note.classList.toggle("shown", shown);
    }
  });
}
