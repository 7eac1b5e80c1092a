// What is out of sight is not drawn anew: over a record of 100 kB a dialog was closed after 200 ms, and now after 70.
// Each paragraph and note keeps its height meanwhile, as it was found once the page came to rest: nothing moves, and what
// is drawn anew after a deed has it from the start. Beside their words notes need the places of all of them.
const MANY = 100;
const KEPT = '#margin[data-notes="list"] :is(.record :is(p, h3, li)[id], .note[id])';
// The menu of a note reaches beyond it, and so do the lines around words.
const SEEN = "#margin .note:has([open]) { content-visibility: visible }";
const kept = new CSSStyleSheet();
document.adoptedStyleSheets.push(kept);

function rule(element) {
  const style = getComputedStyle(element);
  const around = ["padding-top", "padding-bottom", "border-top-width", "border-bottom-width"].map((name) => parseFloat(style.getPropertyValue(name)));
  const height = around.reduce((left, each) => left - each, element.getBoundingClientRect().height);
  const size = `contain-intrinsic-block-size: auto ${height}px`;
  return height > 0 ? `#${CSS.escape(element.id)} { content-visibility: auto; overflow-clip-margin: 4px; ${size} }` : "";
}

function keep() {
  const all = [...document.querySelectorAll(KEPT)];
  kept.replaceSync(all.length < MANY ? "" : `@media screen { ${all.map(rule).join("\n")}\n${SEEN} }`);
}

const once = window.requestIdleCallback ?? setTimeout;
let width = innerWidth;
addEventListener("load", () => once(keep));
addEventListener("resize", () => {
  if (width === innerWidth) return;
  width = innerWidth;
  kept.replaceSync("");
  once(keep);
});
