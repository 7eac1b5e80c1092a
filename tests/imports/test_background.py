"""Long imports are written in the background: seen from the page, and whatever becomes of a worker."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from tests.imports.conftest import Brought
from tracker.accounts.models import User
from tracker.background.models import Beat
from tracker.background.worker import Worker
from tracker.follow_ups.models import FollowUp
from tracker.history.models import Entry
from tracker.imports import write_rows
from tracker.imports.models import Import
from tracker.imports.tasks import begin, forget_imports

# A worker lets go of its connections between two pieces of work, which no test inside a transaction survives.
pytestmark = pytest.mark.django_db(transaction=True)
SignIn = Callable[[User], Client]
LIVE = {"HX-Request": "true"}


@pytest.fixture
def worker() -> Worker:
    return Worker(batch=True, interval=0)


@pytest.fixture
def long(brought: Brought, monkeypatch: pytest.MonkeyPatch) -> Import:
    """Three rows, where two are as many as a page writes itself."""
    monkeypatch.setattr(write_rows, "MOST_AT_ONCE", 2)
    return brought(["Title"], ["One"], ["Two"], ["Three"])


@pytest.fixture
def client(claire: User, sign_in: SignIn) -> Client:
    return sign_in(claire)


def test_a_long_import_waits_for_a_worker_and_says_so(long: Import, client: Client) -> None:
    page = client.post(f"{long.get_absolute_url()}confirm/", follow=True)
    assert FollowUp.objects.count() == 0
    assert ["0 of 3 rows are written." in page.text, "No worker is running" in page.text] == [True, True]


def test_with_a_worker_the_page_looks_on_until_it_is_done(long: Import, client: Client, worker: Worker) -> None:
    Beat.objects.create(worker="alive", at=timezone.now())
    address = long.get_absolute_url()
    client.post(f"{address}confirm/")
    looks = client.get(address, headers=LIVE)
    assert ["It goes on in the background" in looks.text, 'hx-trigger="every 2s"' in looks.text] == [True, True]
    worker.run()
    assert (client.get(address, headers=LIVE).headers["HX-Refresh"], FollowUp.objects.count()) == ("true", 3)
    assert 'id="progress"' not in client.get(address).text


def test_what_killed_every_worker_is_said_and_goes_on_when_asked(long: Import, client: Client, worker: Worker) -> None:
    worker.beat()
    address = long.get_absolute_url()
    client.post(f"{address}confirm/")
    DBTaskResult.objects.update(status="FAILED")
    page = client.get(address).text
    assert ["Writing it broke off." in page, "It goes on in the background" in page] == [True, False]
    assert "It goes on in the background" in client.post(f"{address}confirm/", follow=True).text
    worker.run()
    assert FollowUp.objects.count() == 3


def test_a_worker_that_dies_in_between_is_made_good_by_the_next(
    long: Import, client: Client, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_rows, "CHUNK", 1)
    client.post(f"{long.get_absolute_url()}confirm/")
    long.refresh_from_db()
    write_rows.Writing(long).step()
    assert FollowUp.objects.count() == 1
    worker.run()
    assert sorted(each.title for each in FollowUp.objects.all()) == ["One", "Three", "Two"]
    assert Entry.objects.filter(verb="added", channel="import").count() == 3


def test_going_on_writes_nothing_twice(long: Import, client: Client, worker: Worker) -> None:
    for _each in range(3):
        client.post(f"{long.get_absolute_url()}confirm/")
    worker.run()
    assert FollowUp.objects.count() == 3


def test_the_worker_speaks_the_language_of_who_asked(
    long: Import, client: Client, worker: Worker, claire: User
) -> None:
    User.objects.filter(pk=claire.pk).update(language="fr")
    client.post(f"{long.get_absolute_url()}confirm/")
    # Theirs, and not that in which the page was asked for.
    with translation.override("en"):
        worker.run()
    notes = FollowUp.objects.values_list("history__note", flat=True).order_by("id")
    assert list(notes) == [f"Importée de actions.csv, ligne {number}." for number in (2, 3, 4)]


def test_what_nobody_confirmed_is_forgotten_after_a_month(brought: Brought, imported: Brought) -> None:
    old, recent, done = brought(["Title"], ["One"]), brought(["Title"], ["Two"]), imported(["Title"], ["Three"])
    long_ago = timezone.now() - timedelta(days=31)
    Import.objects.filter(pk__in=[old.pk, done.pk]).update(at=long_ago)
    Import.objects.filter(pk=recent.pk).update(at=timezone.now() - timedelta(days=29))
    forget_imports.call()
    assert list(Import.objects.order_by("id")) == [recent, done]


def test_as_many_rows_as_a_page_writes_itself_are_written_at_once(
    long: Import, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_rows, "MOST_AT_ONCE", 3)
    client.post(f"{long.get_absolute_url()}confirm/")
    assert FollowUp.objects.count() == 3


def test_what_cannot_be_left_to_a_worker_is_not_confirmed_either(long: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_full(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if sql.startswith("INSERT"):
            raise OperationalError("The disk is full.")
        return execute(sql, *more)

    with connection.execute_wrapper(is_full), pytest.raises(OperationalError):
        begin(long)
    long.refresh_from_db()
    assert long.confirmed_at is None
