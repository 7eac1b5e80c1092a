"""A walk through pages in light and dark, wide and narrow, which notes what breaks a rule of accessibility."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
WIDE, NARROW = 1280, 320
# Colours are asked about by themselves. What else there is to see hangs on the width, and on no scheme.
BUT_CONTRAST = {"rules": {"target-size": {"enabled": True}, "color-contrast": {"enabled": False}}}
SETTINGS: list[tuple[str, int, dict[str, Any] | None]] = [
    ("light", WIDE, BUT_CONTRAST),
    ("dark", WIDE, None),
    ("dark", NARROW, None),
    ("light", NARROW, BUT_CONTRAST),
]
# Of neighbours that differ in their words alone, such as the rows of a table, the first speaks for all.
MARK_REPEATED = """
() => {
  const shapeOf = element => {
    const attributes = [...element.attributes].map(({ name, value }) =>
      name + "=" + (["class", "role", "type"].includes(name) ? value : value ? "some" : ""));
    const seen = new Set(), shapes = [];
    for (const child of element.children) {
      const shape = shapeOf(child);
      child.toggleAttribute("data-repeated", seen.has(shape));
      seen.add(shape);
      shapes.push(shape);
    }
    const speaks = [...element.childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim());
    return `<${element.localName} ${attributes.sort().join(" ")} ${speaks}>${shapes.join("")}</>`;
  };
  shapeOf(document.body);
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  return ids.filter((id, place) => ids.indexOf(id) !== place).map(id => `twice: #${id}`);
}
"""
# Of all that speaks in one colour on the same grounds, called by the same class, the first speaks for all, on this page
# and on those after it: these are `known`. What is placed out of the flow may lie on other things and is told apart.
MARK_COLOURS = """
(known) => {
  const seen = new Set(known), found = [];
  const classOf = element => element.localName + "." + element.getAttribute("class");
  const read = (element, grounds) => {
    const style = getComputedStyle(element), { position, fontSize, fontWeight } = style;
    if (style.display === "none") return;
    const ground = [style.backgroundColor, style.backgroundImage, style.opacity, position].join();
    const isPlain = ground === "rgba(0, 0, 0, 0),none,1,static";
    const here = isPlain ? grounds : [grounds, ground, position === "static" ? "" : classOf(element)].join("/");
    const isWritten = [...element.childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim());
    const speaks = isWritten || element.matches("input, select, textarea");
    if (speaks && element.checkVisibility({ visibilityProperty: true })) {
      const isLarge = parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24);
      const name = [here, style.color, isLarge, classOf(element)].join();
      element.toggleAttribute("data-asked", !seen.has(name));
      if (!seen.has(name)) found.push(name);
      seen.add(name);
    }
    for (const child of element.children) read(child, here);
  };
  for (const asked of document.querySelectorAll("[data-asked]")) asked.removeAttribute("data-asked");
  read(document.documentElement, "");
  return found;
}
"""
RUN = """
async (seen, options) => {
  const { violations } = await axe.run(seen, { ...options, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(" ")}`));
}
"""
TOO_WIDE = """
() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter(element => element.getBoundingClientRect().right > innerWidth)
  .slice(0, 3).map(element => `too wide: ${element.outerHTML.slice(0, 120)}`)
"""

# Beyond the edge of a drawing nothing is seen, and the page grows no wider by it.
CUT_OFF = """
() => [...document.querySelectorAll("svg text")]
  .filter(text => text.getBoundingClientRect().right > text.ownerSVGElement.getBoundingClientRect().right + 1)
  .map(text => `cut off: ${text.textContent}`)
"""

# A column so narrow that a word goes over several lines, as where the one beside it takes all there is.
SQUEEZED = """
() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  const range = document.createRange();
  for (let text; (text = texts.nextNode()); ) {
    const words = text.data.trim();
    if (words.length < 8) continue;
    range.selectNodeContents(text);
    const lines = new Set([...range.getClientRects()].map(({ top }) => top)).size;
    const isNarrow = lines > 3 && words.length / lines < 4.5;
    const isSeen = isNarrow && text.parentElement.checkVisibility({ visibilityProperty: true });
    if (isSeen) found.push(`squeezed: ${words.slice(0, 60)}`);
  }
  return found;
}
"""


# All that is looked at in one setting: what is wrong, and the colours that were new.
LOOK = f"""
async ([options, known]) => {{
  const colours = ({MARK_COLOURS})(known), run = {RUN};
  const wrong = [...({TOO_WIDE})(), ...({CUT_OFF})(), ...({SQUEEZED})()];
  if (colours.length) wrong.push(...await run({{ include: [["[data-asked]"]] }}, {{ runOnly: ["color-contrast"] }}));
  if (options) wrong.push(...await run({{ include: [["html"]], exclude: [["[data-repeated]"]] }}, options));
  return [wrong, colours];
}}
"""
# The colours that some walk has looked at and found well.
KNOWN: list[str] = []


@dataclass
class Walk:
    """One person's walk; `found` holds what is wrong, by page and setting."""

    page: Page
    found: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page.add_init_script(AXE)

    def visit(self, address: str, status: int = 200) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        if answer.status != status:
            self.found[address] = [f"status {answer.status}"]
        self.look(address)

    def look(self, name: str) -> None:
        """Check what stands on the screen now."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        if twice := self.page.evaluate(MARK_REPEATED):
            self.found[name] = twice
        for scheme, width, options in SETTINGS:
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            self.page.set_viewport_size({"width": width, "height": 900})
            wrong, colours = self.page.evaluate(LOOK, [options, KNOWN])
            if wrong:
                self.found[f"{name} {scheme} {width}"] = wrong
            else:
                KNOWN.extend(colours)
        self.page.set_viewport_size({"width": WIDE, "height": 900})
