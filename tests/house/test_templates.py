"""Templates: each compiles, reads line by line, and says state in attributes; none holds script or style of its own."""

import re
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest
from django.template import engines
from django.template.engine import Engine
from django.template.loader import get_template

from tracker.follow_ups.statuses import Status
from tracker.pledges.stages import Stage

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt"))
TEMPLATES = [path.relative_to(ROOT / "templates") for path in FILES if path.suffix == ".html"]
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
PHYSICAL = re.compile(
    r"(?<![-\w])(?:margin|padding|border|inset)?-?(?:left|right)(?:-\w+)?\s*:|text-align:\s*(?:left|right)"
)
# What a thing is stays a class, how it is just now is an attribute: data-state and the like.
STATES = {*Status.values, *Stage.values, "late", "overdue", "soon", "on", "today", "invalid", "shown", "dragged"}
# Whatever a template decides or fills in within a class is state. How wide a page is, is not.
DECIDED = re.compile(r"""class=(?:"[^"]*|'[^']*)\{[{%]""")
WIDTH = '"{% block width %}{% endblock %}"'


@pytest.mark.parametrize("name", TEMPLATES, ids=str)
def test_it_compiles(name: Path) -> None:
    assert get_template(str(name)).template is not None  # type: ignore[attr-defined]


# A mail brings its styles along: no program loads them from elsewhere.
STYLED = {"notifications/email/style.html"}


@pytest.mark.parametrize("name", TEMPLATES, ids=str)
def test_it_holds_no_inline_script_or_style(name: Path) -> None:
    text = (ROOT / "templates" / name).read_text()
    found = re.findall(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|hx-on|hx-vals=.js:", text)
    assert found == (["<style"] if str(name) in STYLED else [])


def test_no_tag_goes_over_the_end_of_a_line() -> None:
    """Django would draw it as it stands."""
    cut = [
        (path.name, number)
        for path in FILES
        for number, line in enumerate(lines_of(path), 1)
        if line.count("{{") != line.count("}}") or line.count("{%") != line.count("%}")
    ]
    assert cut == []


def test_no_line_of_a_template_is_longer_than_160_characters() -> None:
    lines = [(path.name, number, len(line)) for path in FILES for number, line in enumerate(lines_of(path), 1)]
    assert [each for each in lines if each[2] > 160] == []


def lines_of(path: Path) -> list[str]:
    return path.read_text().split("\n")


def test_a_template_loads_what_it_uses() -> None:
    assert engines["django"].engine.builtins == Engine.default_builtins


def test_no_library_of_ours_takes_the_name_of_one_of_djangos() -> None:
    libraries = {*Engine.default_builtins, *engines["django"].engine.libraries.values()}
    ours = {path for path in libraries if path.startswith("tracker.")}
    assert ours
    assert names_of(ours) & names_of(libraries - ours) == set()


def names_of(libraries: set[str]) -> set[str]:
    registers = [import_module(path).register for path in libraries]
    return set(chain.from_iterable((*register.tags, *register.filters) for register in registers))


def test_a_class_says_what_a_thing_is_and_not_how_it_is() -> None:
    found = {path.name: DECIDED.findall(path.read_text().replace(WIDTH, "")) for path in FILES}
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_css_knows_no_class_of_a_state(path: Path) -> None:
    selectors = " ".join(re.findall(r"[^{};]+(?={)", path.read_text()))
    assert STATES & set(re.findall(r"\.([\w-]+)", selectors)) == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_changes_no_class(path: Path) -> None:
    assert re.findall(r"classList|className", path.read_text()) == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_css_knows_no_left_or_right(path: Path) -> None:
    assert PHYSICAL.findall(path.read_text()) == []


def test_no_style_asks_for_another_one() -> None:
    """It would come later than those that the head names, one after the other; axe would ask for it anew."""
    assert [path.name for path in STYLES if "@import" in path.read_text()] == []


def test_no_two_scripts_call_something_alike_that_they_share_a_page_with() -> None:
    """A module keeps its names to itself; of two other scripts the later one would take the place of the earlier."""
    classic = set(re.findall(r"js/(\w+)\.js' %}\" defer", "".join(path.read_text() for path in FILES)))
    declared = re.compile(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
    names = [name for path in SCRIPTS if path.stem in classic for name in declared.findall(path.read_text())]
    assert {name for name in names if names.count(name) > 1} == set()
