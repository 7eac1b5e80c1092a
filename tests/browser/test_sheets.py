"""The browser of the tests is given style sheets as a server gives them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders

from tests.browser.sheets import sheets_together
from tracker.kit.templatetags import kit


def test_what_a_page_asks_for_together_is_one_file_that_holds_all_of_it(tmp_path: Path) -> None:
    asked: Any = kit.stylesheets
    with sheets_together(tmp_path):
        found = finders.find("css/meetings-series.css")
        link = asked.__wrapped__("meetings series")
    said = [(settings.ROOT / "static" / "css" / f"{name}.css").read_text() for name in ("meetings", "series")]
    assert found is not None
    assert Path(found).read_text() == "".join(said)
    assert link == '<link rel="stylesheet" href="/static/css/meetings-series.css">'
