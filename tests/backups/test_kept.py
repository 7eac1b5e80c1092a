"""Which backups there are, which are due and which are thrown away; what is said of each, and to whom."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.utils import timezone

from tracker.accounts.models import User
from tracker.backups import daily, make, tasks, warnings
from tracker.backups.daily import Daily, backups_of_the_settings, daily_backups, is_due, what_is_wrong
from tracker.backups.models import Backup, DailyBackups, is_older, last_attempt, last_backup
from tracker.backups.trouble import Trouble

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]
# In Brussels it is 14:00.
NOON = datetime(2018, 5, 25, 12, tzinfo=UTC)
DAILY = Daily(Path("/srv"), 14)


def made(at: datetime, name: str = "a.zip", **values: Any) -> Backup:
    backup: Backup = Backup.objects.create(**{"at": at, "folder": "/srv", "name": name, "verified_at": at, **values})
    return backup


def test_only_what_was_read_back_counts_and_the_last_try_is_told_apart() -> None:
    assert (last_backup(), last_attempt()) == (None, None)
    old, good = made(NOON - timedelta(days=2)), made(NOON - timedelta(days=1))
    failed = made(NOON, name="", verified_at=None, error="No.")
    twin = made(failed.at, name="", verified_at=None, error="Nor.")
    assert (last_backup(), last_attempt(), [*Backup.objects.good()]) == (good, twin, [good, old])
    assert [str(each) for each in (old, failed)] == ["a.zip", "2018-05-25 14:00"]
    made(NOON, folder="/elsewhere")
    made(NOON, thrown_away_at=NOON)
    assert [*Backup.objects.kept_in("/srv")] == [good, old]
    moments = (NOON - timedelta(days=1, seconds=1), good.at, good.at + timedelta(microseconds=1))
    assert ([is_older(good, moment) for moment in moments], is_older(None, NOON)) == ([False, False, True], True)


def test_one_that_was_moved_elsewhere_is_thrown_away_as_well(tmp_path: Path) -> None:
    (tmp_path / "a.zip").touch()
    for name in ("a.zip", "gone.zip"):
        backup = made(NOON, name=name, folder=str(tmp_path))
        backup.throw_away()
        backup.refresh_from_db()
        assert (backup.path.exists(), backup.thrown_away_at is None) == (False, False)


def test_of_a_folder_so_many_stay_with_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    for keep, kept in ((0, 1), (1, 1), (2, 2), (3, 3), (9, 4)):
        Backup.objects.all().delete()
        rows = [made(NOON - timedelta(days=days), name=f"{days}.zip") for days in range(4)]
        elsewhere, failed = made(NOON, folder="/elsewhere"), made(NOON, verified_at=None)
        make.throw_away_old(rows[0], keep)
        left = [*Backup.objects.filter(thrown_away_at=None).order_by("pk")]
        assert (keep, left) == (keep, [*rows[:kept], elsewhere, failed])


# When the last was made, by the clock of the house, and whether one is due at 14:00 of 25 May.
DUE = [("2018-05-24 23:59", True), ("2018-05-25 00:00", False), ("2018-05-25 13:59", False), ("", True)]


def test_one_is_due_on_each_day_of_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    DailyBackups.begin(Path("/srv"), 14)
    found = []
    for said, _is_due in DUE:
        Backup.objects.all().delete()
        if said:
            made(timezone.make_aware(datetime.fromisoformat(said)))
        found.append((said, is_due(NOON)))
    DailyBackups.stop()
    assert (found, is_due(NOON)) == (DUE, False)


def test_the_environment_says_it_before_the_command_does(settings: Any, tmp_path: Path) -> None:
    found: list[Any] = [(backups_of_the_settings(), daily_backups())]
    DailyBackups.begin(Path("/srv/one"), 3)
    DailyBackups.begin(Path("/srv/two"), 4)
    assert DailyBackups.objects.count() == 1
    found.append((backups_of_the_settings(), daily_backups(), str(DailyBackups.objects.get())))
    settings.BACKUP_FOLDER, settings.BACKUP_KEEP = "/srv/set", 0
    of_settings = Daily(Path("/srv/set"), 0)
    assert [*found, (backups_of_the_settings(), daily_backups())] == [
        (None, None), (None, Daily(Path("/srv/two"), 4), "/srv/two"), (of_settings, of_settings),
    ]  # fmt: skip


def test_what_is_wrong_is_told_of_the_last_try_first() -> None:
    none = "Backups are to be made every day, and none has been made yet. See that a worker runs."
    found = [what_is_wrong(None, NOON), what_is_wrong(DAILY, NOON)]
    good = made(NOON - daily.OLDEST)
    found.append(what_is_wrong(DAILY, NOON))
    found.append(what_is_wrong(DAILY, NOON + timedelta(seconds=1)))
    failed = made(NOON - timedelta(hours=1), verified_at=None, error="Full.")
    found += [what_is_wrong(DAILY, NOON), what_is_wrong(None, NOON)]
    good.delete()
    found.append(what_is_wrong(DAILY, NOON))
    made(NOON)
    found.append(what_is_wrong(DAILY, NOON))
    of_failed = "The backup of 25 May 2018, 13:00 failed. What was said: Full."
    old = "The last backup is of 24 May 2018, 12:00, and one is due every day. See that a worker runs."
    assert (found, failed.error) == (["", none, "", old, of_failed, "", of_failed, ""], "Full.")


def test_the_worker_makes_one_where_it_is_due_and_says_what_failed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[Any] = []

    def make_backup(folder: Path, *, keep: int) -> None:
        asked.append((folder, keep))
        raise Trouble("The disk is full.")

    monkeypatch.setattr(tasks, "make_backup", make_backup)
    tasks.back_up.func()
    assert asked == []
    DailyBackups.begin(Path("/srv"), 5)
    tasks.back_up.func()
    made(timezone.now())
    tasks.back_up.func()
    assert (asked, caplog.messages) == ([(Path("/srv"), 5)], ["No backup was made: The disk is full."])


def test_what_fails_stands_in_the_table_and_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = []
    for error in (Trouble("x" * 1001), OSError(28, "No space left", "/srv"), DatabaseError("gone")):
        monkeypatch.setattr(make, "_write", lambda *_given, error=error: (_ for _ in ()).throw(error))
        with pytest.raises(Trouble) as trouble:
            make.make_backup(tmp_path, keep=1)
        said.append(str(trouble.value))
    full = "The disk is full: /srv. Free some of it, or name a folder elsewhere."
    assert said == ["x" * 1000, full, "gone"]
    rows = Backup.objects.order_by("pk").values_list("folder", "name", "error", "verified_at", "size")
    assert [*rows] == [(str(tmp_path), "", words, None, 0) for words in said]

    def refuse(*_given: Any) -> Any:
        raise DatabaseError("gone")

    with connection.execute_wrapper(refuse), pytest.raises(Trouble, match="gone"):
        make.make_backup(tmp_path)


def test_a_backup_is_called_by_its_moment_and_only_what_was_cut_off_long_ago_goes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    now = datetime(2018, 5, 25, 14, 3, 5, 70, tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr(timezone, "now", lambda: now)
    folder, later = tmp_path / "of" / "backups", now.timestamp() - 24 * 3600
    folder.mkdir(parents=True)

    for name, at in (("suivi-a.half", later - 1), ("suivi-b.half", later + 1), ("suivi-c.half.sqlite3", later - 1),
                     ("suivi-d.zip", later - 1), ("other.half", later - 1)):  # fmt: skip
        (folder / name).touch()
        os.utime(folder / name, (at, at))
    written: list[Any] = []
    monkeypatch.setattr(make, "_add_all", lambda _writing, half: written.append(half.name))
    backup = make.make_backup(folder)
    assert backup.name == "suivi-2018-05-25-120305-000070.zip"
    assert (written, backup.at, backup.verified_at) == (["suivi-2018-05-25-120305-000070.half"], now, now)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["suivi-b.half", "suivi-d.zip", "other.half", backup.name]
    )
    monkeypatch.setattr(make, "_add_all", lambda _writing, _half: (_ for _ in ()).throw(Trouble("No.")))
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(seconds=1))
    with pytest.raises(Trouble):
        make.make_backup(folder)
    new = tmp_path / "new"
    with pytest.raises(Trouble):
        make.make_backup(new)
    assert (len([*folder.iterdir()]), [*new.iterdir()], new.stat().st_mode & 0o777) == (4, [], 0o700)


def test_administrators_are_warned_of_the_first_disk_that_fills_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any, jonas: User, claire: User
) -> None:
    var, backups = tmp_path / "var", tmp_path / "backups"
    for folder in (var, backups):
        folder.mkdir()
    settings.VAR, settings.DISK_WARNING = var, 500
    rooms = {var: 500_999_999, backups: 499_999_999}
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=rooms.get(folder, 10**12)))
    where = Daily(backups, 3)
    low = "The disk of {} has only 499 MB left. Once it is full, nothing can be saved."
    assert [warnings.low_on_room(None), warnings.low_on_room(where)] == ["", low.format(backups)]
    assert warnings._folders(Daily(tmp_path / "none", 3)) == warnings._folders(None) == warnings._folders(Daily(var, 3))
    assert (warnings._folders(where)[0], warnings._folders(where)[-1]) == (var, backups)
    rooms[var] = 0
    assert warnings.low_on_room(where) == low.format(var).replace("499", "0")
    DailyBackups.begin(backups, 3)
    none = "Backups are to be made every day, and none has been made yet. See that a worker runs."
    assert [warnings.warnings_for(user, NOON) for user in (jonas, claire)] == [
        [none, low.format(var).replace("499", "0")], [],
    ]  # fmt: skip


def test_what_is_asked_of_the_command(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    asked: list[Any] = []

    def make_backup(folder: Path, *, keep: int | None) -> Backup:
        asked.append((folder, keep))
        if folder.name == "full":
            raise Trouble("The disk is full.")
        return Backup(folder="/srv", name="a.zip", size=1_260_000)

    monkeypatch.setattr("tracker.backups.management.commands.backup.make_backup", make_backup)
    monkeypatch.chdir(tmp_path)

    def told(*words: str) -> list[str]:
        said = StringIO()
        try:
            call_command("backup", *words, stdout=said)
        except CommandError as error:
            said.write(f"! {error}\n")
        return said.getvalue().splitlines()

    one = "/srv/a.zip (1.3 MB), read back whole."
    found = [told("a"), told("a", "--keep=1"), daily_backups(), told("a", "--every=day"), daily_backups()]
    every = "From now on the worker makes one every day, and keeps {}."
    assert found == [[one], [one], None, [one, every.format(14)], Daily(tmp_path / "a", 14)]
    found = [told("b", "--every=day", "--keep=2"), daily_backups(), told("full", "--every=day"), told("a", "--keep=0")]
    assert found == [
        [one, every.format(2)], Daily(tmp_path / "b", 2), ["! The disk is full."], ["! --keep is 1 or more."],
    ]  # fmt: skip
    assert asked == [
        (tmp_path / "a", None), (tmp_path / "a", 1), (tmp_path / "a", 14), (tmp_path / "b", 2), (tmp_path / "full", 14),
    ]  # fmt: skip
    assert (daily_backups(), told("a", "--every=never")) == (
        Daily(tmp_path / "b", 2), ["No more daily backups. Those that were made stay."],
    )  # fmt: skip
    settings.BACKUP_FOLDER = "/srv"
    set_elsewhere = ["! BACKUP_FOLDER and BACKUP_KEEP say that: change them instead."]
    assert [told("a", f"--every={word}") for word in ("day", "never")] == [set_elsewhere] * 2
    assert (told("a"), len(asked)) == ([one], 6)
