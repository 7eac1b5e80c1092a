"""The database of the tests, migrated once: whoever runs tests with the same migrations begins with a copy.

To migrate takes longer than most runs, and continuous integration begins six of them at the same moment.
"""

import fcntl
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection

from tests.models_made_alone import made_alone

ROOT = Path(__file__).parents[1]
KEPT_IN = ROOT / ".pytest_cache" / "migrated"


def migrated_once() -> None:
    """Let Django's own making of the test database begin with the copy. Migrating goes on from there: to nothing."""
    creation: Any = connection.creation
    make, create = creation._create_test_db, creation.create_test_db
    kept = (KeptFile if connection.vendor == "sqlite" else KeptTemplate)(fingerprint())

    def make_from_copy(*args: Any, **options: Any) -> str:
        kept.offer()
        name: str = make(*args, **options)
        kept.fill(name)
        return name

    def create_and_keep(*args: Any, **options: Any) -> str:
        with one_at_a_time(kept), made_alone():
            name: str = create(*args, **options)
            if not kept.is_there():
                kept.keep(name)
        kept.let_go()
        return name

    creation._create_test_db, creation.create_test_db = make_from_copy, create_and_keep


def fingerprint(root: Path = ROOT) -> str:
    """Of every migration and every library."""
    files = sorted([*root.glob("tracker/*/migrations/*.py"), root / "requirements.txt"])
    return sha256(b"".join(str(file.name).encode() + file.read_bytes() for file in files)).hexdigest()[:16]


@contextmanager
def one_at_a_time(kept: "KeptFile | KeptTemplate") -> Iterator[None]:
    """As long as there is no copy, the others wait for the first."""
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    if kept.is_there():
        yield
        return
    with (KEPT_IN / f"{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrated_sqlite() -> Path:
    """The file with which SQLite begins; also for whoever runs tests on PostgreSQL."""
    kept = KeptFile(fingerprint())
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    with (KEPT_IN / "sqlite.lock").open("w") as lock:
        if not kept.is_there():
            fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.is_there():
            with TemporaryDirectory(dir=KEPT_IN) as folder:
                house = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
                command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
                subprocess.run(command, cwd=ROOT, env=house | {"SUIVI_DATA": folder}, check=True)
                with closing(sqlite3.connect(Path(folder, "db.sqlite3"))) as made:
                    made.execute("PRAGMA journal_mode=DELETE")
                Path(folder, "db.sqlite3").replace(kept.path)
    return kept.path


class KeptFile:
    """For SQLite, in a file or in memory."""

    def __init__(self, fingerprint: str) -> None:
        self.path = KEPT_IN / f"{fingerprint}.sqlite3"
        self.open: sqlite3.Connection | None = None

    def is_there(self) -> bool:
        return self.path.exists()

    def offer(self) -> None:
        pass

    def fill(self, name: str) -> None:
        if not self.is_there():
            return
        # Left open: a database in memory is gone with the last who looks at it.
        self.open = sqlite3.connect(name, uri=name.startswith("file:"))
        with closing(sqlite3.connect(self.path)) as copy:
            copy.backup(self.open)

    def let_go(self) -> None:
        if self.open:
            self.open.close()

    def keep(self, _name: str) -> None:
        for old in KEPT_IN.glob("*.sqlite3"):
            old.unlink()
        half = self.path.with_suffix(f".{os.getpid()}")
        connection.ensure_connection()
        with closing(sqlite3.connect(half)) as copy:
            connection.connection.backup(copy)
        half.replace(self.path)


class KeptTemplate:
    """For PostgreSQL, whose databases are made from a template."""

    def __init__(self, fingerprint: str) -> None:
        self.name = f"suivi_migrated_{fingerprint}"

    def is_there(self) -> bool:
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name])
            return cursor.fetchone() is not None

    def offer(self) -> None:
        if self.is_there():
            connection.settings_dict["TEST"]["TEMPLATE"] = self.name

    def fill(self, _name: str) -> None:
        pass

    def let_go(self) -> None:
        pass

    def keep(self, name: str) -> None:
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'suivi_migrated_%%'", [])
            for (old,) in cursor.fetchall():
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{name}"')
