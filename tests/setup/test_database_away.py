"""While the database is away people are told at once, and nobody is once it is back."""

import socket
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.handlers.exception import convert_exception_to_response
from django.db import ConnectionHandler, InterfaceError, OperationalError, connections
from django.http import HttpRequest
from django.test import Client, RequestFactory
from pytest_django import DjangoDbBlocker

from tests.setup.clusters import Cluster
from tests.setup.conftest import until
from tracker.setup.database_away import answered_while_away, is_loss
from tracker.setup.postgresql.base import DatabaseWrapper
from tracker.setup.service_urls.database_url import Pooled, cut_short, database

Use = Callable[[str], Any]


@pytest.fixture
def use(django_db_blocker: DjangoDbBlocker) -> Iterator[Use]:
    """Takes the database of an address in the place of the house's, as the server does: with a pool."""
    before = connections["default"]

    def use(url: str) -> Any:
        found = ConnectionHandler({"default": {"TIME_ZONE": None, **database(url, pooled=Pooled(2))}})["default"]
        connections["default"] = found
        return found

    DatabaseWrapper.reaches.clear()
    with django_db_blocker.unblock():
        yield use
        connections["default"].close()
        if connections["default"].vendor == "postgresql":
            connections["default"].close_pool()
    connections["default"] = before
    DatabaseWrapper.reaches.clear()


@pytest.fixture(params=["sqlite", "postgresql"])
def away(request: pytest.FixtureRequest, use: Use, port: int) -> Any:
    return use("sqlite:////nowhere/db.sqlite3" if request.param == "sqlite" else f"postgres://suivi@127.0.0.1:{port}/s")


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr-CH, en;q=0.5", "Suivi ne peut pas atteindre sa base de données"), ("de", "Suivi cannot reach its database")],
)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.usefixtures("away")
def test_it_is_said_in_the_language_of_the_browser(method: str, language: str, words: str) -> None:
    page = getattr(Client(headers={"Accept-Language": language}), method)("/follow-ups/")
    assert (page.status_code, page["Retry-After"], words in page.text) == (503, "5", True)
    assert not page.cookies


def test_whoever_asks_next_is_told_without_another_try(use: Use, port: int) -> None:
    use(f"postgres://suivi@127.0.0.1:{port}/s")
    first = Client().get("/").status_code
    with socket.create_server(("127.0.0.1", port)) as listener:
        listener.setblocking(False)
        second = Client().get("/").status_code
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert (first, second) == (503, 503)


def test_after_a_restart_nobody_is_given_a_connection_from_before(use: Use, cluster: Cluster) -> None:
    house = use(cluster.url())
    house.ensure_connection()
    house.close()
    cluster.stop()
    try:
        with pytest.raises(OperationalError):
            house.ensure_connection()
    finally:
        cluster.start()
    until(lambda: comes_back(house))
    with house.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def comes_back(house: Any) -> bool:
    try:
        house.ensure_connection()
    except OperationalError:
        return False
    return True


def test_a_restart_that_nobody_noticed_costs_nobody_an_error(use: Use, cluster: Cluster) -> None:
    house = use(cluster.url())
    house.ensure_connection()
    house.close()
    cluster.stop()
    cluster.start()
    house.ensure_connection()
    with house.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_what_pages_ask_is_cut_short_by_the_server(use: Use, cluster: Cluster) -> None:
    house = use(cluster.url("?options=-c%20statement_timeout=5s"))
    cut_short(house.settings_dict["OPTIONS"], statement=30, idle=60)
    said = []
    with house.cursor() as cursor:
        for name in ("statement_timeout", "idle_in_transaction_session_timeout", "jit"):
            cursor.execute(f"SHOW {name}")
            said += cursor.fetchone()
    assert said == ["5s", "1min", "off"]


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def unopened() -> sqlite3.Error:
    try:
        with closing(sqlite3.connect("/nowhere/db.sqlite3")):
            raise AssertionError("It was opened.")
    except sqlite3.Error as error:
        return error


LOST = [
    caused(OperationalError("server closed the connection unexpectedly"), psycopg.OperationalError()),
    caused(InterfaceError("the connection is closed"), psycopg.InterfaceError()),
    caused(OperationalError("terminating connection"), psycopg.errors.AdminShutdown()),
    caused(OperationalError("starting up"), psycopg.errors.CannotConnectNow()),
    caused(OperationalError("unable to open database file"), unopened()),
]
OUR_FAULT = [
    ValueError("No database."),
    caused(OperationalError("canceling statement"), psycopg.errors.QueryCanceled()),
    caused(OperationalError("database is locked"), sqlite3.OperationalError()),
]


@pytest.mark.parametrize(("errors", "is_one"), [(LOST, True), (OUR_FAULT, False)])
def test_a_loss_of_the_database_is_told_from_an_error_of_ours(errors: list[Exception], is_one: bool) -> None:
    assert [is_loss(error) for error in errors] == [is_one] * len(errors)


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status"), [(LOST[0], 503), (OUR_FAULT[0], 500)])
def test_lost_in_the_middle_of_a_page_it_is_away(error: Exception, status: int) -> None:
    def view(request: HttpRequest) -> Any:
        raise error

    page = answered_while_away(convert_exception_to_response(view))(RequestFactory().get("/"))
    assert (page.status_code, "Retry-After" in page) == (status, status == 503)


def test_only_what_answers_people_is_cut_short(start: Any, tmp_path: Path) -> None:
    code = (
        "import django; django.setup(); from django.db import connections;"
        "before = connections['default'].settings_dict['OPTIONS']['options']; import tracker.wsgi;"
        "print(before, connections['default'].settings_dict['OPTIONS']['options'], sep='; ')"
    )
    told = start(
        sys.executable, "-c", code, DJANGO_SETTINGS_MODULE="tracker.settings", SUIVI_DATA=str(tmp_path),
        DATABASE_URL="postgres://db/suivi", STATEMENT_SECONDS="20",
    ).communicate()[0]  # fmt: skip
    cut = "-c statement_timeout=20000 -c idle_in_transaction_session_timeout=60000"
    assert told == f"-c jit=off; {cut} -c jit=off\n"
