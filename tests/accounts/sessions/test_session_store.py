"""A session is written along with a deed, once; and by itself where no deed was done."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tracker.accounts.models import User
from tracker.accounts.sessions.session_store import SessionStore
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def store() -> SessionStore:
    store = SessionStore()
    store["theme"] = "dark"
    store.create()
    return store


def kept(store: SessionStore) -> dict[str, object]:
    return dict(SessionStore(store.session_key).load())


def writes(captured: CaptureQueriesContext) -> list[str]:
    said = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in said if sql.startswith("UPDATE") and "django_session" in sql.partition("SET")[0]]


def test_a_deed_and_its_session_are_written_in_one_turn(
    claire: User, make_follow_up: Callable[..., FollowUp], sign_in: Callable[[User], Client]
) -> None:
    follow_up, client = make_follow_up(owner=claire.person), sign_in(claire)
    with CaptureQueriesContext(connection) as captured:
        assert client.post(f"/follow-ups/{follow_up.pk}/to/in_progress/", {"version": 1}).status_code == 302
    commits = [query for query in captured.captured_queries if query["sql"].startswith("COMMIT")]
    assert (len(writes(captured)), len(commits)) == (1, 1)


def test_what_was_written_along_is_not_written_again(store: SessionStore) -> None:
    store["deed"] = {"undo": "/1/"}
    with transaction.atomic():
        store.save_along()
    with CaptureQueriesContext(connection) as captured:
        store.save()
    assert (writes(captured), kept(store)["deed"]) == ([], {"undo": "/1/"})


def test_what_changes_after_it_is_written_too(store: SessionStore) -> None:
    store["deed"] = {"undo": "/1/"}
    with transaction.atomic():
        store.save_along()
    store["deed"]["undo"] = "/2/"
    store.save()
    assert kept(store)["deed"] == {"undo": "/2/"}


def test_a_deed_that_ends_in_nothing_leaves_it_to_be_written(store: SessionStore) -> None:
    store["deed"] = {"undo": "/1/"}
    with transaction.atomic():
        store.save_along()
        transaction.set_rollback(True)
    assert "deed" not in kept(store)
    store.save()
    assert kept(store)["deed"] == {"undo": "/1/"}


def test_what_did_not_change_and_what_is_no_session_yet_is_left(store: SessionStore) -> None:
    read, empty = SessionStore(store.session_key), SessionStore()
    read.get("theme")
    empty.modified = True
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        read.save_along()
        empty.save_along()
    assert (writes(captured), empty.session_key) == ([], None)


def test_one_that_was_ended_meanwhile_is_not_made_anew(store: SessionStore) -> None:
    store["deed"] = {"undo": "/1/"}
    SessionStore(store.session_key).delete()
    with transaction.atomic():
        store.save_along()
    with pytest.raises(UpdateError):
        store.save()
    assert kept(store) == {}
