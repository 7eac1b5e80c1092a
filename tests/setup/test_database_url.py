"""What `DATABASE_URL` says is obeyed."""

import socket
from collections.abc import Iterator
from threading import Thread

import pytest
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import OperationalError

from tracker.setup.database_url import SQLITE, THREADS, database
from tracker.setup.server_and_worker import threads_for


def test_sqlite_is_made_safe() -> None:
    found = database("sqlite:////srv/house.sqlite3")
    assert (found["NAME"], found["OPTIONS"]) == ("/srv/house.sqlite3", SQLITE)


def test_what_the_address_says_of_sqlite_comes_first() -> None:
    assert database("sqlite:////srv/house.sqlite3?timeout=3")["OPTIONS"] == SQLITE | {"timeout": 3}


def test_every_option_of_postgresql_survives() -> None:
    said = "sslmode=verify-full&sslrootcert=/nope&options=-c%20statement_timeout=5s&connect_timeout=4"
    assert database(f"postgres://suivi:secret@db.example:6000/suivi?{said}")["OPTIONS"] == {
        "sslmode": "verify-full",
        "sslrootcert": "/nope",
        "connect_timeout": 4,
        "options": "-c jit=off -c statement_timeout=5s",
        "pool": {"min_size": min(4, THREADS), "max_size": THREADS, "timeout": 5},
    }


def test_no_thread_of_the_server_waits_for_a_connection_of_another() -> None:
    """Eight who signed in at once had two errors: each held a connection while passwords were compared."""
    pool = database("postgres://suivi@db.example/suivi")["OPTIONS"]["pool"]
    assert (threads_for("postgresql"), pool["min_size"] <= pool["max_size"]) == (pool["max_size"], True)


def test_a_pool_of_connections_is_not_for_tests() -> None:
    found = database("postgres://suivi@db.example/suivi", testing=True)
    assert found["OPTIONS"] == {"options": "-c jit=off"}
    assert found["TEST"]["NAME"].startswith("test_suivi_")


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
