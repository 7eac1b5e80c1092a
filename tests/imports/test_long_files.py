"""A file that takes long to read, or to compare, is left to a worker: the page looks on, and a limit holds for all."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.imports.conftest import Brought, send_file
from tests.imports.sheets import on_disk, workbook
from tracker.accounts.models import User
from tracker.background.models import Beat
from tracker.background.worker import Worker
from tracker.imports import table_reader, tasks
from tracker.imports.forms import UploadForm
from tracker.imports.models import FOLDER, PLANNER, READER, Import, ImportRow
from tracker.imports.tasks import forget_imports, plan_rows, read_file

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[User], Client]
LIVE = {"HX-Request": "true"}
FILE = b"Title,Owner\nSend the letter,Claire Dubois\nSpeak,\n"


@pytest.fixture(autouse=True)
def _place(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is read takes long, and so do two rows to compare."""
    settings.VAR = tmp_path
    monkeypatch.setattr(table_reader, "MOST_READ_AT_ONCE", 10)
    monkeypatch.setattr(tasks, "MOST_PLANNED_AT_ONCE", 1)


@pytest.fixture
def attended() -> None:
    Beat.objects.create(worker="alive", at=timezone.now())


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def look(client: Client, **how: Any) -> Any:
    return client.get(Import.objects.get().get_absolute_url(), follow=True, **how)


def test_the_queue_is_asked_for_the_tasks_that_read_and_compare() -> None:
    assert [read_file.module_path, plan_rows.module_path] == [READER, PLANNER]


def test_a_large_file_is_read_and_compared_by_a_worker_while_the_page_looks_on(attended: None, client: Client) -> None:
    page = send_file(client, FILE)
    assert (page.status_code, ImportRow.objects.count(), len(FOLDER.names())) == (302, 0, 1)
    said = ("Your file is being read.", "It goes on in the background", 'hx-trigger="every 2s"')
    assert [each in look(client).text for each in said] == [True] * 3
    Worker(batch=True, interval=0).run()
    source = Import.objects.get()
    assert (look(client, headers=LIVE).headers["HX-Refresh"], FOLDER.names()) == ("true", [source.kept_as])
    columns = look(client)
    assert (columns.redirect_chain, source.heads) == (
        [(f"/imports/{source.pk}/columns/", 302)], ["Title", "Owner"],
    )  # fmt: skip
    Beat.objects.create(worker="still alive", at=timezone.now())
    typed = {"column_0": "title", "column_1": "owner", "classification": "general"}
    compared = client.post(f"/imports/{source.pk}/columns/", typed, follow=True)
    assert "Your rows are being compared with what is there." in compared.text
    assert client.get(f"/imports/{source.pk}/columns/").url == source.get_absolute_url()
    Worker(batch=True, interval=0).run()
    assert look(client, headers=LIVE).headers["HX-Refresh"] == "true"
    assert "Add 2 follow-ups" in " ".join(look(client).text.split())


def test_it_is_read_otherwise_by_a_worker_too_and_what_cannot_be_is_read_as_before(
    attended: None, client: Client
) -> None:
    send_file(client, FILE)
    source = Import.objects.get()
    read_file.call(source.pk)
    given = {"separator": "none", "encoding": "utf-8", "head_row": "1"}
    assert client.post(f"/imports/{source.pk}/columns/read/", given, follow=True).context["preparation"].is_reading
    read_file.call(source.pk)
    source.refresh_from_db()
    assert (source.heads, source.how.separator) == (["Title,Owner"], "none")
    client.post(f"/imports/{source.pk}/columns/read/", given | {"encoding": "utf-16-le"})
    read_file.call(source.pk)
    page = look(client)
    source.refresh_from_db()
    assert (source.heads, source.why, "It could not be read as you said:" in page.text) == (
        ["Title", "Owner"], "encoding", True,
    )  # fmt: skip
    client.post(f"/imports/{source.pk}/columns/", {"column_0": "title", "column_1": "", "classification": "general"})
    assert Import.objects.get().why == ""


def test_without_a_worker_it_is_read_at_once(client: Client) -> None:
    send_file(client, FILE)
    assert (ImportRow.objects.count(), DBTaskResult.objects.count()) == (2, 0)
    client.post(f"/imports/{Import.objects.get().pk}/columns/", {"column_0": "title", "classification": "general"})
    assert "Add 2 follow-ups" in " ".join(look(client).text.split())


def test_a_file_that_cannot_be_read_is_said_and_another_is_chosen(attended: None, client: Client) -> None:
    send_file(client, b"Title,Owner\n")
    read_file.call(Import.objects.get().pk)
    assert look(client, headers=LIVE).headers["HX-Refresh"] == "true"
    assert "This file has no rows below its heads. Choose the one that holds your follow-ups." in look(client).text
    assert FOLDER.names() == []


def test_what_killed_every_worker_is_said(attended: None, client: Client) -> None:
    send_file(client, FILE)
    DBTaskResult.objects.update(status="FAILED")
    assert "Reading this file broke off. Choose it once more." in look(client).text


def test_a_file_that_was_lost_is_said(attended: None, client: Client) -> None:
    send_file(client, FILE)
    FOLDER.remove(Import.objects.get().kept_as)
    read_file.call(Import.objects.get().pk)
    assert Import.objects.get().why == "lost"


def test_a_task_that_comes_once_more_reads_nothing_twice(attended: None, client: Client) -> None:
    send_file(client, FILE)
    for _ in range(2):
        read_file.call(Import.objects.get().pk)
    assert (ImportRow.objects.count(), Import.objects.get().why) == (2, "")


def test_what_is_taken_off_the_list_leaves_no_file(attended: None, client: Client) -> None:
    send_file(client, FILE)
    client.post(f"/imports/{Import.objects.get().pk}/remove/")
    assert FOLDER.names() == []


def test_a_file_of_which_nobody_knows_any_more_is_thrown_away(attended: None, client: Client) -> None:
    send_file(client, FILE)
    kept = Import.objects.get().kept_as
    FOLDER.keep("old.table", b"")
    at = (timezone.now() - timedelta(days=2)).timestamp()
    for name in ("old.table", kept):
        with FOLDER.local(name) as path:
            os.utime(path, (at, at))
    forget_imports.call()
    assert FOLDER.names() == [kept]


def test_two_presses_compare_once(attended: None, brought: Brought) -> None:
    source = brought(["Title"], ["One"], ["Two"])
    for title in ("title", "detail"):
        tasks.preview(source, columns=[title], adds_names=False, classification="general")
    assert (Import.objects.get().columns, DBTaskResult.objects.count()) == (["title"], 1)


@pytest.mark.parametrize(("letters", "is_long"), [(5_000, False), (20_000_000, True)])
def test_a_small_workbook_that_unpacks_to_a_large_one_takes_long(
    letters: int, is_long: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_reader, "MOST_READ_AT_ONCE", 1_000_000)
    data = workbook([["Title"]], parts={"xl/other.xml": b"x" * letters})
    with on_disk(data) as path:
        assert (len(data) < 100_000, table_reader.takes_long(path)) == (True, is_long)


def test_of_what_is_uploaded_no_more_is_kept_than_a_form_takes(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(UploadForm, "clean", lambda form: sizes.append(form.files["file"].size))
    settings.MOST_UPLOADED = 32_000_000
    page = send_file(client, b"x" * 36_000_000)
    assert (page.status_code, "This file is larger than 30 MB." in page.text) == (422, True)
    assert (31_457_280 < sizes[0] <= 32_000_000, settings.FILE_UPLOAD_HANDLERS[0]) == (
        True, "tracker.imports.upload_limit.UploadLimit",
    )  # fmt: skip


def test_the_oldest_table_that_nobody_confirmed_makes_room_for_a_new_one(
    attended: None, client: Client, brought: Brought, imported: Brought, settings: Any
) -> None:
    settings.DISK_PER_PERSON = 2 * 3 * len(FILE)
    confirmed, oldest = imported(["Title"], ["One"]), brought(["Title"], ["Two"])
    Import.objects.update(size=len(FILE))
    for _ in range(2):
        send_file(client, FILE)
    assert list(Import.objects.order_by("pk").values_list("pk", flat=True)) == [confirmed.pk, *_after(oldest)]
    Import.objects.update(confirmed_at=timezone.now())
    refused = send_file(client, FILE)
    assert ("take up all the room" in refused.text, refused.status_code, Import.objects.count()) == (True, 422, 3)


def _after(source: Import) -> list[int]:
    return [source.pk + 1, source.pk + 2]
