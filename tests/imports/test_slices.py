"""Long tables are worked off a slice at a time: whoever dies, stops or comes second, nothing is lost or done twice."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.imports.conftest import Brought, outcomes
from tracker.accounts.models import User
from tracker.background.models import Beat
from tracker.background.worker import Worker
from tracker.follow_ups.models import FollowUp
from tracker.imports import prepare_import, row_plan, slices, tasks, write_rows
from tracker.imports.models import Import
from tracker.imports.prepare_import import Planning, keep, take
from tracker.imports.reading import fill as filling
from tracker.imports.reading.fill import fill
from tracker.imports.reading.table import Table
from tracker.imports.views.progress import say_time_left

pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[User], Client]
ROWS = [["Title"], ["One"], ["Two"], ["Three"], ["One"]]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each slice, and each piece of one, is a row."""
    for module in (write_rows, filling, row_plan, prepare_import):
        monkeypatch.setattr(module, "CHUNK", 1)
    monkeypatch.setattr(tasks, "SLICE", 0)
    monkeypatch.setattr(tasks, "MOST_PLANNED_AT_ONCE", 1)
    monkeypatch.setattr(write_rows, "MOST_AT_ONCE", 1)
    Beat.objects.create(worker="alive", at=timezone.now())


@pytest.fixture
def worker() -> Worker:
    return Worker(batch=True, interval=0)


def titles() -> list[str]:
    return list(FollowUp.objects.order_by("pk").values_list("title", flat=True))


def dies_after(rows: int) -> Any:
    """The rows of a file that is cut off by whatever kills its reader."""

    class Dying(list[list[str]]):
        times = 0

        def __iter__(self) -> Any:
            self.times += 1
            yield from ROWS[: rows + 1] if self.times > 4 else ROWS
            if self.times > 4:
                raise ZeroDivisionError

    return Dying()


def test_whoever_reads_it_next_goes_on_behind_the_rows_that_are_kept(claire: User) -> None:
    source = keep("a.csv", 10, by=claire)
    with pytest.raises(ZeroDivisionError):
        fill(source, Table(dies_after(2)))
    assert (Import.objects.get().is_read, source.lines.count()) == (False, 2)
    fill(source, Table(ROWS))
    assert list(source.lines.values_list("number", "cells")) == [
        (2, ["One"]), (3, ["Two"]), (4, ["Three"]), (5, ["One"])
    ]  # fmt: skip
    assert Import.objects.get().heads == ["Title"]


def test_whoever_reads_a_file_otherwise_is_not_disturbed_by_whoever_reads_it_as_before(claire: User) -> None:
    before = keep("a.csv", 10, by=claire)
    Import.objects.update(reading={"separator": ";"})
    fill(before, Table(ROWS))
    assert (Import.objects.get().heads, before.lines.count()) == ([], 0)


def test_whoever_compares_the_rest_knows_what_the_first_rows_are_about(brought: Brought) -> None:
    source = brought(["No.", "Title"], ["7", "One"], ["8", "Two"], ["7", "Three"], ["", "Two"], ["", "Two"])
    whole = list(source.lines.values_list("number", "outcome", "key", "problems"))
    take(source)
    for step in (Planning(source).step, Planning(source).step, Planning(source).step):
        assert step() == 1
    while Planning(source).step():
        pass
    assert list(source.lines.values_list("number", "outcome", "key", "problems")) == whole
    assert [outcome for _number, outcome in outcomes(source)] == ["new", "new", "refused", "new", "new"]


def test_columns_that_are_said_anew_in_between_are_what_all_rows_are_compared_by(brought: Brought) -> None:
    source = brought(["Name", "Title"], ["One", "Two"], ["Three", "Four"])
    planning = Planning(source)
    take(source, columns=["detail", "title"])
    planning.step()
    take(source, columns=["title", "detail"])
    while planning.step():
        pass
    changes = [line.changes["title"]["to"] for line in source.lines.all()]
    assert changes == ["One", "Three"]


def test_a_slice_gives_others_their_turn_and_the_next_goes_on(brought: Brought, worker: Worker) -> None:
    source = brought(*ROWS)
    tasks.begin(source)
    worker.run()
    assert (titles(), DBTaskResult.objects.filter(task_path=tasks.write_import.module_path).count() > 1) == (
        ["One", "Two", "Three", "One"], True,
    )  # fmt: skip


def test_whoever_stops_the_comparing_is_back_at_the_columns(
    brought: Brought, claire: User, sign_in: SignIn, worker: Worker
) -> None:
    source, client = brought(*ROWS), sign_in(claire)
    client.post(f"/imports/{source.pk}/columns/", {"column_0": "title", "classification": "general"})
    address = source.get_absolute_url()
    assert "0 of 4 rows" in " ".join(client.get(address).text.split())
    assert client.post(f"{address}stop/", follow=True).redirect_chain[-1][0] == f"{address}columns/"
    worker.run()
    source.refresh_from_db()
    assert source.previewed_at is None
    Beat.objects.create(worker="still alive", at=timezone.now())
    client.post(f"{address}columns/", {"column_0": "title", "classification": "general"})
    worker.run()
    assert [outcome for _number, outcome in outcomes(source)] == ["new"] * 4


def test_whoever_stops_the_writing_keeps_what_is_written_and_may_go_on(
    brought: Brought, claire: User, sign_in: SignIn, worker: Worker
) -> None:
    source, client = brought(*ROWS), sign_in(claire)
    address = source.get_absolute_url()
    client.post(f"{address}confirm/")
    assert write_rows.Writing(source).step() == 1
    page = " ".join(client.post(f"{address}stop/", follow=True).text.split())
    worker.run()
    said = ("1 of 4 rows are written.", "You stopped it.", "Undo this import")
    assert ([words in page for words in said], titles()) == ([True] * 3, ["One"])
    client.post(f"{address}confirm/")
    worker.run()
    assert titles() == ["One", "Two", "Three", "One"]


def test_what_is_only_looked_at_is_not_stopped(brought: Brought) -> None:
    source = brought(*ROWS)
    source.stop()
    assert Import.objects.get().stopped_at is None


@pytest.mark.parametrize(
    ("pace", "rows", "words"),
    [
        (None, 100, ""),
        (10, 100, "less than a minute left"),
        (1, 60, "about 1 minute left"),
        (10, 6_000, "about 10 minutes left"),
        (10, 72_000, "about 2 hours left"),
    ],
)
def test_the_time_left_is_said_at_the_pace_of_now(pace: float | None, rows: int, words: str) -> None:
    assert say_time_left(Import(pace=pace), rows) == words


def test_the_pace_is_kept_while_it_goes(brought: Brought, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "SAID", 0)
    source = brought(*ROWS)
    with transaction.atomic():
        assert slices.do_slice(source, iter([1, 1, 0]).__next__, seconds=60, pause=0) is False
    assert (Import.objects.get().pace or 0) > 0
