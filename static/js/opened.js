// Which follow-ups somebody opened lately: in their own browser alone, where the palette finds them first. Nobody else
// learns of it, and no page that is opened writes to the database.
const field = document.getElementById("opened");
const KEPT = 200;
const place = `opened-${field.dataset.of}`;
const kept = () => localStorage.getItem(place)?.split(",") ?? [];

// A browser may keep nothing: then everything is as near as before.
function remember(key) {
  try {
    localStorage.setItem(place, [...new Set([key, ...kept()])].slice(0, KEPT).join(","));
  } catch {
    return;
  }
}

export function tellOpened() {
  try {
    field.value = kept().join(",");
  } catch {
    field.value = "";
  }
  field.disabled = !field.value;
}

const here = document.querySelector("[data-opened]");
if (here) remember(here.dataset.opened);
