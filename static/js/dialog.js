// The one dialog: a link or form with data-dialog shows the other page's #deed in it, without leaving this page.
// The panel beside a record works alike. Whatever an answer replaces, the focus is never lost.
const dialog = document.getElementById("dialog");
const panel = () => document.getElementById("panel");
const slot = (element) => element.closest?.("#dialog, #panel");
let opener = "";
// What the page behind is called, and what the dialog is.
let [heading, shown] = [document.title, ""];
let place = -1;

// What was used, and where in the list of follow-ups it stood.
function remember(element) {
  heading = document.title;
  const menu = element.closest("details.menu")?.querySelector("summary");
  opener = menu?.id || element.id || document.activeElement?.id || "";
  place = [...document.querySelectorAll("[data-follow-up]")].indexOf(element.closest("[data-follow-up]"));
}

// Back to it, else to what stands in its place now, else to the page.
function goBack() {
  const row = document.querySelectorAll("[data-follow-up]")[place];
  const used = document.getElementById(opener) ?? row?.querySelector(".title") ?? row?.querySelector("summary");
  (used ?? document.getElementById("page")).focus({ preventScroll: true });
  // In sight already, it stays where it is; only what a message would cover moves.
  used?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!slot(event.target) && !event.target.closest?.("#messages")) remember(event.target);
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  // A deed that succeeded drew its part of the page anew. Offers for a name change nothing but themselves.
  if (["page", "margin"].includes(detail.target?.id) && detail.xhr.status < 400) dialog.close();
});

function show(form) {
  shown = document.title;
  // Its name was for whoever fetched it: what stands beneath may be a form too.
  form.querySelector(":scope > #deed")?.removeAttribute("id");
  if (form === dialog) dialog.setAttribute("aria-label", dialog.querySelector("h1")?.textContent ?? "");
  if (form === dialog && !dialog.open) dialog.showModal();
  // Both stand in sight: the page must not move under whoever reads it.
  const first = form.querySelector("[role=alert], input:not([type=hidden]), select, textarea, button:not([form])");
  // Of choices the one that holds: the arrows go on from it.
  const chosen = first?.type === "radio" && form.querySelector(`[name="${first.name}"]:checked`);
  (chosen || first)?.focus({ preventScroll: true });
  form.scrollTop = 0;
}

// Only now htmx knows the form: who was quicker would leave the page with it.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if ([dialog, panel()].includes(detail.target)) show(detail.target);
  else if (document.activeElement === document.body && !dialog.open) goBack();
});

// What unfolds over the page.
const OVER = "details.menu[open], .toolbar > details[open]";

function closeMenus(event) {
  for (const menu of document.querySelectorAll(OVER)) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}

document.addEventListener("focusin", closeMenus);
document.addEventListener("click", (event) => {
  closeMenus(event);
  if (!event.target.closest("[data-close]") || !slot(event.target)) return;
  event.preventDefault();
  if (dialog.open) return dialog.close();
  closePanel();
});

function closePanel() {
  if (!panel()?.firstElementChild) return;
  panel().replaceChildren();
  goBack();
}

// Of what is open the innermost: a list of names takes the key for itself, then menus, the dialog, the panel.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || dialog.open) return;
  const menu = event.target.closest?.(OVER);
  if (!menu) return closePanel();
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Who leaves two values standing keeps theirs, and sees them.
dialog.addEventListener("cancel", (event) => {
  const theirs = dialog.querySelector("#keep-theirs");
  if (!theirs) return;
  event.preventDefault();
  theirs.click();
});

dialog.addEventListener("close", () => {
  if (document.title === shown) document.title = heading;
  dialog.replaceChildren();
  goBack();
});
