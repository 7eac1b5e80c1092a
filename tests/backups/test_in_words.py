"""What backups, restoring and moving say and run, step by step, with no other database and no program started."""

import errno
import io
import json
import os
import sqlite3
import subprocess
import zipfile
import zlib
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as of_house
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections

from tracker.accounts.models import User
from tracker.backups import archive, move, postgresql_tools, restore
from tracker.backups.archive import CHUNK, chunks_of, opened, written
from tracker.backups.copy_tables import Stock, _plain, columns, tables
from tracker.backups.database import NOBODYS, described, filled_tables, in_words
from tracker.backups.manifest import NAME, Manifest, Part
from tracker.backups.trouble import Trouble, said_of

pytestmark = pytest.mark.one_database


def why(run: Callable[[], Any]) -> str:
    with pytest.raises(Trouble) as trouble:
        run()
    return str(trouble.value)


def test_what_the_system_says_is_told_in_words() -> None:
    found = [
        OSError(errno.ENOSPC, "No space left", "/srv/a"), OSError(errno.EDQUOT, "Quota"),
        PermissionError(errno.EACCES, "Permission denied", "/srv"), OSError(errno.EIO, "Input/output error"),
        OSError("Odd"),
    ]  # fmt: skip
    assert [said_of(error) for error in found] == [
        "The disk is full: /srv/a. Free some of it, or name a folder elsewhere.",
        "The disk is full. Free some of it, or name a folder elsewhere.",
        "Permission denied: /srv.",
        "Input/output error.",
        "Odd.",
    ]


def zipped(path: Path, parts: dict[str, bytes], manifest: dict[str, Any] | bytes | None = None) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
        if manifest is not None:
            file.writestr(NAME, manifest if isinstance(manifest, bytes) else json.dumps(manifest))
    return path


def test_a_backup_holds_each_part_for_its_owner_and_says_what_it_must_be(tmp_path: Path) -> None:
    path, manifest = tmp_path / "a.zip", Manifest("2018-05-25", "sqlite", "1.0", {"tags": "0001"}, {"tags_tag": 2})
    with written(path, manifest) as writing:
        writing.add("database", [b"a" * 900, b"", b"b" * 900], is_pressed=True)
        writing.add("files/ab", [b"c" * 1800])
    with zipfile.ZipFile(path) as file:
        about = [(each.filename, each.compress_type, each.external_attr >> 16) for each in file.infolist()]
        pressed, plain, _manifest = [each.compress_size < each.file_size for each in file.infolist()]
    kinds = (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    assert about == [(name, kind, 0o600) for name, kind in zip(("database", "files/ab", NAME), kinds, strict=True)]
    assert (pressed, plain, path.stat().st_mode & 0o777) == (True, False, 0o600)
    parts = {
        "database": Part(1800, sha256(b"a" * 900 + b"b" * 900).hexdigest()),
        "files/ab": Part(1800, sha256(b"c" * 1800).hexdigest()),
    }
    with opened(path) as reading:
        reading.verify()
        assert reading.manifest == Manifest(
            "2018-05-25", "sqlite", "1.0", {"tags": "0001"}, {"tags_tag": 2}, parts, form=1
        )
        with reading.part("files/ab") as part:
            assert (part.read(), b"".join(reading.chunks("files/ab"))) == (b"c" * 1800, b"c" * 1800)
    with pytest.raises(FileExistsError), written(path, manifest):
        pass
    assert [len(chunk) for chunk in chunks_of(io.BytesIO(b"." * (CHUNK + 1)))] == [CHUNK, 1]


ABOUT = {"made_at": "2018-05-25", "vendor": "sqlite", "form": 1}
ONE = {"size": 1, "sha256": sha256(b"a").hexdigest()}
# The parts, what is said of them, and what is wrong.
NOT_WRITTEN, NONE = "This backup is damaged: a is not what was written. Take another.", "This is no backup of Suivi."
LATER = "This backup was written by a newer Suivi: install that one, then restore."
NOT_THERE = "This backup is damaged: {} is not where it belongs. Take another."
DAMAGED: list[tuple[dict[str, bytes], Any, str]] = [
    ({"b": b"a", "a": b"a"}, {**ABOUT, "parts": {}}, NOT_THERE.format("a")),
    ({"a": b"a"}, {**ABOUT, "parts": {"a": ONE, "c": ONE}}, NOT_THERE.format("c")),
    ({"a": b"a"}, {**ABOUT, "parts": {"a": {**ONE, "size": 2}}}, NOT_WRITTEN),
    ({"a": b"b"}, {**ABOUT, "parts": {"a": ONE}}, NOT_WRITTEN),
    ({"a": b"a"}, None, NONE),
    ({}, b"{", NONE),
    ({}, {**ABOUT, "parts": {}, "later": 1}, NONE),
    (
        {},
        {**ABOUT, "parts": {}, "form": 2},
        "This backup was written by a newer Suivi: install that one, then restore.",
    ),
]


def test_what_is_wrong_with_a_backup_is_told(tmp_path: Path) -> None:
    def read(parts: dict[str, bytes], about: Any) -> None:
        with opened(zipped(tmp_path / "a.zip", parts, about)) as reading:
            reading.verify()

    found = [why(partial(read, parts, about)) for parts, about, _words in DAMAGED]
    assert found == [words for _parts, _about, words in DAMAGED]

    def breaking(error: Exception) -> str:
        def run() -> None:
            with opened(zipped(tmp_path / "a.zip", {}, {**ABOUT, "parts": {}})):
                raise error

        return why(run)

    assert [breaking(error) for error in (zlib.error("Error -3"), EOFError(), zipfile.BadZipFile("no"))] == [
        "This backup is damaged: Error -3. Take another.",
        "This backup is damaged: it ends too soon. Take another.",
        "This backup is damaged: no. Take another.",
    ]


def test_a_value_is_told_alike_by_both_databases() -> None:
    noon, there = datetime(2018, 5, 25, 12, tzinfo=UTC), timezone(timedelta(hours=2))
    alike = [
        ([Decimal("1.10"), Decimal("1.1")], "1.1"), ([Decimal(100), Decimal("1E+2")], "100"),
        ([noon, noon.astimezone(there)], "2018-05-25T12:00:00+00:00"),
        ([noon.replace(tzinfo=None)], "2018-05-25 12:00:00"),
        ([{"b": 1, "a": [2]}, {"a": [2], "b": 1}], '{"a": [2], "b": 1}'), ([[1, "a"]], '[1, "a"]'), ([None], "None"),
        ([True], "True"), ([1], "1"), (["a"], "a"),
    ]  # fmt: skip
    assert [[*dict.fromkeys(map(_plain, values))] for values, _told in alike] == [[words] for _values, words in alike]
    rows: list[Any] = [(1, "a"), (2, "b"), (2, "b")]
    stock = Stock()
    for row in rows:
        stock = stock.with_row(row)
    other = Stock()
    for row in reversed(rows):
        other = other.with_row(row)
    assert (stock, stock.rows) == (other, 3)
    assert len({stock, Stock().with_row((1, "a")), Stock().with_row(("1a", "")), Stock().with_row((1, "b"))}) == 4
    assert 0 < stock.digest < 2**256


@pytest.mark.django_db
def test_every_table_is_copied_but_those_that_no_model_has(noor: User) -> None:
    there = {table for table in connection.introspection.table_names() if "_words" not in table}
    known = [model._meta.db_table for model in tables()]
    assert (there - {*known}, len(known)) == ({"django_migrations", "cache"}, len({*known}))
    assert [field.name for model in tables() for field in columns(model) if field.generated] == []
    assert {table for table in filled_tables() if table.startswith(("accounts", "auth", "django"))} == {"accounts_user"}
    assert NOBODYS - {*known} == {"django_migrations", "cache"}
    counts, schema = described(lambda sql: [("a",)] if "sqlite_master" in sql else [(3,)], "sqlite")
    assert (counts, schema) == ({"a": 3}, {})


def test_what_sqlite_says_is_told_and_what_is_ours_is_not() -> None:
    def broken(error: Exception) -> None:
        with in_words():
            raise error

    assert why(lambda: broken(sqlite3.OperationalError("disk I/O error"))) == "SQLite: disk I/O error."
    with pytest.raises(ValueError, match="ours"):
        broken(ValueError("ours"))


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Steps of a move of which none is made."""
    found: list[Any] = []
    for name in ("refuse_unless_migrated", "refuse_unless_empty", "in_the_other_house", "empty_tables", "count_on"):
        monkeypatch.setattr(move, name, lambda *given, name=name: found.append((name, *given)))
    monkeypatch.setattr(move, "known_as", lambda url, alias: nullcontext(found.append(("known as", url, alias))))
    monkeypatch.setattr(move, "THERE", "default")
    return found


@pytest.mark.django_db
def test_a_move_goes_step_by_step(ran: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(move, "copy_all", lambda *given: ran.append(("copy", *given)) or {"a": Stock(2), "b": Stock(3)})
    url = "postgres://there/x"
    assert [*move.move(url)] == [
        "Making the tables there ...", "Copying ...", "Tables: 2, rows: 5, each the same there as here.",
        "Writing down the words by which things are found ...",
    ]  # fmt: skip
    assert ran == [
        ("refuse_unless_migrated",), ("known as", url, "default"), ("refuse_unless_empty", "default"),
        ("in_the_other_house", url, "migrate", "--verbosity=0", "--no-input"),
        ("in_the_other_house", url, "createcachetable", "--verbosity=0"), ("copy", "default", "default"),
        ("in_the_other_house", url, "reindex"),
    ]  # fmt: skip


def test_what_is_not_the_same_there_is_told_before_it_counts(ran: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(move, "tables", lambda: [User])
    monkeypatch.setattr(move, "copy_table", lambda *given: ran.append(given) or Stock(2, 5))
    found = []
    for there in (Stock(1, 5), Stock(2, 6)):
        monkeypatch.setattr(move, "stock_of", lambda *_given, there=there: there)
        found.append(why(lambda: move.copy_all("here", "there")))
    assert found == [
        f"accounts_user is not the same there (2 rows here, {number} there): nothing was moved." for number in (1, 2)
    ]
    assert ran == [("empty_tables", "there"), (User, "here", "there")] * 2
    ran.clear()
    monkeypatch.setattr(move, "stock_of", lambda *given: ran.append(("asked", *given)) or Stock(2, 5))
    assert move.copy_all("here", "there") == {"accounts_user": Stock(2, 5)}
    assert ran == [
        ("empty_tables", "there"), (User, "here", "there"), ("asked", User, "there"), ("count_on", "there"),
    ]  # fmt: skip


def test_a_house_that_is_behind_or_full_is_not_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(move, "is_migrated", lambda: False)
    monkeypatch.setattr(move, "filled_tables", lambda alias: [alias, "a", "b", "c"])
    assert [why(move.refuse_unless_migrated), why(lambda: move.refuse_unless_empty("x"))] == [
        "This house is to be migrated first: python3 manage.py migrate",
        "The database to move to is not empty: x, a, b. Make a new one.",
    ]
    monkeypatch.setattr(move, "is_migrated", lambda: True)
    monkeypatch.setattr(move, "filled_tables", lambda _alias: [])
    move.refuse_unless_migrated()
    move.refuse_unless_empty("x")


def test_the_other_house_is_told_by_its_address_and_its_trouble_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    done, run = SimpleNamespace(returncode=0, stderr="", stdout=""), list[Any]()

    def note(command: list[str], *, env: dict[str, str], **how: Any) -> Any:
        run.append((command[1:], env["DATABASE_URL"], env["PATH"], how))
        return done

    monkeypatch.setattr(subprocess, "run", note)
    move.in_the_other_house("sqlite:///x", "migrate", "-v0")
    how = {"check": False, "capture_output": True, "text": True}
    assert run == [([str(of_house.ROOT / "manage.py"), "migrate", "-v0"], "sqlite:///x", os.environ["PATH"], how)]
    found = []
    for stderr, stdout in ((" No. \n", "x"), ("", " Odd. ")):
        done = SimpleNamespace(returncode=1, stderr=stderr, stdout=stdout)
        found.append(why(lambda: move.in_the_other_house("sqlite:///x", "migrate")))
    assert found == ["migrate: No.", "migrate: Odd."]


def test_another_database_is_known_within_and_not_after() -> None:
    with move.known_as("postgres://suivi@db.example/x", "beside"):
        found = connections.settings["beside"]
        assert (found["NAME"], found["HOST"], "pool" in found["OPTIONS"]) == ("x", "db.example", False)
        assert connections["beside"].alias == "beside"
    assert "beside" not in connections.settings


class Program:
    """One of PostgreSQL's, as it was started, and what it says."""

    def __init__(self, code: int = 0, stderr: bytes = b"") -> None:
        self.code, self.stdout, self.stderr, self.args = code, io.BytesIO(b"dump"), io.BytesIO(stderr), list[str]()
        self.env: dict[str, str] = {}

    def __call__(self, command: list[str], *, env: dict[str, str], **how: Any) -> "Program":
        self.args, self.env, self.how = command, env, how
        return self

    def wait(self) -> int:
        return self.code

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, *_error: object) -> None:
        pass


def reached(**more: str) -> Any:
    """A connection to a database of PostgreSQL."""
    said = {"dbname": "suivi", "user": "me", "host": "db", "options": "-c jit=off", "cursor_factory": "x", **more}
    return SimpleNamespace(get_connection_params=lambda: dict(said))


def test_postgresql_s_own_programs_are_told_all_but_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    place = "--dbname=dbname=suivi user=me host=db"
    program = Program()
    monkeypatch.setattr(subprocess, "Popen", program)
    assert b"".join(postgresql_tools.dumped(reached(password="secret"), "7-1")) == b"dump"
    nobodys = ["--no-owner", "--no-privileges"]
    pipe = {"stderr": subprocess.PIPE, "stdout": subprocess.PIPE}
    assert (program.args, program.how) == (["pg_dump", "-Fc", *nobodys, "--snapshot=7-1", place], pipe)
    assert (program.env["PGPASSWORD"], program.env["PATH"]) == ("secret", os.environ["PATH"])
    postgresql_tools.restore(reached(sslmode="require"), Path("/srv/x.dump"))
    assert (program.args, program.how["stdout"], "PGPASSWORD" in program.env) == (
        ["pg_restore", "--single-transaction", "--clean", "--if-exists", *nobodys, f"{place} sslmode=require",
         "/srv/x.dump"], subprocess.DEVNULL, False,
    )  # fmt: skip
    dump = lambda: [*postgresql_tools.dumped(reached(), "7")]  # noqa: E731
    found = []
    for said in (b" no such table \n", b""):
        for run in (partial(postgresql_tools.restore, reached(), Path("x")), dump):
            monkeypatch.setattr(subprocess, "Popen", Program(1, said))
            found.append(why(run))

    def missing(*_given: Any, **_how: Any) -> Any:
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "Popen", missing)
    assert [*found, why(lambda: postgresql_tools.restore(reached(), Path("x")))] == [
        "pg_restore: no such table", "pg_dump: no such table", "pg_restore: it failed", "pg_dump: it failed",
        "pg_restore is not there: install PostgreSQL's client, of the server's version or a newer one.",
    ]  # fmt: skip


def test_the_key_is_put_back_where_it_is_the_house_s_own(tmp_path: Path, settings: Any) -> None:
    settings.VAR, file, found = tmp_path, tmp_path / "secret_key", list[Any]()
    for ours, kept in (("same", None), ("ours", None), ("ours", "another"), ("ours", "ours")):
        settings.SECRET_KEY = ours
        if kept:
            file.write_text(kept)
        found.append((restore._restore_key("same")[:34], file.read_text() if file.exists() else None))
    assert found == [
        ("The secret key is the same.", None), ("SECRET_KEY is another than in the ", None),
        ("SECRET_KEY is another than in the ", "another"), ("The secret key is restored.", "same"),
    ]  # fmt: skip
    assert [(path.name, path.stat().st_mode & 0o777) for path in tmp_path.iterdir()] == [("secret_key", 0o600)]


def test_what_was_not_restored_is_told_table_by_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restore, "described_here", lambda: ({"a": 1, "b": 2}, {}))
    said = Manifest("", "sqlite", counts={"a": 1, "b": 2})
    assert [*restore._compared(said)] == ["Tables: 2, rows: 3, as many as in the backup."]
    said.counts |= {"b": 3, "c": 4}
    assert why(lambda: [*restore._compared(said)]) == "Not all was restored: b (3, now 2), c (4, now None)."


def test_why_a_backup_does_not_fit_is_told_in_this_order(monkeypatch: pytest.MonkeyPatch) -> None:
    def fits(full: list[str], vendor: str, schema: dict[str, str]) -> str:
        monkeypatch.setattr(restore, "filled_tables", lambda: full)
        try:
            restore.refuse_unless_fitting(Manifest("", vendor, "9.0", schema))
        except Trouble as trouble:
            return str(trouble).partition(":")[0]
        return ""

    newer, ours = {"tags": "9999", "files": "9999", "auth": "0001_initial"}, connection.vendor
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[ours]
    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    of_other = f"This backup is of {names[other]}, and DATABASE_URL names {names[ours]}"
    assert [
        fits(["a", "b", "c", "d"], other, newer), fits([], other, newer), fits([], ours, newer),
        fits([], ours, {"auth": "0001_initial"}),
    ] == [
        "This house is not empty", of_other, "This backup is of Suivi 9.0, which is newer (files, tags)", "",
    ]  # fmt: skip
    monkeypatch.setattr(restore, "filled_tables", lambda: ["a", "b", "c", "d"])
    assert why(lambda: restore.refuse_unless_fitting(Manifest("", ours))).startswith(
        "This house is not empty: a, b, c. A backup is restored into an empty one: "
    )


# What goes wrong below a command, and what it ends with.
@pytest.mark.parametrize("name", ["restore", "move"])
def test_each_command_says_its_lines_and_its_trouble(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raised: list[Exception] = []

    def run(_what: Any) -> Any:
        yield "One."
        for error in raised:
            raise error
        yield "Two."

    monkeypatch.setattr(f"tracker.backups.management.commands.{name}.{name}", run)
    asked = {"restore": ["x.zip"], "move": ["--to=sqlite:///x"]}[name]
    call_command(name, *asked)
    last = {
        "restore": "Restored. Start Suivi as before.",
        "move": "Moved. Set DATABASE_URL to that address and start Suivi; the old database is as it was.",
    }
    assert capsys.readouterr().out == f"One.\nTwo.\n{last[name]}\n"
    table: dict[str, list[tuple[Exception, str]]] = {
        "restore": [(Trouble("No."), "No."), (OSError(errno.EIO, "Broken", "/srv"), "Broken: /srv.")],
        "move": [(Trouble("No."), "No."), (DatabaseError("gone"), "Nothing was moved: gone")],
    }  # fmt: skip
    for error, words in table[name]:
        raised[:] = [error]
        with pytest.raises(CommandError) as failed:
            call_command(name, *asked)
        assert (str(failed.value), capsys.readouterr().out) == (words, "One.\n")


def test_what_is_written_is_read_from_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = list[Any]()
    monkeypatch.setattr(archive.os, "fsync", lambda number: synced.append(("synced", number > 2)))
    monkeypatch.setattr(archive.os, "posix_fadvise", lambda _file, *given: synced.append(given), raising=False)
    with written(tmp_path / "a.zip", Manifest("", "sqlite")):
        assert synced == []
    assert synced == [("synced", True), (0, 0, os.POSIX_FADV_DONTNEED)]
