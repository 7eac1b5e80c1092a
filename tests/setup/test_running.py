"""docs/running.md tells of each setting there is, and compose.yaml passes each of them on."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).parents[2]
READ = re.compile(r"""\benv\.\w+\(\s*["']([A-Z][A-Z_]+)["']""")
ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
PASSED_ON = re.compile(r"^    ([A-Z_]+):", re.MULTILINE)


def settings() -> set[str]:
    files = [*(ROOT / "tracker/settings").rglob("*.py"), *(ROOT / "tracker/setup").rglob("*.py")]
    return {name for file in files for name in READ.findall(file.read_text())}


def test_each_setting_stands_in_the_table_once() -> None:
    told = ROW.findall((ROOT / "docs/running.md").read_text())
    assert sorted(told) == sorted(settings())


def test_compose_passes_each_setting_on() -> None:
    shared = (ROOT / "compose.yaml").read_text().partition("\nservices:")[0]
    assert {*PASSED_ON.findall(shared)} == settings()


def test_each_file_that_the_page_names_is_there() -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)\)", (ROOT / "docs/running.md").read_text())
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
