"""Makes the database ready for this Suivi, and refuses in one sentence where it cannot be."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, ProgrammingError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tracker.setup.virtual_environment import DISK_FULL

NO_KEY = (
    "With PostgreSQL, SECRET_KEY is to be set, to the same for every process: to the one that {kept} has kept until "
    'now, or to a new one, such as python3 -c "import secrets; print(secrets.token_urlsafe(50))" says.'
)
NEWER = (
    "The database is of a newer Suivi than this one, which does not know {names}: "
    "start the newer one again, or restore a backup from before."
)
OLDER = "The database is of an older Suivi than this one: run python3 manage.py migrate --wait first."
AT_WORK = "Another process is migrating this database: wait for it with --wait."
# Of all houses, in a database of their own: "Suivi" in ASCII.
LOCK = 0x5375697669


@contextmanager
def plain_words() -> Iterator[None]:
    """Turns a database that cannot be used into one sentence that says what to do."""
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        reason = str(error).splitlines()[0]
        if isinstance(error, ProgrammingError) and "connection option" not in reason:
            raise
        if "disk is full" in reason:
            raise CommandError(DISK_FULL) from error
        raise CommandError(f"The database cannot be used: check DATABASE_URL ({reason}).") from error


def refuse_without_key() -> None:
    """Each process would make one of its own on its own machine, and nobody would stay signed in."""
    if connection.vendor == "postgresql" and not os.environ.get("SECRET_KEY"):
        raise CommandError(NO_KEY.format(kept=settings.VAR / "secret_key"))


def refuse_newer() -> None:
    """Raises CommandError where the database has had migrations that this Suivi does not know."""
    loader = MigrationLoader(connection)
    known = {*loader.disk_migrations} | {old for each in loader.disk_migrations.values() for old in each.replaces}
    unknown = sorted(key for key in loader.applied_migrations if key not in known and key[0] in loader.migrated_apps)
    if unknown:
        raise CommandError(NEWER.format(names=" and ".join(".".join(key) for key in unknown[:2])))


def refuse_older() -> None:
    if is_behind():
        raise CommandError(OLDER)


def is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def prepare_database() -> None:
    """Migrates when there is something to migrate: the question is ten times quicker than the deed."""
    refuse_newer()
    if is_behind():
        call_command("migrate", wait=True, verbosity=0, interactive=False)


@contextmanager
def migrating_alone(connection: Any, *, wait: bool) -> Iterator[None]:
    """Inside, no other process migrates this database. Raises CommandError where one does and we do not wait."""
    alone = _alone_on_postgresql if connection.vendor == "postgresql" else _alone_on_sqlite
    with alone(connection, wait=wait):
        yield


@contextmanager
def _alone_on_postgresql(connection: Any, *, wait: bool) -> Iterator[None]:
    """In a transaction on a connection of its own: so it holds behind a pooler, too, and ends with the process."""
    given = connection.settings_dict
    options = {name: value for name, value in given["OPTIONS"].items() if name != "pool"}
    beside = type(connection)({**given, "OPTIONS": options}, "migrating")
    beside.connect()
    try:
        beside.set_autocommit(False)
        with beside.cursor() as cursor:
            for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
                cursor.execute(f"SET LOCAL {name} = 0")
            cursor.execute(f"SELECT pg_{'' if wait else 'try_'}advisory_xact_lock(%s)", [LOCK])
            if cursor.fetchone()[0] is False:
                raise CommandError(AT_WORK)
        yield
    finally:
        beside.close()


@contextmanager
def _alone_on_sqlite(connection: Any, *, wait: bool) -> Iterator[None]:
    """By a file beside the database; one in memory is nobody else's."""
    if connection.is_in_memory_db():
        yield
        return
    name = Path(connection.settings_dict["NAME"])
    with name.with_name(f"{name.name}.migrating").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise CommandError(AT_WORK) from error
        yield


def let_go_of_the_database() -> None:
    """Neither a connection nor a pool of them survives a fork."""
    for open_connection in connections.all(initialized_only=True):
        open_connection.close()
        getattr(open_connection, "close_pool", lambda: None)()
