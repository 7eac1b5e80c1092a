// The palette: Ctrl+K anywhere, / outside of fields, or the field above opens it. It is a combobox: what is typed asks
// for answers, the arrows choose among them, Enter takes the one that is chosen, and Ctrl+Enter searches everything.
import { tellOpened } from "./opened.js";

const palette = document.getElementById("palette");
const [ask, at] = [document.getElementById("ask"), document.getElementById("at")];
const options = () => [...palette.querySelectorAll("[role=option]")];
const chosen = () => palette.querySelector("[aria-selected=true]");
const words = () => ask.value.trim().replace(/\s+/g, " ");
const isAnswered = () => document.getElementById("answers")?.dataset.typed === words();
// Enter was pressed before the answers came.
let isWanted = false;

function open(typed = "") {
  if (palette.open || document.querySelector("dialog[open]")) return;
  const followUps = document.querySelectorAll("[data-follow-up][data-at]");
  const here = document.activeElement?.closest("[data-follow-up]") ?? (followUps.length === 1 ? followUps[0] : null);
  at.value = here?.dataset.followUp ?? "";
  at.disabled = !at.value;
  tellOpened();
  ask.value = typed;
  isWanted = false;
  document.getElementById("offers").replaceChildren();
  palette.showModal();
  ask.focus();
  htmx.trigger(ask, "ask");
}

// A field out of sight would keep the focus until the page is drawn anew, and take the next key for a letter.
function close() {
  palette.close();
  if (palette.contains(document.activeElement)) document.activeElement.blur();
}

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  option ? ask.setAttribute("aria-activedescendant", option.id) : ask.removeAttribute("aria-activedescendant");
}

function draw() {
  const all = options();
  all.forEach((option, number) => (option.id ||= `answer-${number}`));
  ask.setAttribute("aria-expanded", String(all.length > 0));
  document.getElementById("said").textContent = palette.querySelector("[data-said]").textContent.trim();
  choose(all[0]);
}

function step(by) {
  const all = options();
  choose(all.at((all.indexOf(chosen()) + by) % all.length));
}

function take() {
  if (!isAnswered()) return (isWanted = true);
  isWanted = false;
  chosen() ? chosen().click() : ask.form.requestSubmit();
}

ask.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) step(by);
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask.form.requestSubmit();
  else if (event.key === "Enter") take();
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});

// Only now htmx knows the deeds among them.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id !== "offers") return;
  draw();
  if (isWanted && isAnswered()) take();
});
// Whatever went wrong, or was too much at once: the page of what is found says it.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.elt === ask && isWanted && detail.xhr.status !== 200 && detail.xhr.status !== 0) ask.form.requestSubmit();
});

// First of all the palette makes way: what had the focus has it again, and a dialog that follows leads back to that.
document.getElementById("offers").addEventListener("click", ({ target, ctrlKey, metaKey }) => {
  const option = target.closest("[role=option]");
  if (!option || ctrlKey || metaKey) return;
  option.removeAttribute("id");
  close();
  document.getElementById("here")?.removeAttribute("id");
  if (document.activeElement !== document.body) document.activeElement.id ||= "here";
}, true);

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-palette], #find:not([hx-get])");
  if (opener) event.preventDefault(), open(document.getElementById("find").value);
  if (event.target === palette || event.target.closest("[data-close-palette]")) close();
});

document.addEventListener("keydown", (event) => {
  if (event.key?.toLowerCase() !== "k" || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  palette.open ? ask.select() : open();
});
