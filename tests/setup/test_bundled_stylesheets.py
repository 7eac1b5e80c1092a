"""A server gives in one file the style sheets that a page asks for together."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin

from tracker.kit.templatetags.kit import stylesheets
from tracker.setup.bundled_stylesheets import asked_together
from tracker.setup.static_files import collect_static_files

pytestmark = pytest.mark.one_database

BUNDLING = "tracker.setup.bundled_stylesheets.BundlingStorage"
LINK = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)">')
PICTURES = Path(admin.__file__).parent / "static/admin/img"
SHEETS = Path(__file__).parents[2] / "static" / "css"


@pytest.fixture
def collected(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Style sheets and Django's pictures, as a server gives them."""
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": BUNDLING}}
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [("css", SHEETS), ("admin/img", PICTURES)]
    stylesheets.cache_clear()
    collect_static_files()
    yield settings.STATIC_ROOT
    stylesheets.cache_clear()


def test_each_page_asks_for_one_file_with_the_sheets_that_it_named_in_their_order(collected: Path) -> None:
    for names in sorted(asked_together()):
        (file,) = LINK.findall(stylesheets(names))
        rules = [(SHEETS / f"{name}.css").read_text().strip() for name in names.split()]
        said = re.sub(r"(icon-calendar)\.\w+\.svg", r"\1.svg", (collected / file).read_text())
        assert (names, said.splitlines()) == (names, "\n".join(rules).splitlines())
