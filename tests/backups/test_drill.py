"""A house is backed up, lost, and restored: on both databases."""

import os
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from django.utils import timezone

from tests.conftest import clear_tables
from tracker.accounts.models import User
from tracker.backups.archive import opened
from tracker.backups.database import described_here
from tracker.backups.make import HALF, _write, make_backup
from tracker.backups.models import Backup, DailyBackups
from tracker.follow_ups.models import FollowUp

pytestmark = pytest.mark.django_db(transaction=True)
FILES = {"files/ab/abcd": b"what was attached", "mails/ef.eml": b"what came by mail", "imports/1.csv": b""}


@pytest.fixture
def house(tmp_path: Path, make_follow_up: Callable[..., FollowUp]) -> Any:
    """With one follow-up, and files."""
    make_follow_up("Speak at the workshop")
    with override_settings(VAR=tmp_path / "var"):
        for name, content in FILES.items():
            (tmp_path / "var" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "var" / name).write_bytes(content)
        yield tmp_path / "var"


def lose(house: Path) -> None:
    clear_tables()
    for name in FILES:
        (house / name).unlink()


def restored(path: Path) -> str:

    said = StringIO()
    call_command("restore", str(path), stdout=said)
    return said.getvalue()


def test_what_was_lost_is_there_again(house: Path, tmp_path: Path, claire: User) -> None:
    backup = make_backup(tmp_path / "backups")
    before, _schema = described_here()
    lose(house)
    said = restored(backup.path)
    # Of itself a backup knows nothing yet.
    assert described_here()[0] == before | {"backups_backup": 0}
    assert {name: (house / name).read_bytes() for name in FILES} == FILES
    assert [row.title for row in FollowUp.objects.search("workshop")] == ["Speak at the workshop"]
    assert User.objects.get() == claire
    rows = sum(before.values()) - 1
    assert (
        f"Files: 3.\nTables: {len(before)}, rows: {rows}, as many as in the backup.\nThe secret key is the same."
        in said
    )


def test_an_older_schema_is_migrated(house: Path, tmp_path: Path) -> None:
    """As if it had been written before there was a table of backups."""
    with connection.cursor() as cursor:
        for table in ("backups_backup", "backups_dailybackups"):
            cursor.execute(f"DROP TABLE {table}")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'backups'")
    old = Backup(folder=str(tmp_path), name="suivi-old.zip")
    _write(old, timezone.now())
    with connection.schema_editor() as editor:
        editor.create_model(Backup)
        editor.create_model(DailyBackups)
    MigrationRecorder(connection).record_applied("backups", "0001_backups")
    lose(house)
    said = restored(old.path)
    assert ("It is older than this Suivi" in said, [*Backup.objects.all()]) == (True, [])


def test_a_house_that_is_not_empty_is_left_alone(house: Path, tmp_path: Path) -> None:
    path = make_backup(tmp_path).path
    (house / "files/ab/abcd").write_bytes(b"something newer")
    with pytest.raises(CommandError, match=r"^This house is not empty: accounts_user, "):
        restored(path)
    assert (house / "files/ab/abcd").read_bytes() == b"something newer"


def test_a_backup_is_for_its_owner_only_and_nothing_else_stays(house: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    backup = make_backup(folder)
    assert [path.name for path in folder.iterdir()] == [backup.name]
    assert oct(backup.path.stat().st_mode & 0o777) == "0o600"
    assert (Backup.objects.get(), backup.size) == (backup, backup.path.stat().st_size)


def test_the_key_and_every_file_are_parts_of_it(house: Path, tmp_path: Path) -> None:
    with opened(make_backup(tmp_path).path) as reading:
        parts = {name for name in reading.manifest.parts if not name.startswith("database")}
        assert b"".join(reading.chunks("secret_key")).decode() == settings.SECRET_KEY
    assert parts == {"secret_key", *FILES}


def test_what_was_cut_off_is_thrown_away_by_the_next(house: Path, tmp_path: Path) -> None:
    (tmp_path / f"suivi-2026-11-29-030000-000000{HALF}").touch()
    old = timezone.now() - timedelta(days=2)

    os.utime(tmp_path / f"suivi-2026-11-29-030000-000000{HALF}", (old.timestamp(), old.timestamp()))
    make_backup(tmp_path)
    assert [*tmp_path.glob(f"*{HALF}")] == []
