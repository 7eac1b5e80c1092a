// The one dialog: a link or form with data-dialog shows the other page's #deed in it, without leaving this page.
const dialog = document.getElementById("dialog");
let opener = "";

document.addEventListener("htmx:afterSwap", (event) => {
  const { target, xhr } = event.detail;
  if (target !== dialog) {
    // A deed that succeeded drew its part of the page anew. Offers for a name change nothing but themselves.
    if (["page", "margin"].includes(target?.id) && xhr.status < 400) dialog.close();
    return;
  }
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[role=alert], input:not([type=hidden]), select, textarea, button")?.focus();
});

// Whatever an answer replaces, the focus goes back to what was used, or to the menu it stood in.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (dialog.contains(event.target)) return;
  opener = event.target.closest("details.menu")?.querySelector("summary").id || document.activeElement?.id || opener;
});

document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.getElementById(opener)?.focus({ preventScroll: true });
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]") && dialog.contains(event.target)) {
    event.preventDefault();
    dialog.close();
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

dialog.addEventListener("close", () => {
  dialog.replaceChildren();
  document.getElementById(opener)?.focus();
});
