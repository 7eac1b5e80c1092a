"""The database that `DATABASE_URL` names: what it says comes before what we add."""

import os
from dataclasses import dataclass
from multiprocessing import cpu_count
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

from tracker.setup.service_urls.setting_values import address_in

# FULL loses no acknowledged commit at a power cut; IMMEDIATE queues writers instead of failing them. What is deleted is
# overwritten by zeros, as Debian builds SQLite: elsewhere an erased person's words stay in pages that are free.
#
# Python keeps 128 queries compiled for each connection, and ten pages ask more. Of nineteen asked in turn, 500 save 7 %
# of the time in a small house, 4 % in one of 100,000 follow-ups, for 3 MB (1 December 2026).
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "cached_statements": 500,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
}
# Any other would be opened as SQLite, in a file that is called as the database there.
SCHEMES = {"postgres", "postgresql", "pgsql", "psql", "sqlite"}
NAME = "DATABASE_URL"
# Django's, kept open from request to request.
SQLITE_KEPT = "tracker.setup.sqlite3"
# Django's, told when the database is away, and by then no more waited for.
POSTGRESQL = "tracker.setup.postgresql"
# Of each process of the server with PostgreSQL. Each has a connection of its own: none waits for another's, and two
# processes stay well below the hundred that PostgreSQL gives out.
THREADS = min(2 * cpu_count() + 1, 16)
# Compiling a list's query takes PostgreSQL ten times as long as answering it.
NO_COMPILING = "-c jit=off"
# Seconds. Without these a machine that vanished is waited for up to two hours: nothing says that it is gone.
FOUND_GONE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
# Django's own names for what is no option of the database.
OF_DJANGO = {"CONN_MAX_AGE", "ATOMIC_REQUESTS", "AUTOCOMMIT", "DISABLE_SERVER_SIDE_CURSORS", "CONN_HEALTH_CHECKS"}
# What psycopg and Django know themselves, and not as text.
TYPES = {"prepare_threshold": int, "isolation_level": int, "server_side_binding": bool}


@dataclass(frozen=True, slots=True)
class Pooled:
    """How many connections a process keeps, at most, and whether each is looked at before it is given out.

    Not looked at, each costs one error once the database was started anew. Of size 0 there is no pool: each request
    opens a connection of its own, as where a pooler stands in front.
    """

    size: int = THREADS
    looked_at: bool = True


def database(url: str, *, testing: bool = False, pooled: Pooled = Pooled(), name: str = NAME) -> dict[str, Any]:
    """Django's settings for `url`. Every option in it is obeyed, such as sslmode and sslrootcert.

    Raises ImproperlyConfigured, which names the setting in which it stands.
    """
    if urlsplit(url).scheme not in SCHEMES:
        raise ImproperlyConfigured(f"{name} begins with postgres:// or sqlite:///.")
    with address_in(name):
        found: dict[str, Any] = Env.db_url_config(url)
    if not found["ENGINE"].endswith("postgresql"):
        # While somebody has it open its journal stays on the disk: on a full one none could be made to read by.
        kept = {"CONN_MAX_AGE": 0 if testing else None, **found}
        return {**kept, "ENGINE": SQLITE_KEPT, "OPTIONS": {**SQLITE, **found.get("OPTIONS", {})}}
    said = options_in(url)
    ours: dict[str, Any] = {**FOUND_GONE, **said, "options": f"{NO_COMPILING} {said.get('options', '')}".strip()}
    if pooled.size and not testing and not found.get("CONN_MAX_AGE"):
        # What of it cannot connect is given up soon, and tried again by whoever asks next.
        ours["pool"] = {"min_size": 1, "max_size": pooled.size, "timeout": 0.5, "reconnect_timeout": 1}
    return {
        "CONN_HEALTH_CHECKS": pooled.looked_at,
        **found,
        "ENGINE": POSTGRESQL,
        # A folder of sockets stands where a host does, in %2F.
        "HOST": unquote(_host(url)) if "%" in _host(url) else found["HOST"],
        "OPTIONS": ours,
        # Two suites may run at once, each with a database of its own.
        "TEST": {"NAME": f"test_suivi_{os.getpid()}"},
    }


def options_in(url: str) -> dict[str, Any]:
    """What stands after the question mark, to the letter, as PostgreSQL's own programs read it."""
    pairs = (pair.partition("=") for pair in urlsplit(url).query.split("&") if pair)
    said = {unquote(name): unquote(value) for name, _, value in pairs}
    return {name: TYPES.get(name, str)(value) for name, value in said.items() if name.upper() not in OF_DJANGO}


def cut_short(options: dict[str, Any], *, statement: int, idle: int) -> None:
    """Let no statement take longer than so many seconds, and no transaction wait longer for the next; 0 is no limit.

    What the address of the database says of either stands: PostgreSQL obeys the last.
    """
    limits = {"statement_timeout": statement, "idle_in_transaction_session_timeout": idle}
    ours = [f"-c {name}={seconds * 1000}" for name, seconds in limits.items() if seconds]
    options["options"] = " ".join([*ours, options.get("options", "")]).strip()


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].partition(":")[0]
