// A card dragged to another lane takes the way that its own status menu has to that status; where the menu has none, it
// stays. Dragged onto a card it is put before or after it: at once in its own lane, in another once it has come there.
let [dragged, landing] = [null, null];

const wayTo = (lane) =>
  dragged?.querySelector(`.items [action$="/to/${lane.dataset.lane}/"] button, .items a[href$="/to/${lane.dataset.lane}/"]`);
const arranging = (card) => card?.querySelector("form.arrange");
const isOwn = (lane) => lane.contains(dragged);

// The card under the pointer, and whether what is dropped there stands after it.
function target({ target, clientY }) {
  const card = target.closest?.(".lane .card");
  if (!card || card === dragged || !arranging(dragged)) return null;
  const { top, height } = card.getBoundingClientRect();
  return { card, side: clientY > top + height / 2 ? "after" : "before" };
}

function show(place) {
  for (const card of document.querySelectorAll("[data-drop]")) if (card !== place?.card) card.removeAttribute("data-drop");
  if (place) place.card.dataset.drop = place.side;
}

function rest() {
  show(null);
  for (const marked of document.querySelectorAll("[data-may-land], [data-dragged]")) {
    marked.removeAttribute("data-may-land");
    marked.removeAttribute("data-dragged");
  }
  dragged = null;
}

function put(form, side, key) {
  const input = Object.assign(document.createElement("input"), { type: "hidden", name: side, value: key });
  form.append(input);
  form.requestSubmit();
}

document.addEventListener("dragstart", ({ target }) => {
  dragged = target.closest?.(".lane [draggable=true]") ?? null;
  landing = null;
  if (!dragged) return;
  dragged.toggleAttribute("data-dragged", true);
  for (const lane of document.querySelectorAll(".lane")) lane.toggleAttribute("data-may-land", Boolean(wayTo(lane)));
});

document.addEventListener("dragover", (event) => {
  const lane = event.target.closest?.(".lane");
  if (!lane || !dragged) return;
  const place = isOwn(lane) || wayTo(lane) ? target(event) : null;
  show(place);
  if (place || wayTo(lane)) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const lane = dragged && event.target.closest?.(".lane");
  if (!lane) return;
  const [place, way, key] = [target(event), wayTo(lane), dragged.dataset.followUp];
  const beside = place && { side: place.side, beside: place.card.dataset.followUp };
  if (isOwn(lane) ? !place : !way) return;
  event.preventDefault();
  if (isOwn(lane)) put(arranging(dragged), beside.side, beside.beside);
  else {
    if (beside && way.matches("button")) landing = { key, lane: lane.dataset.lane, ...beside };
    way.click();
  }
  rest();
});

document.addEventListener("dragend", rest);

// The arrows stay under the finger: with the last place of the lane one of them is gone.
let arranged = "";
document.addEventListener("htmx:beforeRequest", ({ target }) => {
  arranged = target.matches?.("form.arrange") ? target.closest(".card").id : "";
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id !== "page") return;
  const card = arranged && document.getElementById(arranged);
  if (card && !card.contains(document.activeElement)) card.querySelector("form.arrange button, .title").focus({ preventScroll: true });
  const form = landing && arranging(document.querySelector(`[data-lane="${landing.lane}"] #follow-up-${landing.key}`));
  if (form) put(form, landing.side, landing.beside);
  landing = null;
});
