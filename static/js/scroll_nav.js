// Rows that scroll sideways on a small screen start with the place one is at in sight.
function showPlaces() {
  for (const here of document.querySelectorAll("nav > [aria-current]")) {
    const [strip, box] = [here.parentElement, here.getBoundingClientRect()];
    const room = strip.getBoundingClientRect();
    if (box.left < room.left || box.right > room.right) {
      strip.scrollBy({ left: (box.left + box.right - room.left - room.right) / 2, behavior: "instant" });
    }
  }
}

showPlaces();
document.addEventListener("htmx:afterSettle", showPlaces);
