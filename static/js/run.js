// A meeting that runs: the minutes go on, Escape leaves a field for the keys, and the cursor stands where one types.
const pace = document.getElementById("pace");
const form = document.getElementById("step");

function tell() {
  const minutes = Math.max(0, Math.floor((Date.now() - new Date(pace.dataset.began)) / 60000));
  pace.querySelector("b").textContent = minutes;
}

if (pace) setInterval(tell, 20000);

if (form && !form.querySelector("[autofocus]")) form.querySelector("textarea")?.focus({ preventScroll: true });

form?.addEventListener("keydown", (event) => {
  const { key, ctrlKey, metaKey, target } = event;
  if (key === "Escape" && target.matches("input, textarea, select")) target.blur();
  // From a field of several lines typing.js sends it.
  if (key !== "Enter" || !(ctrlKey || metaKey) || !target.matches("input, select")) return;
  event.preventDefault();
  form.requestSubmit();
});
