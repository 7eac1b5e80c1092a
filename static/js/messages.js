// What goes wrong on the way is said as what was done is said: nothing that was asked for fails without a word.
const trouble = document.getElementById("trouble");

function say(words) {
  const message = trouble.content.cloneNode(true);
  message.querySelector("span").textContent = words;
  for (const old of document.querySelectorAll(".message[role=alert]")) old.remove();
  // Behind an open dialog nobody could reach it.
  const shown = document.querySelector("dialog[open]");
  if (shown) shown.prepend(message);
  else document.getElementById("messages").replaceChildren(message);
}

// Whoever was signed out is not led away by a request that holds a part of their form: the rest would be lost.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.elt.closest("[hx-params]")) detail.headers["Part-Of-Form"] = "true";
});
document.addEventListener("signed-out", () => say(trouble.dataset.signedOut));

document.addEventListener("htmx:sendError", () => say(trouble.dataset.unsent));
// Of the answers with an error, those that show a form again are swapped in: only the others come here.
document.addEventListener("htmx:responseError", () => say(trouble.dataset.refused));

// What is asked anew before its answer came is asked instead: nothing went wrong, and the console has no error to tell.
let isReplaced = false;
document.addEventListener("htmx:abort", () => ((isReplaced = true), queueMicrotask(() => (isReplaced = false))), true);
htmx.logger = (_element, _name, detail) => isReplaced && delete detail.error;

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-dismiss]");
  if (!close) return;
  event.preventDefault();
  close.closest(".message").remove();
});
