"""All that is held of a person, as a file that a person reads and a program."""

import csv
import errno
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from tracker.accounts.models import User
from tracker.follow_ups.models import FollowUp

MakeFollowUp = Callable[..., FollowUp]


@pytest.fixture
def archive(make_follow_up: MakeFollowUp, claire: User, omar: User, tmp_path: Path) -> ZipFile:
    make_follow_up("Ask Omar Diallo", owner=claire.person)
    make_follow_up("=1+1 for OMAR DIALLO", owner=omar.person)
    call_command("export_person", omar.email, "--to", str(tmp_path / "omar.zip"), stdout=StringIO())
    assert (tmp_path / "omar.zip").stat().st_mode & 0o777 == 0o600
    return ZipFile(tmp_path / "omar.zip")


def rows(archive: ZipFile, table: str, why: str) -> list[dict[str, object]]:
    held = json.loads(archive.read("person.json"))["held"]
    return next(each["rows"] for each in held if (each["table"], each["why"]) == (table, why))


def test_it_holds_the_person_their_rows_and_the_texts_that_name_them(archive: ZipFile, omar: User) -> None:
    assert [row["email"] for row in rows(archive, "accounts_user", "themselves")] == [omar.email]
    assert [row["title"] for row in rows(archive, "follow_ups_followup", "owner")] == ["=1+1 for OMAR DIALLO"]
    named = [row["words"] for row in rows(archive, "follow_ups_followup", "named")]
    assert named == ["Ask Omar Diallo", "=1+1 for OMAR DIALLO"]
    assert {*map(str, rows(archive, "directory_appointment", "person")[0])} >= {"title", "organisation"}


def test_it_holds_no_secret(archive: ZipFile, omar: User) -> None:
    assert [omar.password in archive.read(name).decode() for name in archive.namelist()] == [False] * len(
        archive.namelist()
    )


def test_it_is_read_as_a_page_and_by_a_spreadsheet(archive: ZipFile) -> None:
    assert "<td>=1+1 for OMAR DIALLO</td>" in archive.read("person.html").decode()
    name = next(each for each in archive.namelist() if each.endswith("follow_ups_followup named.csv"))
    table = list(csv.reader(StringIO(archive.read(name).decode("utf-8-sig"))))
    assert [row[2] for row in table] == ["words", "Ask Omar Diallo", "'=1+1 for OMAR DIALLO"]


def test_nothing_is_written_over(archive: ZipFile, omar: User) -> None:
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_person", "Omar Diallo", "--to", str(archive.filename))


def test_nothing_is_left_of_a_file_that_could_not_be_written(
    omar: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_the_disk(path: Path, *_of_it: object) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tracker.privacy.management.commands.export_person.write_archive", fill_the_disk)
    said = []
    for name in ("none/omar.zip", "omar.zip"):
        with pytest.raises(CommandError) as refusal:
            call_command("export_person", omar.email, "--to", str(tmp_path / name))
        said.append(str(refusal.value).replace(str(tmp_path), ""))
    wanted = [
        "No such file or directory: /none/omar.zip.",
        "The disk is full. Free some of it, or name a folder elsewhere.",
    ]
    assert (said, [*tmp_path.glob("*.zip")]) == (wanted, [])
