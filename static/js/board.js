// A card dragged to a lane takes the way that its own status menu has to that status; where the menu has none, it stays.
let dragged = null;

const wayTo = (lane) =>
  dragged?.querySelector(`.items [action$="/to/${lane.dataset.lane}/"] button, .items a[href$="/to/${lane.dataset.lane}/"]`);

function rest() {
  for (const marked of document.querySelectorAll("[data-may-land], [data-dragged]")) {
    marked.removeAttribute("data-may-land");
    marked.removeAttribute("data-dragged");
  }
  dragged = null;
}

document.addEventListener("dragstart", ({ target }) => {
  dragged = target.closest?.(".lane [draggable=true]") ?? null;
  if (!dragged) return;
  dragged.toggleAttribute("data-dragged", true);
  for (const lane of document.querySelectorAll(".lane")) lane.toggleAttribute("data-may-land", Boolean(wayTo(lane)));
});

document.addEventListener("dragover", (event) => {
  const lane = event.target.closest?.(".lane");
  if (lane && wayTo(lane)) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const lane = event.target.closest?.(".lane");
  const way = lane && wayTo(lane);
  if (!way) return;
  event.preventDefault();
  way.click();
  rest();
});

document.addEventListener("dragend", rest);
