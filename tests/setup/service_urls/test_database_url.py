"""What `DATABASE_URL` says is obeyed."""

import socket
from collections.abc import Iterator
from threading import Thread
from urllib.parse import quote

import pytest
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import OperationalError

from tracker.setup.service_urls.database_url import FOUND_GONE, SQLITE, THREADS, TYPES, Pooled, cut_short, database
from tracker.setup.serving.web import threads_for


def test_sqlite_is_made_safe() -> None:
    found = database("sqlite:////srv/house.sqlite3")
    assert (found["NAME"], found["OPTIONS"]) == ("/srv/house.sqlite3", SQLITE)


def test_what_the_address_says_of_sqlite_comes_first() -> None:
    assert database("sqlite:////srv/house.sqlite3?timeout=3")["OPTIONS"] == SQLITE | {"timeout": 3}


def test_every_option_of_postgresql_survives_to_the_letter() -> None:
    said = "sslmode=verify-full&sslrootcert=/nope&options=-c%20statement_timeout=5s&connect_timeout=4&of_tomorrow=007"
    assert database(f"postgres://suivi:secret@db.example:6000/suivi?{said}&sslcert=&application_name=a+b")[
        "OPTIONS"
    ] == {
        **FOUND_GONE,
        "sslmode": "verify-full",
        "sslrootcert": "/nope",
        "connect_timeout": "4",
        "of_tomorrow": "007",
        "sslcert": "",
        "application_name": "a+b",
        "options": "-c jit=off -c statement_timeout=5s",
        "pool": {"min_size": 1, "max_size": THREADS, "timeout": 0.5, "reconnect_timeout": 1},
    }


@pytest.mark.parametrize(
    ("url", "host", "port", "name"),
    [
        ("postgres://suivi@db.example:6000/suivi", "db.example", 6000, "suivi"),
        ("postgres://suivi@one:1,two:2/suivi?target_session_attrs=read-write", "one,two", "1,2", "suivi"),
        ("postgres://suivi@%2Fvar%2FRun%2Fpg/suivi", "/var/Run/pg", "", "suivi"),
        ("postgres:////var/run/pg/suivi", "/var/run/pg", "", "suivi"),
        ("postgres:///suivi?host=/var/run/pg", "", "", "suivi"),
        ("postgres:///?service=house", "", "", ""),
        ("postgres://suivi@[::1]:6000/a%20house", "::1", 6000, "a house"),
    ],
)
def test_it_is_found_where_the_address_says(url: str, host: str, port: object, name: str) -> None:
    found = database(url)
    assert (found["HOST"], found["PORT"], found["NAME"]) == (host, port, name)


@pytest.mark.parametrize("password", ["p@ss/w?rd", "a+b %c#d", "é€:&="])
def test_a_password_may_hold_every_character(password: str) -> None:
    assert database(f"postgres://suivi:{quote(password, safe='')}@db/suivi")["PASSWORD"] == password


def test_what_is_no_text_for_psycopg_is_none() -> None:
    options = database("postgres://db/suivi?prepare_threshold=5&isolation_level=3&CONN_HEALTH_CHECKS=0")["OPTIONS"]
    assert {name: options.get(name) for name in (*TYPES, "CONN_HEALTH_CHECKS")} == {
        "prepare_threshold": 5,
        "isolation_level": 3,
        "server_side_binding": None,
        "CONN_HEALTH_CHECKS": None,
    }


def test_no_thread_of_the_server_waits_for_a_connection_of_another() -> None:
    """Eight who signed in at once had two errors: each held a connection while passwords were compared."""
    pool = database("postgres://suivi@db.example/suivi")["OPTIONS"]["pool"]
    assert (threads_for("postgresql"), pool["min_size"] <= pool["max_size"]) == (pool["max_size"], True)


def test_a_pool_of_connections_is_not_for_tests() -> None:
    found = database("postgres://suivi@db.example/suivi", testing=True)
    assert found["OPTIONS"] == FOUND_GONE | {"options": "-c jit=off"}
    assert found["TEST"]["NAME"].startswith("test_suivi_")


@pytest.mark.parametrize(
    ("url", "pooled", "size"),
    [
        ("postgres://db/suivi", Pooled(4), 4),
        ("postgres://db/suivi", Pooled(0), None),
        ("postgres://db/suivi?CONN_MAX_AGE=60", Pooled(4), None),
    ],
)
def test_the_house_says_how_many_connections_are_kept(url: str, pooled: Pooled, size: int | None) -> None:
    assert database(url, pooled=pooled)["OPTIONS"].get("pool", {}).get("max_size") == size


@pytest.mark.parametrize(
    ("url", "is_looked_at"), [("postgres://db/suivi", True), ("postgres://db/suivi?CONN_HEALTH_CHECKS=False", False)]
)
def test_each_connection_is_looked_at_unless_the_address_says_otherwise(url: str, is_looked_at: object) -> None:
    assert database(url)["CONN_HEALTH_CHECKS"] == is_looked_at
    assert database("postgres://db/suivi", pooled=Pooled(looked_at=False))["CONN_HEALTH_CHECKS"] is False


@pytest.mark.parametrize(
    ("statement", "idle", "options"),
    [
        (30, 60, "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000 -c jit=off"),
        (0, 5, "-c idle_in_transaction_session_timeout=5000 -c jit=off"),
        (0, 0, "-c jit=off"),
    ],
)
def test_what_pages_ask_is_cut_short(statement: int, idle: int, options: str) -> None:
    found = database("postgres://db/suivi")["OPTIONS"]
    cut_short(found, statement=statement, idle=idle)
    assert found["options"] == options


@pytest.fixture
def says_yes_to_tls() -> Iterator[int]:
    """The port of what answers the first words of a client as PostgreSQL does that speaks TLS, and no more."""

    def answer() -> None:
        client, _address = listener.accept()
        with client:
            client.recv(8)
            client.sendall(b"S")
            client.recv(1)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=answer)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def test_a_certificate_that_is_not_there_is_never_connected_without(says_yes_to_tls: int) -> None:
    asked = f"postgres://suivi@127.0.0.1:{says_yes_to_tls}/suivi?sslmode=verify-full&sslrootcert=/nope"
    empty = {"TIME_ZONE": None, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True, "CONN_MAX_AGE": 0}
    with pytest.raises(OperationalError, match='root certificate file "/nope" does not exist'):
        DatabaseWrapper({**empty, **database(asked, testing=True)}).connect()
