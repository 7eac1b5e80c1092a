// Typing goes on while an answer is under way: what the answer replaces keeps what was typed and not sent.
const FIELDS = "input:not([type=hidden]), textarea, select";
const typedAt = new WeakMap();
const asked = new WeakMap();
let typings = 0;

document.addEventListener("input", ({ target }) => typedAt.set(target, ++typings));

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  asked.set(detail.xhr, { at: typings, form: detail.elt.closest("form") });
});

// In the form that was sent only what came after; in every other all that was typed.
function isUnsent(field, { at, form }) {
  return form && field.form === form ? typedAt.get(field) > at : typedAt.has(field);
}

function keep(field) {
  const { value, checked, selectionStart, selectionEnd } = field;
  return { field, value, checked, selectionStart, selectionEnd, isHere: field === document.activeElement };
}

// Where a field stands now that has taken the place of an old one.
function restore({ field, value, checked, selectionStart, selectionEnd, isHere }) {
  const now = field.isConnected ? null : document.getElementById(field.id);
  if (!now?.matches(FIELDS)) return;
  now.value = value;
  now.checked = checked;
  typedAt.set(now, ++typings);
  if (!isHere) return;
  now.focus({ preventScroll: true });
  if (selectionStart != null) now.setSelectionRange(selectionStart, selectionEnd);
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const request = asked.get(detail.xhr);
  if (!request || !detail.shouldSwap) return;
  const fields = [...detail.target.querySelectorAll(FIELDS)].filter((field) => isUnsent(field, request));
  const panel = document.getElementById("panel");
  const isOpen = detail.target.contains(panel) && fields.some((field) => panel.contains(field) && field.form !== request.form);
  request.panel = isOpen ? [...panel.childNodes] : [];
  request.kept = fields.map(keep);
  // What was saved closes its form: it is asked for anew, for what was typed there since. Offers for a name close nothing.
  const own = request.form?.closest("#dialog, #panel");
  const late = [...(request.form?.elements ?? [])].filter((field) => field.matches(FIELDS) && isUnsent(field, request));
  if (!own || own.contains(detail.target) || detail.xhr.status >= 400 || !late.length) return;
  request.again = { place: `#${own.id}`, address: request.form.getAttribute("action") };
  request.kept = late.map(keep);
});

// At once, before a letter more can be typed: the page settles in the same moment (see defaultSettleDelay in base.html).
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const request = asked.get(detail.xhr);
  if (!request?.kept) return;
  const { kept, panel, again } = request;
  asked.delete(detail.xhr);
  if (panel.length) {
    document.getElementById("panel")?.replaceChildren(...panel);
    htmx.process(document.getElementById("panel"));
    for (const { field, isHere } of kept) if (isHere) field.focus({ preventScroll: true });
  }
  if (!again) return kept.forEach(restore);
  // Asked from where it comes to stand: what opened it before still has the focus afterwards.
  const how = { source: again.place, target: again.place, select: "#deed", swap: "innerHTML" };
  htmx.ajax("GET", again.address, how).then(() => kept.forEach(restore));
});

// From a field of several lines, where Enter begins a new one.
document.addEventListener("keydown", ({ key, ctrlKey, metaKey, target }) => {
  if (key === "Enter" && (ctrlKey || metaKey) && target.matches?.("textarea")) target.form?.requestSubmit();
});
