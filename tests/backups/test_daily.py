"""Backups that the worker makes every day, and what administrators are told of them."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tracker.accounts.models import User
from tracker.backups.daily import daily_backups, is_due, what_is_wrong
from tracker.backups.facts import backups
from tracker.backups.make import make_backup
from tracker.backups.models import Backup, DailyBackups
from tracker.backups.tasks import back_up
from tracker.backups.trouble import Trouble
from tracker.backups.warnings import warnings_for

pytestmark = [pytest.mark.one_database, pytest.mark.django_db(transaction=True)]
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def made(at: datetime, **values: Any) -> Backup:
    backup: Backup = Backup.objects.create(at=at, folder="/srv", name="suivi.zip", verified_at=at, **values)
    return backup


def last() -> Backup:
    backup: Backup = Backup.objects.all()[0]
    return backup


def wrong() -> str:
    return what_is_wrong(daily_backups(), NOON)


@pytest.fixture
def daily(tmp_path: Path) -> None:
    DailyBackups.begin(tmp_path, 14)


def test_one_is_due_once_a_day(daily: None) -> None:
    due = [is_due(NOON)]
    made(NOON - timedelta(hours=20))
    due.append(is_due(NOON))
    made(NOON - timedelta(hours=1))
    due.append(is_due(NOON))
    assert due == [True, True, False]


def test_none_is_due_where_nobody_asked_for_any() -> None:
    assert (is_due(NOON), wrong()) == (False, "")


def test_one_that_is_older_than_26_hours_is_told(daily: None) -> None:
    made(NOON - timedelta(hours=27))
    assert wrong() == "The last backup is of 29 November 2026, 10:00, and one is due every day. See that a worker runs."
    made(NOON - timedelta(hours=25))
    assert wrong() == ""


def test_that_none_was_made_yet_is_told(daily: None) -> None:
    assert wrong() == "Backups are to be made every day, and none has been made yet. See that a worker runs."


def test_one_that_failed_is_told_with_what_was_said(daily: None, tmp_path: Path, jonas: User, claire: User) -> None:
    now = timezone.now()
    made(now - timedelta(hours=2))
    (tmp_path / "file").touch()
    with pytest.raises(Trouble, match=r"Not a directory"):
        make_backup(tmp_path / "file" / "folder")
    assert [last().error in each for each in warnings_for(jonas, now)] == [True]
    assert warnings_for(claire, now) == []


def test_the_worker_makes_it_and_throws_away_the_oldest(daily: None, tmp_path: Path) -> None:
    (tmp_path / "suivi-of-another-house.zip").touch()
    old = [make_backup(tmp_path) for _number in range(3)]
    Backup.objects.update(at=timezone.now() - timedelta(days=2))
    DailyBackups.begin(tmp_path, 2)
    back_up.func()
    back_up.func()
    kept = sorted(path.name for path in tmp_path.glob("suivi-*.zip"))
    assert kept == sorted([old[2].name, last().name, "suivi-of-another-house.zip"])
    assert Backup.objects.filter(thrown_away_at=None).count() == 2


def test_the_command_asks_for_one_every_day(tmp_path: Path, settings: Any) -> None:
    said = StringIO()
    call_command("backup", str(tmp_path), "--every", "day", stdout=said)
    assert (daily_backups().keep, said.getvalue().splitlines()[1:]) == (  # type: ignore[union-attr]
        14,
        ["From now on the worker makes one every day, and keeps 14."],
    )
    call_command("backup", str(tmp_path), "--every", "never", stdout=said)
    assert daily_backups() is None
    settings.BACKUP_FOLDER, settings.BACKUP_KEEP = str(tmp_path / "other"), 3
    assert daily_backups().keep == 3  # type: ignore[union-attr]
    with pytest.raises(CommandError, match=r"BACKUP_FOLDER and BACKUP_KEEP say that"):
        call_command("backup", str(tmp_path), "--every", "day")


def test_a_disk_with_little_room_is_told(settings: Any, jonas: User) -> None:
    settings.DISK_WARNING = 10**12
    assert warnings_for(jonas, NOON)[0].endswith(" MB left. Once it is full, nothing can be saved.")


def told(viewer: User) -> tuple[str, str]:
    fact = backups(viewer, NOON)
    return fact.words, fact.how


def test_the_page_how_suivi_is_tells_of_the_last_one(jonas: User, tmp_path: Path) -> None:
    found = [told(jonas)]
    made(NOON - timedelta(hours=1))
    found.append(told(jonas))
    DailyBackups.begin(tmp_path, 14)
    found.append(told(jonas))
    Backup.objects.update(at=NOON - timedelta(hours=27))
    assert [*found, told(jonas)] == [
        ("None was made yet", "mind"),
        ("30 November 2026, 12:00", "mind"),
        ("30 November 2026, 12:00", "well"),
        ("29 November 2026, 10:00", "wrong"),
    ]
