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
SETTINGS: list[tuple[str, int, dict[str, Any]]] = [
    ("light", WIDE, {"rules": EVERY_RULE}),
    ("dark", WIDE, {"runOnly": ["color-contrast"]}),
    ("dark", NARROW, {"runOnly": ["color-contrast"]}),
    ("light", NARROW, {"rules": BUT_CONTRAST}),
]
RUN = """
async options => {
  const { violations } = await axe.run({ ...options, resultTypes: ["violations"] });
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
        self.page.evaluate(AXE)
        for scheme, width, options in SETTINGS:
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            self.page.set_viewport_size({"width": width, "height": 900})
            wrong = self.page.evaluate(RUN, options) + self.page.evaluate(TOO_WIDE) + self.page.evaluate(CUT_OFF)
            if wrong:
                self.found[f"{name} {scheme} {width}"] = wrong
        self.page.set_viewport_size({"width": WIDE, "height": 900})
