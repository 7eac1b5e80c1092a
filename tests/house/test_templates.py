"""Templates: each compiles, and none holds script or style that the content security policy would block."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(path.relative_to(ROOT / "templates") for path in (ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
PHYSICAL = re.compile(
    r"(?<![-\w])(?:margin|padding|border|inset)?-?(?:left|right)(?:-\w+)?\s*:|text-align:\s*(?:left|right)"
)


@pytest.mark.parametrize("name", TEMPLATES, ids=str)
def test_it_compiles(name: Path) -> None:
    assert get_template(str(name)).template is not None  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", TEMPLATES, ids=str)
def test_it_holds_no_inline_script_or_style(name: Path) -> None:
    text = (ROOT / "templates" / name).read_text()
    found = re.findall(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|hx-on|hx-vals=.js:", text)
    assert found == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_css_knows_no_left_or_right(path: Path) -> None:
    assert PHYSICAL.findall(path.read_text()) == []
