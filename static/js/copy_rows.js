// Ticked rows are copied as a spreadsheet takes them: a line each, a tab between the columns that are shown.
const COLUMNS = "td:not(.pick)";
// What a spreadsheet would run as a formula; an apostrophe before it keeps it words, as in our files.
const FORMULA = /^'*\s*[=+\-@＝＋－＠]/;
const button = () => document.getElementById("copy");
const ticked = () => [...document.querySelectorAll("tr:has(input[form=ticked]:checked)")];

function words(cell) {
  const said = cell.querySelector(".title, summary, time, .due") ?? cell;
  const told = (said.dataset.copied ?? said.textContent).trim().replace(/\s+/g, " ");
  return FORMULA.test(told) ? `'${told}` : told;
}

const line = (row) => [...row.querySelectorAll(COLUMNS)].filter((cell) => cell.offsetParent).map(words).join("\t");
const block = () => ticked().map(line).join("\n");

function say() {
  const status = button().querySelector("[role=status]");
  status.dataset.usual ??= status.textContent;
  status.textContent = button().dataset.copied;
  setTimeout(() => (status.textContent = status.dataset.usual), 3000);
}

document.addEventListener("copy", (event) => {
  const isElsewhere = !document.getSelection().isCollapsed || event.target.closest?.("input:not([type=checkbox]), textarea, dialog");
  if (isElsewhere || !ticked().length) return;
  event.clipboardData.setData("text/plain", block());
  event.preventDefault();
  say();
});

document.addEventListener("click", ({ target }) => {
  if (target.closest?.("#copy")) navigator.clipboard.writeText(block()).then(say);
});

// Only a page that came over a safe connection may write there by itself.
function show() {
  if (button()) button().hidden = !navigator.clipboard;
}

document.addEventListener("htmx:afterSettle", show);
addEventListener("pageshow", show);
