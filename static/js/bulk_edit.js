// While what is asked for changes, the look at what becomes of it is out of date: nothing is done before it is drawn anew.
let isStale = false;
const hold = () => document.getElementById("do")?.setAttribute("disabled", "");

document.addEventListener("input", ({ target }) => {
  if (target.form?.id !== "bulk-edit") return;
  isStale = true;
  hold();
});
document.addEventListener("htmx:beforeRequest", ({ target }) => {
  if (target.id === "bulk-edit") isStale = false;
});
document.addEventListener("htmx:afterSwap", () => {
  if (isStale) hold();
});
