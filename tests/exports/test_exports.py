"""Long exports are written in the background: seen from the page, and whatever becomes of a worker."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.conftest import CANARY
from tests.downloaded_files import content, table_of
from tracker.accounts.models import Role, User
from tracker.background.models import Beat
from tracker.background.retries import MOST_ATTEMPTS, requeue_abandoned
from tracker.background.worker import Worker
from tracker.exports import export_response, write_export
from tracker.exports.models import FOLDER, RETENTION, WRITER, Export, ExportFailure
from tracker.exports.tasks import forget_exports, write_file
from tracker.meetings.models import Meeting

# A worker lets go of its connections between two pieces of work, which no test inside a transaction survives.
pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[User], Client]
LIVE = {"HX-Request": "true"}
ADDRESS = "/meetings/export/csv/?kind=call"


@pytest.fixture(autouse=True)
def _place(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rows are long, and a folder is there for this test alone."""
    settings.VAR = tmp_path
    monkeypatch.setattr(export_response, "MOST_AT_ONCE", 2)


@pytest.fixture
def attended() -> None:
    Beat.objects.create(worker="alive", at=timezone.now())


@pytest.fixture
def calls(claire: User) -> list[Meeting]:
    return [
        Meeting.log(by=claire, title=f"=Call {number}", kind="call", held_on=timezone.localdate())
        for number in range(3)
    ]


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


@pytest.fixture
def asked(attended: None, calls: list[Meeting], client: Client) -> Export:
    client.get(ADDRESS)
    return Export.objects.get()


def files() -> list[str]:
    return sorted(path.name for path in folder().iterdir())


def folder() -> Path:
    path: Path = settings.VAR / "exports"
    path.mkdir(exist_ok=True)
    return path


def page_of(client: Client, export: Export, **how: Any) -> HttpResponse:
    return client.get(export.get_absolute_url(), **how)


def test_a_short_list_comes_at_once(attended: None, calls: list[Meeting], client: Client) -> None:
    assert len(table_of(client, "/meetings/export/csv/?q=0")) == 2
    assert (len(table_of(client, "/mandates/export/csv/")), Export.objects.count()) == (1, 0)


def test_a_long_list_comes_at_once_where_nobody_works_in_the_background(calls: list[Meeting], client: Client) -> None:
    assert (len(table_of(client, ADDRESS)), Export.objects.count()) == (4, 0)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_long_list_is_looked_on_until_the_file_is_there(form: str, calls: list[Meeting], client: Client) -> None:
    address = f"/meetings/export/{form}/?kind=call"
    at_once = client.get(address)
    sent = content(at_once)
    Beat.objects.create(worker="alive", at=timezone.now())
    page = client.get(address, follow=True)
    export = Export.objects.get()
    assert page.redirect_chain == [(export.get_absolute_url(), 302)]
    said = ("0 of 3 rows are written.", "It goes on in the background", 'hx-trigger="every 2s"', "?kind=call")
    assert [each in page.text for each in said] == [True] * 4
    Worker(batch=True, interval=0).run()
    assert page_of(client, export, headers=LIVE).headers["HX-Refresh"] == "true"
    assert f'href="/exports/{export.pk}/file/"' in page_of(client, export).text
    file = client.get(f"/exports/{export.pk}/file/")
    assert [file[name] for name in ("Content-Type", "Content-Disposition")] == [
        at_once[name] for name in ("Content-Type", "Content-Disposition")
    ]
    # Workbooks hold the moment at which they were made.
    assert (content(file) == sent) or form == "xlsx"
    assert files() == sorted(f"{export.pk}.{kind}" for kind in ("count", form, "sight"))


def test_without_a_worker_the_page_says_that_it_waits(asked: Export, client: Client) -> None:
    Beat.objects.all().delete()
    assert "No worker is running, so this waits." in page_of(client, asked).text


def test_how_far_it_is_is_noted_as_it_is_written(asked: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_export, "STEP", 1)
    seen: list[int] = []
    real = write_export.write

    def write(sheet: Any, form: Any, file: Any) -> None:
        seen.extend(write_export.rows_written(asked) for _row in sheet.tables[0].rows())
        real(sheet, form, file)

    monkeypatch.setattr(write_export, "write", write)
    write_file.call(asked.pk)
    assert seen == [0, 1, 2]


def test_who_asks_twice_looks_on_at_the_same(asked: Export, client: Client) -> None:
    assert client.get(ADDRESS)["Location"] == asked.get_absolute_url()
    others = [client.get(address)["Location"] for address in (ADDRESS.replace("csv", "xlsx"), "/meetings/export/csv/")]
    assert [asked.get_absolute_url() in others, Export.objects.count()] == [False, 3]


def test_once_it_is_written_another_is_made(asked: Export, client: Client) -> None:
    write_file.call(asked.pk)
    assert client.get(ADDRESS)["Location"] != asked.get_absolute_url()


def test_what_was_restricted_meanwhile_is_not_in_the_file(
    attended: None, calls: list[Meeting], claire: User, noor: User, sign_in: SignIn
) -> None:
    client = sign_in(noor)
    Meeting.log(by=claire, title=f"Call about {CANARY}", kind="call", held_on=timezone.localdate())
    client.get(ADDRESS)
    Meeting.objects.filter(title__contains=CANARY).update(classification="restricted")
    export = Export.objects.get()
    write_file.call(export.pk)
    rows = table_of(client, f"/exports/{export.pk}/file/")
    assert [row[1] for row in rows[1:]] == ["'=Call 2", "'=Call 1", "'=Call 0"]


def test_a_right_that_is_gone_leaves_no_file(
    calls: list[Meeting], attended: None, claire: User, client: Client
) -> None:
    for meeting in calls:
        meeting.remove(by=claire)
    client.get("/meetings/export/csv/?removed=1")
    export = Export.objects.get()
    User.objects.filter(pk=claire.pk).update(role=Role.READER)
    write_file.call(export.pk)
    assert "You may no longer see this list." in page_of(client, export).text
    assert files() == []


def test_for_a_closed_account_nothing_is_written(asked: Export, claire: User) -> None:
    User.objects.filter(pk=claire.pk).update(is_active=False)
    write_file.call(asked.pk)
    assert (Export.objects.get().why, files()) == ("not_yours", [])


def test_a_filter_that_names_what_is_gone_is_said(asked: Export, client: Client) -> None:
    Export.objects.update(query="partner=Nobody")
    write_file.call(asked.pk)
    assert "The filter of the list names what is no longer there." in page_of(client, asked).text


def test_a_worker_that_is_killed_is_made_good_by_the_next(asked: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_sheet: Any, _form: Any, file: Any) -> None:
        file.write(b"half")
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(write_export, "write", killed)
        with pytest.raises(SystemExit):
            write_file.call(asked.pk)
    assert (Export.objects.get().ended_at, FOLDER.has(asked.kept_as)) == (None, False)
    write_file.call(asked.pk)
    assert (FOLDER.read(asked.kept_as).decode().count("=Call"), Export.objects.get().is_ready) == (3, True)


def test_what_breaks_is_said_and_can_be_asked_for_again(
    asked: Export, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_sheet: Any, _form: Any, _file: Any) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as breaking:
        breaking.setattr(write_export, "write", full)
        with pytest.raises(OSError, match="No space"):
            write_file.call(asked.pk)
    assert "Writing it broke off." in page_of(client, asked).text
    assert client.get(f"/exports/{asked.pk}/file/")["Location"] == asked.get_absolute_url()
    assert client.get(ADDRESS)["Location"] != asked.get_absolute_url()


def test_what_killed_every_worker_is_said_and_begins_anew(asked: Export, client: Client) -> None:
    row = DBTaskResult.objects.get()
    row.worker_ids = ["earlier"] * (MOST_ATTEMPTS - 1)
    row.claim("gone")
    requeue_abandoned()
    assert "Writing it broke off." in page_of(client, asked).text
    assert client.get(ADDRESS)["Location"] == asked.get_absolute_url()
    assert "Writing it broke off." not in page_of(client, asked).text
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "READY"]


def test_the_queue_is_asked_for_the_task_that_writes() -> None:
    assert write_file.module_path == WRITER


def test_a_file_that_was_lost_is_said(asked: Export, client: Client) -> None:
    write_file.call(asked.pk)
    FOLDER.remove(asked.kept_as)
    page = client.get(f"/exports/{asked.pk}/file/", follow=True)
    assert "This file is not there. Ask for it again from the list." in page.text


def test_it_speaks_the_language_of_who_asked(
    attended: None, calls: list[Meeting], claire: User, client: Client
) -> None:
    User.objects.filter(pk=claire.pk).update(language="fr")
    client.get(ADDRESS)
    export = Export.objects.get()
    write_file.call(export.pk)
    assert "Réunion" in FOLDER.read(export.kept_as).decode()


def test_files_are_thrown_away_after_a_day(asked: Export, client: Client) -> None:
    write_file.call(asked.pk)
    (folder() / "killed.part").touch()
    client.get(ADDRESS)
    write_file.call(Export.objects.first().pk)
    old = timezone.now() - RETENTION - timedelta(minutes=1)
    Export.objects.filter(pk=asked.pk).update(at=old)
    os.utime(folder() / "killed.part", (old.timestamp(), old.timestamp()))
    forget_exports.call()
    kept = Export.objects.get()
    assert files() == [f"{kept.pk}.count", f"{kept.pk}.csv", f"{kept.pk}.sight"]


def test_a_file_that_is_gone_before_it_is_looked_at_keeps_no_other(asked: Export) -> None:
    """As a link is that leads nowhere: its name stands in the folder, and there is nothing behind it."""
    names = ["aaa.part", "old.part", "zzz.part"]
    for name in (names[0], names[-1]):
        (folder() / name).symlink_to("nowhere")
    (folder() / "old.part").touch()
    os.utime(folder() / "old.part", (0, 0))
    forget_exports.call()
    assert (folder() / "old.part").exists() is False


def test_the_oldest_files_of_a_person_give_way_to_new_ones(asked: Export, client: Client, settings: Any) -> None:
    write_file.call(asked.pk)
    settings.DISK_PER_PERSON = 2 * 2 * Export.objects.get().size
    for _ in range(2):
        client.get(ADDRESS)
        write_file.call(Export.objects.first().pk)
    assert [each.is_ready for each in Export.objects.order_by("pk")] == [False, True, True]
    assert "Newer files of yours took its room. Ask for it again from the list." in page_of(client, asked).text


def test_a_file_larger_than_all_room_stays_alone(asked: Export, client: Client, settings: Any) -> None:
    settings.DISK_PER_PERSON = 0
    write_file.call(asked.pk)
    assert Export.objects.get().is_ready


def test_each_sees_their_own_files_and_no_others(asked: Export, client: Client, noor: User, sign_in: SignIn) -> None:
    write_file.call(asked.pk)
    name = Export.objects.get().name
    other = sign_in(noor)
    assert [name in page.text for page in (client.get("/exports/"), other.get("/exports/"))] == [True, False]
    assert [other.get(f"/exports/{asked.pk}/{rest}").status_code for rest in ("", "file/")] == [404, 404]


def test_a_file_is_there_for_a_day_from_when_it_was_asked_for(asked: Export, client: Client) -> None:
    write_file.call(asked.pk)
    Export.objects.filter(pk=asked.pk).update(at=datetime(2026, 3, 12, 9, 30, tzinfo=UTC))
    assert "It is thrown away after 13 March 2026, 10:30." in page_of(client, asked).text


def test_what_has_ended_does_not_end_again(asked: Export) -> None:
    ends = [asked.end(why=ExportFailure.BROKEN), asked.end(name="late.csv")]
    kept = Export.objects.get()
    assert (ends, kept.why, kept.name) == ([True, False], "broken", "")


def test_a_task_that_comes_once_more_does_not_write_what_has_ended(asked: Export) -> None:
    write_file.call(asked.pk)
    FOLDER.keep(asked.kept_as, b"as it was")
    write_file.call(asked.pk)
    assert FOLDER.read(asked.kept_as).decode() == "as it was"


@pytest.mark.parametrize(("most", "is_long"), [(2, True), (3, False)])
def test_as_many_rows_as_come_at_once_are_not_too_many(
    most: int, is_long: bool, attended: None, calls: list[Meeting], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_response, "MOST_AT_ONCE", most)
    client.get(ADDRESS)
    assert Export.objects.exists() == is_long


def test_each_form_and_each_language_is_a_file_of_its_own(asked: Export, claire: User) -> None:
    asks = [("csv", "en"), ("xlsx", "en"), ("csv", "fr"), ("csv", "en")]
    how = {"by": claire, "make": "m", "query": "q", "title": "Calls", "rows": 3}
    made = [Export.ask(form=form, language=language, **how).pk - asked.pk for form, language in asks]
    assert made == [1, 2, 3, 1]


def test_a_page_that_is_opened_shows_the_file_and_only_one_that_looks_on_is_drawn_anew(
    asked: Export, client: Client
) -> None:
    write_file.call(asked.pk)
    pages = [page_of(client, asked), page_of(client, asked, headers=LIVE)]
    assert [(page.headers.get("HX-Refresh"), "The file is there." in page.text) for page in pages] == [
        (None, True), ("true", False),
    ]  # fmt: skip


def test_a_page_that_looks_on_is_drawn_anew_when_writing_broke_off(asked: Export, client: Client) -> None:
    asked.end(why=ExportFailure.BROKEN)
    assert page_of(client, asked, headers=LIVE).headers.get("HX-Refresh") == "true"


def test_rows_that_came_in_meanwhile_count_to_the_whole(asked: Export, client: Client) -> None:
    FOLDER.keep(asked.count_kept_as, b"4")
    assert "4 of 4 rows are written." in page_of(client, asked).text


def test_the_latest_file_stands_on_top(asked: Export, client: Client) -> None:
    client.get("/meetings/export/csv/")
    assert [each.pk for each in client.get("/exports/").context["exports"]] == [asked.pk + 1, asked.pk]
