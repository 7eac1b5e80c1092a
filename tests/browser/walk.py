"""A walk through pages in light and dark, wide and narrow, which notes what breaks a rule of accessibility."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
WIDE, NARROW = 1280, 320
EVERY_RULE = {"target-size": {"enabled": True}}
# Colours hang on the scheme and places on the width, so that no rule needs all four pages.
BUT_CONTRAST = EVERY_RULE | {"color-contrast": {"enabled": False}}
PAGE, CHANGED = "html", "[data-changed]"
SETTINGS: list[tuple[str, int, str, dict[str, Any]]] = [
    ("light", WIDE, PAGE, {"rules": EVERY_RULE}),
    ("dark", WIDE, PAGE, {"runOnly": ["color-contrast"]}),
    ("dark", NARROW, CHANGED, {"runOnly": ["color-contrast"]}),
    ("light", NARROW, PAGE, {"rules": BUT_CONTRAST}),
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
# What the setting before did not show, or in other colours or as large letters.
MARK_CHANGED = """
() => {
  const before = window.looked ?? new WeakMap();
  window.looked = new WeakMap();
  for (const element of document.querySelectorAll("body, body *")) {
    const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight } = getComputedStyle(element);
    const large = parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24);
    const look = element.checkVisibility() && [color, backgroundColor, backgroundImage, opacity, large].join();
    element.toggleAttribute("data-changed", look !== false && look !== before.get(element));
    window.looked.set(element, look);
  }
}
"""
RUN = """
async ([part, options]) => {
  if (!document.querySelector(part)) return [];
  const seen = { include: [[part]], exclude: [["[data-repeated]"]] };
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


# All that is looked at in one setting. What changed is asked of colours alone.
LOOK = f"""
async ([part, options]) => {{
  if (options.runOnly) ({MARK_CHANGED})();
  return [...({TOO_WIDE})(), ...({CUT_OFF})(), ...await ({RUN})([part, options])];
}}
"""


@dataclass
class Walk:
    """One person's walk; `found` holds what is wrong, by page and setting."""

    page: Page
    found: dict[str, list[str]] = field(default_factory=dict)

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
        for scheme, width, part, options in SETTINGS:
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            self.page.set_viewport_size({"width": width, "height": 900})
            if wrong := self.page.evaluate(LOOK, [part, options]):
                self.found[f"{name} {scheme} {width}"] = wrong
        self.page.set_viewport_size({"width": WIDE, "height": 900})
