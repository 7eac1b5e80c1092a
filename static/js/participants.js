// Enter in a participant's line moves on, as from cell to cell: the meeting is saved once, when all of it is typed.
document.addEventListener("keydown", (event) => {
  const line = event.key === "Enter" && !event.isComposing && event.target.closest(".participant input");
  if (!line) return;
  event.preventDefault();
  const stops = [...line.closest(".participants").querySelectorAll("input:not([type=hidden]), button")];
  stops[stops.indexOf(line) + 1]?.focus();
});
