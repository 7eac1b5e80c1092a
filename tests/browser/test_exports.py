"""A long list becomes a file while somebody looks on, with JavaScript and without."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.walk import Walk
from tracker.accounts.models import User
from tracker.background.models import Beat
from tracker.exports import export_response
from tracker.exports.models import Export
from tracker.exports.tasks import write_file
from tracker.meetings.models import Meeting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_worker_and_a_long_list(visit: Meeting, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR = tmp_path
    monkeypatch.setattr(export_response, "MOST_AT_ONCE", 0)
    Beat.objects.create(worker="alive", at=timezone.now() + timedelta(minutes=10))


def take(page: Page) -> str:
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download").click()
    return Path(coming.value.path()).read_text()


def test_who_looks_on_gets_the_file_at_the_end(visit: Meeting, claire: User, walk_of: Callable[..., Walk]) -> None:
    walk = walk_of(claire)
    page = walk.page
    page.goto("/meetings/")
    page.get_by_label("More", exact=True).click()
    walk.look("export menu")
    page.get_by_role("link", name="Plain table (csv)").click()
    expect(page.get_by_label("0 of 1 rows are written.")).to_be_visible()
    walk.look("export being written")
    write_file.call(Export.objects.get().pk)
    expect(page.get_by_role("link", name="Download")).to_be_visible(timeout=10_000)
    walk.look("export written")
    assert visit.title in take(page)
    page.get_by_role("link", name="Your files").click()
    walk.look("files")
    assert walk.found == {}


def test_without_javascript_one_looks_again(
    visit: Meeting, claire: User, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(claire, java_script_enabled=False).new_page()
    page.goto("/meetings/")
    page.get_by_label("More", exact=True).click()
    page.get_by_role("link", name="Plain table (csv)").click()
    write_file.call(Export.objects.get().pk)
    page.get_by_role("link", name="Look again").click()
    assert visit.title in take(page)
