// Select words in a record: the panel in the margin opens on them. Offsets are code points of the version's text.
document.documentElement.dataset.selects = "";
const points = (text) => [...text].length;
// What stands behind words and is none of them.
const SIGNS = "a, sup, button";

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
    // Before the words of an item stands its marker.
    const words = node.parentElement.closest(".points > li")?.querySelector("[data-start]");
    if (words && !node.parentElement.closest(SIGNS)) return Number(words.dataset.start);
    let before = node.parentElement.closest(SIGNS);
    while (before && !before.matches("[data-start]")) before = before.previousElementSibling;
    return before ? Number(before.dataset.start) + points(before.textContent) : null;
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

// Let an element of the panel speak of other words.
function lead(element, place) {
  for (const name of ["href", "action", "hx-get", "hx-post"]) {
    const [path, before] = (element.getAttribute(name) ?? "").split("?");
    if (before) element.setAttribute(name, `${path}?${place}`);
  }
  htmx.process(element);
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
    for (const other of document.querySelectorAll("#panel [data-words]")) lead(other, place);
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

// The way from each sentence: of a long record there are a thousand, so that each says no more than which it is.
let asked = null;

document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".record .add");
  if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  asked = { record: button.form.dataset.record, at: button.value };
  const { address, version } = button.form.dataset;
  const place = new URLSearchParams({ ...asked, version, within: "margin" });
  nameAsked();
  htmx.ajax("GET", `${address}?${place}`, { source: button, target: "#panel", select: "#deed", swap: "innerHTML" });
});

// The focus comes back to it by its name, also once the text was drawn anew.
function nameAsked() {
  document.getElementById("asked-from")?.removeAttribute("id");
  document.querySelector(`[data-record="${asked.record}"] .add[value="${asked.at}"]`)?.setAttribute("id", "asked-from");
}
document.addEventListener("htmx:afterSwap", () => asked && nameAsked());

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
