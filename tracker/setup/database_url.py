"""The database that `DATABASE_URL` names: what it says comes before what we add."""

import os
from multiprocessing import cpu_count
from typing import Any

from environ import Env

# FULL loses no acknowledged commit at a power cut; IMMEDIATE queues writers instead of failing them.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
ENGINE = "tracker.setup.sqlite3"
# Of each process of the server with PostgreSQL. Each has a connection of its own: none waits for another's, and two
# processes stay well below the hundred that PostgreSQL gives out.
THREADS = min(2 * cpu_count() + 1, 16)
# Compiling a list's query takes PostgreSQL ten times as long as answering it.
NO_COMPILING = "-c jit=off"


def database(url: str, *, testing: bool = False) -> dict[str, Any]:
    """Django's settings for `url`. Every option in it is obeyed, such as sslmode and sslrootcert."""
    found: dict[str, Any] = Env.db_url_config(url)
    said: dict[str, Any] = found.get("OPTIONS", {})
    if found["ENGINE"].endswith("sqlite3"):
        kept = {"CONN_MAX_AGE": 0 if testing else None, **found}
        return {**kept, "ENGINE": ENGINE, "OPTIONS": {**SQLITE, **said}}
    ours: dict[str, Any] = {"options": f"{NO_COMPILING} {said.get('options', '')}".strip()}
    if not testing:
        ours = {"pool": {"min_size": min(4, THREADS), "max_size": THREADS, "timeout": 5}, **ours}
    # Two suites may run at once, each with a database of its own.
    return {**found, "OPTIONS": {**said, **ours}, "TEST": {"NAME": f"test_suivi_{os.getpid()}"}}
