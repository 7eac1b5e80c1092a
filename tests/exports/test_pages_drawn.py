"""What the pages of a file say while it is written, once it is there, and why there is none: `drawn/pages.txt`."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.exports.test_asked import ASKED, MORE
from tests.house.drawings import assert_drawn
from tests.house.main_part import main_part
from tracker.accounts.models import User
from tracker.background.models import Beat
from tracker.exports.models import FOLDER, Export, ExportFailure
from tracker.exports.tasks import write_file
from tracker.exports.write_export import write_export

NOW = datetime(2018, 9, 3, 9, tzinfo=UTC)


def test_pages_of_a_file_say_how_far_it_is(
    claire: User, sign_in: Callable[[User], Client], settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR = tmp_path
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    client, pages = sign_in(claire), {}

    def ask(title: str, **others: Any) -> Export:
        asked = {**ASKED, "query": title, **MORE, "title": title, **others}
        return Export.ask(by=claire, **asked)

    def draw(name: str, export: Export) -> None:
        pages[name] = main_part(client, export.get_absolute_url(), Export.objects.all())

    waits, gone, ready = ask("Waits"), ask("Given up"), ask("Ready", rows=1)
    write_file.enqueue(waits.pk)
    FOLDER.keep(waits.count_kept_as, b"1")
    draw("waits", waits)
    Beat.objects.create(worker="alive", at=NOW)
    draw("goes_on", waits)
    draw("given_up", gone)
    write_export(ready)
    draw("ready", ready)
    archive = ask("All of it", form="zip", rows=0, make="tests.exports.test_asked.zipped")
    write_export(archive)
    draw("archive", archive)
    for why in ExportFailure:
        failed = ask(str(why))
        failed.end(why=why)
        pages[why] = main_part(client, failed.get_absolute_url(), Export.objects.all())[3:]
    pages["files"] = main_part(client, "/exports/", Export.objects.all())
    assert DBTaskResult.objects.count() == 1
    assert_drawn("pages", pages, Path(__file__).parent / "drawn")
